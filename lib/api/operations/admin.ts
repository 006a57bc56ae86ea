import { z } from "zod";
import { extendTrialSchema, suspensionSchema } from "@/lib/admin/input";
import { impersonateSchema } from "@/lib/auth/impersonation/impersonation-input";
import type { Operation } from "../operation";
import { instant } from "../words";

const segments = z.strictObject({ id: z.uuid().meta({ description: "Of the organization." }) });
const common = {
  tag: "Admin",
  callers: ["session"],
  method: "post",
  segments,
  once: true,
  refusals: ["conflict"],
} as const;
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
  {
    ...common,
    id: "impersonateUser",
    path: "/api/v1/admin/impersonate/{userId}",
    summary: "Act as a customer for a while",
    description:
      "Opens a session beside the admin's own, by a cookie of the answer. It ends by itself, with the admin's own session, or when who acts is an admin no more. Billing, passwords, sessions and keys stay the customer's. The answer kept for an Idempotency-Key comes without the cookie.",
    segments: z.strictObject({ userId: z.uuid().meta({ description: "Of a member who is no platform admin." }) }),
    body: impersonateSchema,
    answer: z.strictObject({ userId: z.string(), organizationId, readOnly: z.boolean(), expiresAt: instant }),
    example: { reason: "Ticket 4711: the board stays empty", minutes: 30 },
  },
];
