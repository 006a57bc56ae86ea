"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { answerForm } from "@/lib/action";
import {
  completeSignUpPath,
  completeSignUpSchema,
  confirmAddress,
  confirmAddressSchema,
  countAttempt,
  oauthActor,
  openSession,
  problemPath,
  rememberBrowser,
  requestAddress,
  requireProfile,
  sendAddressCode,
  sendAddressCodeSchema,
  signInWithProvider,
  tokenInputSchema,
} from "@/lib/auth";
import { now } from "@/lib/clock";
import { withoutTenant, withTenant } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import type { FormState } from "@/lib/form-state";
import { parseInput } from "@/lib/parse-input";
import { redirectAfterChange } from "@/lib/redirect-after-change";
import {
  findInvitation,
  joinWithProvider,
  preferOrganization,
  signUpWithProvider,
  usedTrialDomain,
} from "@/lib/tenancy";
import { trialUsedWords } from "../trial-used-words";
import { invitationIn } from "./invitation-in";

/** Emails a code to the address a person entered. */
export async function emailAddressCode(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const given = parseInput(sendAddressCodeSchema, input);
    await sendAddressCode(given);
    redirectAfterChange(completeSignUpPath(given.token));
  });
}

/** Confirms the address. Someone who has an account is signed in, anyone else completes their sign-up. */
export async function confirmAddressCode(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const given = parseInput(confirmAddressSchema, input);
    const { provider, profile, choices } = await confirmAddress(given);
    const { next } = choices;
    const outcome = await signInWithProvider({ provider, profile });
    if (outcome === "signed_in") redirect(next);
    if (outcome === "second_step") redirect(`/two-factor?next=${encodeURIComponent(next)}`);
    redirectAfterChange(
      outcome === "unknown" ? completeSignUpPath(given.token) : problemPath(outcome, { provider, next }),
    );
  });
}

/** Creates account and organization, and signs the new person in. */
export async function completeSignUp(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const { token, company, withoutTrial } = parseInput(completeSignUpSchema, input);
    const { provider, profile } = await withoutTenant({ actor: oauthActor }, (ctx) => requireProfile(ctx, token));
    const email = profile.email ?? "";
    await countAttempt("sign_up", { account: email, address: await requestAddress() });
    const used = await withoutTenant({ actor: oauthActor }, (ctx) => usedTrialDomain(ctx, email));
    if (used && !withoutTrial) throw conflict(trialUsedWords(used), { reason: "trial_used", domain: used });
    const visitor = { address: await requestAddress(), userAgent: (await headers()).get("user-agent") ?? "" };
    const { userId } = await withoutTenant({ actor: oauthActor }, async (ctx) =>
      signUpWithProvider(ctx, { kept: await requireProfile(ctx, token), company }, visitor),
    );
    await openSession(userId, null, { provider });
    await rememberBrowser(email);
    redirect("/onboarding");
  });
}

/** Creates the account of someone who was invited, and joins. */
export async function joinAfterProvider(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const { token } = parseInput(tokenInputSchema, input);
    const kept = await withoutTenant({ actor: oauthActor }, (ctx) => requireProfile(ctx, token));
    const invited = invitationIn(kept.choices.next) ?? "";
    const { organizationId } = found(await findInvitation(invited, now()), "invitation");
    const { userId, email } = await withTenant({ organizationId, actor: oauthActor }, async (ctx) =>
      joinWithProvider(ctx, { kept: await requireProfile(ctx, token), token: invited }),
    );
    await openSession(userId, null, { provider: kept.provider });
    await rememberBrowser(email);
    await preferOrganization(organizationId);
    redirect("/dashboard");
  });
}
