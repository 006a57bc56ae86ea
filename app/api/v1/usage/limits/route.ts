import { operations, otherMethods, serve } from "@/lib/api";
import { describeLimits, usageByKey, usageNow } from "@/lib/usage";

export const GET = serve(
  operations.listLimits,
  async ({ ctx }) => describeLimits(ctx.organizationId, await usageNow(ctx)),
  {
    byPlatformKey: async ({ asked }) => {
      const usage = await usageByKey(asked);
      return describeLimits(usage.organizationId, usage);
    },
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
