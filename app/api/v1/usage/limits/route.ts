import { operations, serve } from "@/lib/api";
import { describeLimits, usageNow } from "@/lib/usage";

export const GET = serve(operations.listLimits, async ({ ctx }) =>
  describeLimits(ctx.organizationId, await usageNow(ctx)),
);
