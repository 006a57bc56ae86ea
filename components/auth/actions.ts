"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type ActionResult, answer, answerForm } from "@/lib/action";
import {
  asPerson,
  codeSchema,
  confirmEmailChange,
  countAttempt,
  currentSession,
  deviceKnownTo,
  dropImpersonationCookie,
  dropSessionCookie,
  findVerification,
  joinSchema,
  linkGone,
  newPasswordFormSchema,
  nextPath,
  openSession,
  ownSignInMissing,
  passkeySignInOptions,
  passkeySignInSchema,
  rememberBrowser,
  requestAddress,
  requestReset,
  requestVerification,
  requirePerson,
  resetRequestSchema,
  sessionActor,
  signInSchema,
  signInWithPasskey,
  signOut,
  signUpSchema,
  tokenInputSchema,
  trialCheckSchema,
  withAccount,
} from "@/lib/auth";
import { startSession } from "@/lib/auth/sign-in/next-auth";
import { finishSecondStep } from "@/lib/auth/sign-in/second-step";
import { now } from "@/lib/clock";
import { type Actor, withoutTenant, withPlatform, withTenant } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import type { FormState } from "@/lib/form-state";
import { parseInput } from "@/lib/parse-input";
import { redirectAfterChange } from "@/lib/redirect-after-change";
import {
  acceptInvitation,
  chooseNewPassword,
  confirmEmail,
  findInvitation,
  joinByInvitation,
  preferOrganization,
  signUp,
  usedTrialDomain,
} from "@/lib/tenancy";
import { trialUsedWords } from "./trial-used-words";

/** The actor before anyone is signed in. */
const signUpActor: Actor = { kind: "system", id: "sign_up" };

/** Signs in and continues to `next`, a path on this site. */
export async function signIn(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async ({ next, ...input }) => {
    const outcome = await startSession(parseInput(signInSchema, input));
    if (outcome === "second_step") redirect(`/two-factor?next=${encodeURIComponent(nextPath(next))}`);
    await dropImpersonationCookie();
    redirect(nextPath(next));
  });
}

/** The second step, with the code of an authenticator app or a recovery code. */
export async function signInWithCode(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async ({ next, ...input }) => {
    const given = parseInput(codeSchema, input);
    await finishSecondStep(given, { address: await requestAddress(), userAgent: (await headers()).get("user-agent") });
    redirect(nextPath(next));
  });
}

/** What the browser needs to sign in with a passkey. */
export async function beginPasskeySignIn() {
  return answer(passkeySignInOptions);
}

/** Signs in with a passkey alone, and continues to `next`, a path on this site. */
export async function finishPasskeySignIn(input: { response: unknown; next: string }): Promise<ActionResult<void>> {
  return answer(async () => {
    const { response, next } = parseInput(passkeySignInSchema, input);
    const userAgent = (await headers()).get("user-agent");
    await signInWithPasskey(response, { address: await requestAddress(), userAgent });
    redirect(nextPath(next));
  });
}

/** Starts a trial and signs the new person in. A known address gets the same answer (docs/decisions/0006). */
export async function startTrial(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const given = parseInput(signUpSchema, input);
    await countAttempt("sign_up", { account: given.email, address: await requestAddress() });
    // Decided by the domain alone, before the account is looked up, so that it says nothing about the account.
    const used = await withoutTenant({ actor: signUpActor }, (ctx) => usedTrialDomain(ctx, given.email));
    if (used && !given.withoutTrial) throw conflict(trialUsedWords(used), { reason: "trial_used", domain: used });
    const visitor = { address: await requestAddress(), userAgent: (await headers()).get("user-agent") ?? "" };
    const created = await withoutTenant({ actor: signUpActor }, (ctx) => signUp(ctx, given, visitor));
    await openSession(created?.userId);
    redirect(used ? "/verify?sent=1&trial=none" : "/verify?sent=1");
  });
}

