"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type ActionResult, answer } from "@/lib/action";
import * as admins from "@/lib/admin";
import type { ExtendTrialInput, ExternalIdInput, SuspensionInput } from "@/lib/admin/input";
import { beginImpersonation, impersonateSchema, setImpersonationCookie } from "@/lib/auth";
import type { ImpersonateForm } from "@/lib/auth/impersonation/impersonation-input";
import { inTenant, type TenantContext } from "@/lib/context";
import * as entitlements from "@/lib/entitlements";
import type { GrantOverrideInput } from "@/lib/entitlements/overrides/override-input";
import { parseInput } from "@/lib/parse-input";

const organizationSchema = z.uuid();

/** Parses the input, changes one organization as a platform admin, and renders its page again. */
function change<Schema extends z.ZodType, Result>(
  organizationId: string,
  schema: Schema,
  input: unknown,
  verb: (ctx: TenantContext, given: z.output<Schema>) => Promise<Result>,
): Promise<ActionResult<Result>> {
  return answer(async () => {
    const id = parseInput(organizationSchema, organizationId);
    const given = parseInput(schema, input);
    const result = await admins.asPlatformAdmin((admin) => verb(inTenant(admin, id), given));
    revalidatePath(`/admin/organizations/${id}`);
    return result;
  });
}

export async function extendTrial(organizationId: string, input: ExtendTrialInput) {
  return change(organizationId, admins.extendTrialSchema, input, admins.extendTrial);
}

export async function suspendOrganization(organizationId: string, input: SuspensionInput) {
  return change(organizationId, admins.suspensionSchema, input, admins.suspendOrganization);
}

export async function reactivateOrganization(organizationId: string, input: SuspensionInput) {
  return change(organizationId, admins.suspensionSchema, input, admins.reactivateOrganization);
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
