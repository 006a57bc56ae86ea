import { operations, otherMethods, serve } from "@/lib/api";
import { describeFeatures, entitlementsOf } from "@/lib/entitlements";

export const GET = serve(operations.listFeatures, async ({ ctx }) => describeFeatures(await entitlementsOf(ctx)));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods("GET");
