import { z } from "zod";
import { checkSchema } from "@/lib/entitlements/input";
import type { Operation } from "../operation";
import { access, because } from "../words";
import { limitVerdict } from "./usage";

const callers = ["platform_key", "api_key", "session"] as const;
const common = { tag: "Features", callers, scope: "features:read" } as const;

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
        availableIn: z.array(z.string()).meta({ description: "Plans that have it, lowest first." }),
      }),
    ),
  })
  .meta({ id: "Features" });

const featureVerdict = z
  .strictObject({
    allowed: z.boolean(),
    feature: z.string(),
    plan: z.string(),
    access,
    availableIn: z.array(z.string()),
    because,
  })
  .meta({ id: "FeatureVerdict" });

export const featureOperations: readonly Operation[] = [
  {
    ...common,
    id: "listFeatures",
    method: "get",
    path: "/api/v1/features/available",
    summary: "Every feature, and who has it",
    query: z.strictObject({
      organization: z
        .string()
        .optional()
        .meta({ description: "With a platform key: our id, or your own `externalId`." }),
    }),
    answer: features,
    refusals: ["feature_not_in_plan"],
  },
  {
    ...common,
    id: "checkFeature",
    method: "post",
    path: "/api/v1/features/check",
    summary: "May it use a feature, or so much more of a meter?",
    description: "A no is an answer, not an error, and says why.",
    body: checkSchema,
    answer: z.union([featureVerdict, limitVerdict]),
    refusals: ["feature_not_in_plan", "unknown_name"],
    example: { organization: "your-customer-id", meter: "work_orders", amount: 25 },
  },
];
