import { z } from "zod";
import { checkSchema } from "@/lib/entitlements/input";
import { access, because, ofOrganization } from "../fields";
import { defineOperations } from "../operation";
import { limitCheck } from "./usage";

const common = { tag: "Features", caller: "reader", scope: "features:read" } as const;

const features = z
  .strictObject({
    plan: z.string(),
    access,
    features: z.array(
      z.strictObject({
        feature: z.string(),
        name: z.string(),
        group: z.string(),
        allowed: z.boolean(),
        availableIn: z.array(z.string()).meta({ description: "Plans that include it, lowest first." }),
      }),
    ),
  })
  .meta({ id: "Features" });

const featureCheck = z
  .strictObject({
    allowed: z.boolean(),
    feature: z.string(),
    plan: z.string(),
    access,
    availableIn: z.array(z.string()),
    because,
  })
  .meta({ id: "FeatureCheck" });

export const featureOperations = defineOperations({
  listFeatures: {
    ...common,
    method: "get",
    path: "/api/v1/features/available",
    summary: "List features",
    description: "Every feature, whether the organization has it, and which plans include it.",
    query: ofOrganization,
    answer: features,
    errors: ["feature_not_in_plan"],
  },
  checkEntitlement: {
    ...common,
    method: "post",
    path: "/api/v1/features/check",
    summary: "Check entitlement",
    description:
      'Whether the organization has a feature, or could use that much more of a meter. A "no" is a 200 response that says why, not an error.',
    body: checkSchema,
    answer: z.union([featureCheck, limitCheck]),
    errors: ["feature_not_in_plan", "unknown_name"],
    example: { organization: "your-customer-id", meter: "work_orders", amount: 25 },
  },
});
