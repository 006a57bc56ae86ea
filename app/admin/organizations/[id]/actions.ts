"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { answer } from "@/lib/action";
import {
  asPlatformAdmin,
  extendTrial,
  extendTrialSchema,
  reactivateOrganization,
  suspendOrganization,
  suspensionSchema,
} from "@/lib/admin";
import { beginImpersonation, impersonateSchema, setImpersonationCookie } from "@/lib/auth";
import { inTenant, type TenantContext } from "@/lib/context";
import { grantOverride, grantOverrideSchema, overrideIdSchema, revokeOverride } from "@/lib/entitlements";
import { parseInput } from "@/lib/parse-input";

const organizationSchema = z.uuid();

/** What a platform admin does to one organization, in one transaction with its audit row. */
async function onOrganization<T>(organizationId: unknown, work: (ctx: TenantContext) => Promise<T>): Promise<T> {
  const id = parseInput(organizationSchema, organizationId);
  const result = await asPlatformAdmin((admin) => work(inTenant(admin, id)));
  revalidatePath(`/admin/organizations/${id}`);
  return result;
}

export async function grantOverrideTo(organizationId: unknown, input: unknown) {
  return answer(async () => {
    const given = parseInput(grantOverrideSchema, input);
    return onOrganization(organizationId, (ctx) => grantOverride(ctx, given));
  });
}

export async function revokeOverrideOf(organizationId: unknown, input: unknown) {
  return answer(async () => {
    const given = parseInput(overrideIdSchema, input);
    return onOrganization(organizationId, (ctx) => revokeOverride(ctx, given));
  });
}

export async function extendTrialOf(organizationId: unknown, input: unknown) {
  return answer(async () => {
    const given = parseInput(extendTrialSchema, input);
    return onOrganization(organizationId, (ctx) => extendTrial(ctx, given));
  });
}

/** Becomes a customer of this organization, on their dashboard. */
export async function impersonate(organizationId: unknown, input: unknown) {
  return answer(async () => {
    const organization = parseInput(organizationSchema, organizationId);
    const given = parseInput(impersonateSchema.extend({ userId: z.uuid() }), input);
    const { token } = await asPlatformAdmin((admin) => beginImpersonation(admin, { ...given, organization }));
    await setImpersonationCookie({ token, organizationId: organization });
    redirect("/dashboard");
  });
}

export async function suspend(organizationId: unknown, input: unknown) {
  return answer(async () => {
    const given = parseInput(suspensionSchema, input);
    return onOrganization(organizationId, (ctx) => suspendOrganization(ctx, given));
  });
}

export async function reactivate(organizationId: unknown, input: unknown) {
  return answer(async () => {
    const given = parseInput(suspensionSchema, input);
    return onOrganization(organizationId, (ctx) => reactivateOrganization(ctx, given));
  });
}
