import { describeFeatures, entitlementsOf } from "@/lib/entitlements";
import { route } from "@/lib/http";
import { asReader } from "@/lib/keys";

/** Every feature, whether the organization has it, and which plans do. */
export const GET = route((request) =>
  asReader(request, "features:read", async (ctx) => Response.json(describeFeatures(await entitlementsOf(ctx)))),
);