/** The domain of the address, if its company has had the trial; null otherwise. Asked while the form is filled in. */
export async function trialUsedBy(input: { email: string }): Promise<ActionResult<string | null>> {
  return answer(async () => {
    const { email } = parseInput(trialCheckSchema, input);
    await countAttempt("trial_check", { account: email.split("@").at(-1) ?? "", address: await requestAddress() });
    return (await withoutTenant({ actor: signUpActor }, (ctx) => usedTrialDomain(ctx, email))) ?? null;
  });
}

/** Verifies the address of a link, for the account it belongs to: signed in, or with its password, which signs it in. */
export async function verify(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async ({ password, ...input }) => {
    const { token } = parseInput(tokenInputSchema, input);
    const link = await findVerification(token);
    if (!link) throw linkGone();
    const { userId, email } = link;
    const session = await currentSession();
    if (session?.impersonator || session?.user.id !== userId) {
      await startSession(parseInput(signInSchema, { email, password: password ?? "" }));
      await dropImpersonationCookie();
    }
    const { trialRefused } = await withAccount({ actor: signUpActor, token }, (ctx) =>
      confirmEmail(ctx, { token, userId }),
    );
    redirectAfterChange(trialRefused ? "/verify?done=1&trial=none" : "/verify?done=1");
  });
}

/** Answers the same without a session: someone who signed up with a known address has none (docs/decisions/0006). */
export async function resendVerification(): Promise<ActionResult> {
  return answer(async () => {
    const session = await currentSession();
    if (!session || session.impersonator) return undefined;
    await countAttempt("verification", { account: session.user.email, address: await requestAddress() });
    const { id: userId } = session.user;
    await withAccount({ actor: sessionActor(session), userId }, (ctx) => requestVerification(ctx, { userId }));
    return undefined;
  });
}

export async function sendResetLink(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const { email } = parseInput(resetRequestSchema, input);
    const device = await deviceKnownTo(email);
    await countAttempt("reset", { account: email, address: await requestAddress(), device });
    await withAccount({ actor: signUpActor, email }, (ctx) => requestReset(ctx, { email }));
  });
}

export async function setNewPassword(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const given = parseInput(newPasswordFormSchema, input);
    const { email } = await withAccount({ actor: signUpActor, token: given.token }, (ctx) =>
      chooseNewPassword(ctx, given),
    );
    await rememberBrowser(email);
    redirectAfterChange("/sign-in?notice=password");
  });
}

/** Confirms a change of address for one of the two addresses. */
export async function confirmNewEmail(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const { token } = parseInput(tokenInputSchema, input);
    const outcome = await withPlatform({ actor: signUpActor }, (ctx) => confirmEmailChange(ctx, { token }));
    if (outcome === "waiting") redirectAfterChange(`/email-change?token=${encodeURIComponent(token)}`);
    await dropSessionCookie();
    redirect("/sign-in?notice=email");
  });
}

/** A new person sets name and password, and joins. */
export async function join(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const given = parseInput(joinSchema, input);
    const invitation = found(await findInvitation(given.token, now()), "invitation");
    const { organizationId } = invitation;
    const { userId } = await withTenant({ organizationId, actor: signUpActor }, (ctx) =>
      joinByInvitation(ctx, { ...given, invitation }),
    );
    await openSession(userId);
    await preferOrganization(organizationId);
    redirect("/dashboard");
  });
}

/** The signed-in person joins. */
export async function accept(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const { token } = parseInput(tokenInputSchema, input);
    const session = await requirePerson();
    if (session.assurance.ssoOrganizationId) throw ownSignInMissing();
    const { organizationId } = found(await findInvitation(token, now()), "invitation");
    await withTenant({ organizationId, actor: sessionActor(session) }, (ctx) =>
      acceptInvitation(ctx, { token, userId: session.user.id }),
    );
    await preferOrganization(organizationId);
    redirect("/dashboard");
  });
}

/** Signs out the person who is signed in, so that the invited one can sign in. */
export async function switchAccount(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async (input) => {
    const { token } = parseInput(tokenInputSchema, input);
    await asPerson((person) => signOut(person), { anySession: true });
    await dropSessionCookie();
    redirect(`/invite/${encodeURIComponent(token)}`);
  });
}
