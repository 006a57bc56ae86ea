import { route } from "@/lib/http";
import { asReader } from "@/lib/keys";
import { describeLimits, usageNow } from "@/lib/usage";

/** The limit of each meter and how it came about: plan, add-ons, overrides. */
export const GET = route((request) =>
  asReader(request, "usage:read", async (ctx) =>
    Response.json(describeLimits(ctx.organizationId, await usageNow(ctx))),
  ),
);
