"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { PreviewJson } from "@/components/billing/use-preview";
import { type ActionResult, answer } from "@/lib/action";
import * as admins from "@/lib/admin";
import type {
  EndSessionsInput,
  ExtendTrialInput,
  ExternalIdInput,
  NoteInput,
  PinNoteInput,
  ScheduleDeletionInput,
  SetTrialInput,
  SuspensionInput,
} from "@/lib/admin/input";
import { beginImpersonation, impersonateSchema, requireConfirmed, setImpersonationCookie } from "@/lib/auth";
import type { ImpersonateForm } from "@/lib/auth/impersonation/impersonation-input";
import * as billing from "@/lib/billing";
import { type AdminCaller, syncAfterChange } from "@/lib/billing";
import type {
  AdminCancelInput,
  AdminChangePlanInput,
  ComplimentaryPlanInput,
  CreditInvoiceInput,
} from "@/lib/billing/change/admin-input";
import type { Interval } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import * as credits from "@/lib/credits";
import type { GiveCreditsInput, TakeCreditsInput } from "@/lib/credits/input";
import * as emails from "@/lib/email";
import * as entitlements from "@/lib/entitlements";
import type { GrantOverrideInput } from "@/lib/entitlements/overrides/override-input";
import { parseInput } from "@/lib/parse-input";
import { previewJson } from "./acts/preview-json";

const organizationSchema = z.uuid();

/** Parses the input, changes one organization as a platform admin, and renders its page again. */
function change<Schema extends z.ZodType, Result>(
  organizationId: string,
  schema: Schema,
  input: unknown,
  verb: (ctx: TenantContext & admins.Admin, given: z.output<Schema>) => Promise<Result>,
): Promise<ActionResult<Result>> {
  return answer(async () => {
    const id = parseInput(organizationSchema, organizationId);
    const given = parseInput(schema, input);
    const result = await admins.asPlatformAdmin((admin) => verb({ ...admin, organizationId: id }, given));
    revalidatePath(`/admin/organizations/${id}`);
    return result;
  });
}

/** The same for a change at Stripe, which is synced before the page renders again. */
function changeBilling<Schema extends z.ZodType, Result>(
  organizationId: string,
  schema: Schema,
  input: unknown,
  verb: (ctx: AdminCaller, given: z.output<Schema>) => Promise<Result>,
): Promise<ActionResult<Result>> {
  return answer(async () => {
    const id = parseInput(organizationSchema, organizationId);
    const given = parseInput(schema, input);
    const result = await admins.asBillingAdmin(id, (ctx) => verb(ctx, given));
    revalidatePath(`/admin/organizations/${id}`);
    return result;
  });
}

/** A trial may be one at Stripe, which is synced then. */
export async function extendTrial(organizationId: string, input: ExtendTrialInput) {
  const result = await change(organizationId, admins.extendTrialSchema, input, admins.extendTrial);
  if (result.ok) {
    await syncAfterChange({ organizationId: result.data.organizationId, actor: { kind: "system", id: "stripe" } });
  }
  return result;
}

export async function setTrial(organizationId: string, input: SetTrialInput) {
  return change(organizationId, admins.setTrialSchema, input, admins.setTrial);
}

export async function suspendOrganization(organizationId: string, input: SuspensionInput) {
  return change(organizationId, admins.reasonSchema, input, admins.suspendOrganization);
}

export async function reactivateOrganization(organizationId: string, input: SuspensionInput) {
  return change(organizationId, admins.reasonSchema, input, admins.reactivateOrganization);
}

export async function setExternalId(organizationId: string, input: ExternalIdInput) {
  return change(organizationId, admins.externalIdSchema, input, admins.setExternalId);
}

export async function grantOverride(organizationId: string, input: GrantOverrideInput) {
  return change(organizationId, entitlements.grantOverrideSchema, input, entitlements.grantOverride);
}

export async function revokeOverride(organizationId: string, input: { overrideId: string }) {
  return change(organizationId, entitlements.overrideIdSchema, input, entitlements.revokeOverride);
}

export async function giveCredits(organizationId: string, input: GiveCreditsInput) {
  return change(organizationId, credits.giveCreditsSchema, input, credits.giveCredits);
}

export async function takeCredits(organizationId: string, input: TakeCreditsInput) {
  return change(organizationId, credits.takeCreditsSchema, input, credits.takeCredits);
}

export async function syncNow(organizationId: string, input: Record<string, never>) {
  return change(organizationId, z.strictObject({}), input, admins.syncOrganization);
}

export async function endSessions(organizationId: string, input: EndSessionsInput) {
  return change(organizationId, admins.endSessionsSchema, input, admins.endMemberSessions);
}

export async function resendEmail(organizationId: string, input: { emailId: string }) {
  return change(organizationId, admins.emailIdSchema, input, emails.resendEmail);
}

export async function addNote(organizationId: string, input: NoteInput) {
  return change(organizationId, admins.noteSchema, input, admins.addNote);
}

export async function pinNote(organizationId: string, input: PinNoteInput) {
  return change(organizationId, admins.pinNoteSchema, input, admins.pinNote);
}

export async function deleteNote(organizationId: string, input: { noteId: string }) {
  return change(organizationId, admins.noteIdSchema, input, admins.deleteNote);
}

export async function scheduleDeletion(organizationId: string, input: ScheduleDeletionInput) {
  return change(organizationId, admins.scheduleDeletionSchema, input, (ctx, given) => {
    requireConfirmed(ctx);
    return admins.scheduleDeletion(ctx, given);
  });
}

export async function callOffDeletion(organizationId: string, input: SuspensionInput) {
  return change(organizationId, admins.reasonSchema, input, admins.callOffDeletion);
}

/** What the customer would see before confirming the same change. */
export async function previewPlan(
  organizationId: string,
  input: { plan: string; interval: Interval },
): Promise<ActionResult<PreviewJson>> {
  return answer(async () => {
    const id = parseInput(organizationSchema, organizationId);
    const given = parseInput(billing.adminPreviewSchema, input);
    const preview = await admins.asBillingAdmin(id, (ctx) => billing.previewChange(ctx, given), { changes: false });
    return previewJson(preview);
  });
}

export async function changePlan(organizationId: string, input: AdminChangePlanInput) {
  return changeBilling(organizationId, billing.adminChangePlanSchema, input, admins.changePlanFor);
}

export async function cancelPlan(organizationId: string, input: AdminCancelInput) {
  return changeBilling(organizationId, billing.adminCancelSchema, input, admins.cancelFor);
}

export async function resumePlan(organizationId: string, input: SuspensionInput) {
  return changeBilling(organizationId, admins.reasonSchema, input, admins.resumeFor);
}

export async function giveComplimentaryPlan(organizationId: string, input: ComplimentaryPlanInput) {
  return changeBilling(organizationId, billing.complimentaryPlanSchema, input, billing.giveComplimentaryPlan);
}

export async function creditInvoice(organizationId: string, input: CreditInvoiceInput) {
  return changeBilling(organizationId, billing.creditInvoiceSchema, input, billing.creditInvoice);
}

/** Starts a support session as a member of this organization, on their dashboard. */
export async function impersonate(
  organizationId: string,
  input: ImpersonateForm & { userId: string },
): Promise<ActionResult<void>> {
  return answer(async () => {
    const organization = parseInput(organizationSchema, organizationId);
    const given = parseInput(impersonateSchema.extend({ userId: z.uuid() }), input);
    const { token } = await admins.asPlatformAdmin((admin) => beginImpersonation(admin, { ...given, organization }));
    await setImpersonationCookie({ token, organizationId: organization });
    redirect("/dashboard");
  });
}
