import { z } from "zod";
import { extendTrialSchema, reasonSchema, requiredExternalIdSchema, updateOrganizationSchema } from "@/lib/admin/input";
import { impersonateSchema } from "@/lib/auth/impersonation/impersonation-input";
import { instant } from "../../fields";
import { defineOperations } from "../../operation";
import { organizationParams } from "./admin-read";

const common = {
  tag: "Admin",
  caller: "admin",
  method: "post",
  params: organizationParams,
  resource: "subscription",
  idempotent: true,
  errors: ["conflict"],
} as const;
const base = "/api/v1/admin/subscriptions/{id}";
const organizationId = z.string();

/** What a platform admin does to one organization. */
export const adminActions = defineOperations({
  extendTrial: {
    ...common,
    path: `${base}/extend-trial`,
    summary: "Extend trial",
    body: extendTrialSchema,
    answer: z.strictObject({ organizationId, status: z.literal("trialing"), trialEndsAt: instant }),
    example: { days: 14, reason: "Evaluation needs a second plant" },
  },
  suspendOrganization: {
    ...common,
    path: `${base}/suspend`,
    summary: "Suspend organization",
    body: reasonSchema,
    answer: z.strictObject({ organizationId, suspendedAt: instant }),
    example: { reason: "Chargebacks" },
  },
  reactivateOrganization: {
    ...common,
    path: `${base}/reactivate`,
    summary: "Reactivate organization",
    body: reasonSchema,
    answer: z.strictObject({ organizationId, suspendedAt: z.null() }),
    example: { reason: "Settled" },
  },
  updateOrganization: {
    tag: "Admin",
    caller: "admin",
    method: "patch",
    path: "/api/v1/admin/organizations/{id}",
    params: organizationParams,
    resource: "organization",
    summary: "Update organization",
    description:
      "Changes the name, the external ID, or both. Fields you leave out don't change. The external ID is the organization's ID in your own systems; platform keys can use it as `organization`. `null` removes it. If another organization has the ID, you get a 409 and nothing changes.",
    body: updateOrganizationSchema,
    answer: z.strictObject({ id: z.string(), name: z.string(), externalId: z.string().nullable() }),
    example: { externalId: "your-customer-id" },
    errors: ["conflict"],
  },
  createSignUpLink: {
    tag: "Admin",
    caller: "platform",
    scope: "usage:write",
    method: "post",
    path: "/api/v1/sign-up-links",
    summary: "Create sign-up link",
    description:
      "A link to the sign-up page whose new organization gets this external ID, so your systems can report its usage from the first minute. The ID is signed: a visitor can't change it. The link works for 30 days and for one organization. If the ID is taken by the time someone signs up, the organization is created without an ID and you get an alert.",
    body: z.strictObject({
      externalId: requiredExternalIdSchema,
      plan: z.string().min(1).max(60).optional(),
      interval: z.enum(["month", "year"]).optional(),
    }),
    status: 201,
    answer: z.strictObject({ externalId: z.string(), url: z.string(), expiresAt: instant }),
    example: { externalId: "your-customer-id" },
    errors: ["conflict", "unknown_name"],
  },
  impersonateUser: {
    ...common,
    path: "/api/v1/admin/impersonate/{userId}",
    summary: "Impersonate user",
    description:
      "Starts a time-limited support session alongside the admin's own session, in a cookie set by this response. It ends when its time is up, when the admin's own session ends, or when they're no longer a platform admin. It can't change the team, the organization's name, billing, passwords, sessions or keys, and can't export data. A response replayed for an Idempotency-Key sets no cookie.",
    params: z.strictObject({ userId: z.uuid().meta({ description: "A member who isn't a platform admin." }) }),
    resource: "user",
    body: impersonateSchema,
    answer: z.strictObject({ userId: z.string(), organizationId, readOnly: z.boolean(), expiresAt: instant }),
    example: { reason: "Ticket 4711: the board stays empty", minutes: 30 },
  },
});
