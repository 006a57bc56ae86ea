import { z } from "zod";
import { extendTrialSchema, suspensionSchema } from "@/lib/admin/input";
import type { Operation } from "../operation";
import { instant } from "../words";

const segments = z.strictObject({ id: z.uuid().meta({ description: "Of the organization." }) });
const common = { tag: "Admin", callers: ["session"], method: "post", segments, refusals: ["conflict"] } as const;
const base = "/api/v1/admin/subscriptions/{id}";
const organizationId = z.string();

export const adminOperations: readonly Operation[] = [
  {
    ...common,
    id: "extendTrial",
    path: `${base}/extend-trial`,
    summary: "Extend a trial",
    body: extendTrialSchema,
    answer: z.strictObject({ organizationId, status: z.literal("trialing"), trialEndsAt: instant }),
    example: { days: 14, reason: "Evaluation needs a second plant" },
  },
  {
    ...common,
    id: "suspendOrganization",
    path: `${base}/suspend`,
    summary: "Suspend an organization",
    body: suspensionSchema,
    answer: z.strictObject({ organizationId, suspendedAt: instant }),
    example: { reason: "Chargebacks" },
  },
  {
    ...common,
    id: "reactivateOrganization",
    path: `${base}/reactivate`,
    summary: "Lift a suspension",
    body: suspensionSchema,
    answer: z.strictObject({ organizationId, suspendedAt: z.null() }),
    example: { reason: "Settled" },
  },
];
