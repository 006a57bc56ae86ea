import { operations, otherMethods, serve } from "@/lib/api";
import { describeNow, usageNow } from "@/lib/usage";

export const GET = serve(operations.getUsage, async ({ ctx }) => describeNow(ctx.organizationId, await usageNow(ctx)));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
