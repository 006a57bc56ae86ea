import { operations, otherMethods, serve } from "@/lib/api";
import { currentEntitlements, describeFeatures, entitlementsOf } from "@/lib/entitlements";

export const GET = serve(operations.listFeatures, async ({ ctx }) => describeFeatures(await entitlementsOf(ctx)), {
  byPlatformKey: async ({ asked }) => describeFeatures(await currentEntitlements(asked)),
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
