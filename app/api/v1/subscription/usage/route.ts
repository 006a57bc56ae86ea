import { operations, otherMethods, serve } from "@/lib/api";
import { describeNow, usageByKey, usageNow } from "@/lib/usage";

export const GET = serve(
  operations.getSubscriptionUsage,
  async ({ ctx }) => describeNow(ctx.organizationId, await usageNow(ctx)),
  {
    byPlatformKey: async ({ asked }) => {
      const usage = await usageByKey(asked);
      return describeNow(usage.organizationId, usage);
    },
  },
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
