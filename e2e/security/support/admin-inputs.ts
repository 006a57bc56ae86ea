import type { z } from "zod";
import * as admin from "@/lib/admin/input";
import { saveViewSchema, viewIdSchema } from "@/lib/admin/list/view-input";
import * as alerts from "@/lib/alerts/input";
import { impersonateSchema } from "@/lib/auth/impersonation/impersonation-input";
import { supportSessionIdSchema } from "@/lib/auth/impersonation/support-session-filter";
import * as billing from "@/lib/billing/change/admin-input";
import { replaySchema } from "@/lib/billing/events/event-log-filter";
import { giveCreditsSchema, takeCreditsSchema } from "@/lib/credits/input";
import { grantOverrideSchema, overrideIdSchema } from "@/lib/entitlements/overrides/override-input";
import * as jobs from "@/lib/jobs/input";
import * as keys from "@/lib/keys/input";
import * as privacy from "@/lib/privacy/input";
import { verifyOrganizationSchema } from "@/lib/reconciliation/mismatches/filter";
import * as support from "@/lib/support/input";
import * as webhooks from "@/lib/webhooks/input";
import { sampleOf } from "./sample";

const id = "01990000-0000-7000-8000-000000000001";
const folder = "components/admin";

const about = (actions: string, schemas: Record<string, z.ZodType | undefined>) =>
  Object.entries(schemas).map(([name, schema]): [string, z.ZodType | undefined] => [
    `${folder}/${actions}#${name}`,
    schema,
  ]);

/** What each action of a platform admin takes; nothing at all for some. Those about an organization take its ID first. */
const schemas = new Map([
  ...about("alerts/actions.ts", {
    acknowledgeAlert: alerts.alertIdSchema,
    muteAlerts: alerts.muteSchema,
    unmuteAlerts: alerts.muteIdSchema,
    setThreshold: alerts.thresholdSchema,
  }),
  ...about("exports/actions.ts", { exportNow: undefined }),
  ...about("support-sessions/actions.ts", { endSupportSession: supportSessionIdSchema }),
  ...about("support/actions.ts", {
    answerRequest: support.answerSchema,
    changeState: support.supportStateSchema,
    deleteRequest: support.supportRequestIdSchema,
  }),
  ...about("jobs/actions.ts", { retryJob: jobs.retryJobSchema, runNow: jobs.runNowSchema }),
  ...about("organizations/list/actions.ts", { saveView: saveViewSchema, deleteView: viewIdSchema }),
  ...about("organizations/actions.ts", {
    extendTrial: admin.extendTrialSchema,
    setTrial: admin.setTrialSchema,
    syncNow: undefined,
    endSessions: admin.endSessionsSchema,
    resendEmail: admin.emailIdSchema,
    addNote: admin.noteSchema,
    pinNote: admin.pinNoteSchema,
    deleteNote: admin.noteIdSchema,
    scheduleDeletion: admin.scheduleDeletionSchema,
    callOffDeletion: admin.reasonSchema,
    previewPlan: billing.adminPreviewSchema,
    changePlan: billing.adminChangePlanSchema,
    cancelPlan: billing.adminCancelSchema,
    resumePlan: admin.reasonSchema,
    giveComplimentaryPlan: billing.complimentaryPlanSchema,
    creditInvoice: billing.creditInvoiceSchema,
    suspendOrganization: admin.reasonSchema,
    reactivateOrganization: admin.reasonSchema,
    setExternalId: admin.externalIdSchema,
    grantOverride: grantOverrideSchema,
    revokeOverride: overrideIdSchema,
    giveCredits: giveCreditsSchema,
    takeCredits: takeCreditsSchema,
    impersonate: impersonateSchema,
  }),
  ...about("platform-keys/actions.ts", {
    createKey: keys.createPlatformKeySchema,
    rotateKey: keys.rotateKeySchema,
    revokeKey: keys.keyIdSchema,
  }),
  ...about("privacy/actions.ts", { setRetention: privacy.retentionSchema, recordRequest: privacy.requestSchema }),
  ...about("reconciliation/actions.ts", { reconcile: undefined, verify: verifyOrganizationSchema }),
  ...about("stripe-events/actions.ts", { replay: replaySchema }),
  ...about("webhooks/actions.ts", {
    createEndpoint: webhooks.createEndpointSchema,
    changeEndpoint: webhooks.changeEndpointSchema,
    rotateSecret: webhooks.endpointIdSchema,
    deleteEndpoint: webhooks.endpointIdSchema,
    sendTest: webhooks.endpointIdSchema,
    resendDelivery: webhooks.deliveryIdSchema,
  }),
]);

/**
 * Arguments that pass the action's own checks, so that only the caller can be refused.
 *
 * @throws Error for an action that isn't listed.
 */
export function adminArguments(action: string, organizationId: string): unknown[] {
  if (!schemas.has(action)) throw new Error(`List what ${action} takes in e2e/security/support/admin-inputs.ts.`);
  const schema = schemas.get(action);
  const input = schema ? sampleOf(schema) : {};
  if (!action.startsWith(`${folder}/organizations/actions.ts#`)) return [input];
  return [organizationId, action.endsWith("#impersonate") ? { ...Object(input), userId: id } : input];
}
