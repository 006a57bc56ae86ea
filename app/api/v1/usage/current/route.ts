import { route } from "@/lib/http";
import { asReader } from "@/lib/keys";
import { describeNow, usageNow } from "@/lib/usage";

/** What was used in the present period, per meter. */
export const GET = route((request) =>
  asReader(request, "usage:read", async (ctx) => Response.json(describeNow(ctx.organizationId, await usageNow(ctx)))),
);
