import { operations, otherMethods, serve } from "@/lib/api";
import { describeLimits, usageNow } from "@/lib/usage";

export const GET = serve(operations.listLimits, async ({ ctx }) =>
  describeLimits(ctx.organizationId, await usageNow(ctx)),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
