"use server";

import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type ActionResult, answer, answerForm } from "@/lib/action";
import {
  addPasskey,
  asPerson,
  cancelTotpSetUp,
  codeSchema,
  confirmationMethods,
  confirmIdentity,
  confirmIdentitySchema,
  confirmTotp,
  confirmWithPasskey,
  countAttempt,
  describeAgent,
  newPasskeySchema,
  nextPath,
  type PersonContext,
  passkeyConfirmationOptions,
  passkeyIdSchema,
  passkeyProofSchema,
  removeFactor,
  renamePasskey,
  renamePasskeySchema,
  renewRecoveryCodes,
  requestAddress,
  requirePerson,
  sendConfirmationCode,
  startPasskey,
  startTotpSetUp,
  twoFactorSetUpPath,
} from "@/lib/auth";
import type { ConfirmIdentityInput } from "@/lib/auth/input";
import type { RenamePasskeyInput } from "@/lib/auth/passkeys/passkey-input";
import type { FormState } from "@/lib/form-state";
import { parseInput } from "@/lib/parse-input";
import { redirectAfterChange } from "@/lib/redirect-after-change";
import { whyTwoFactorRequired } from "@/lib/tenancy";

/** Confirms the person's identity, on a page that needs it before it shows anything. */
export async function confirmOnPage(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async ({ next, ...input }) => {
    await confirmIdentity(parseInput(confirmIdentitySchema, input));
    redirectAfterChange(nextPath(next));
  });
}

/** Confirms the person's identity, in a dialog that then continues the original action. */
export async function confirmInDialog(input: ConfirmIdentityInput): Promise<ActionResult> {
  return answer(async () => {
    await confirmIdentity(parseInput(confirmIdentitySchema, input));
    return undefined;
  });
}

/** Emails a code to someone without a password, so that they can confirm their identity. */
export async function emailConfirmationCode(): Promise<ActionResult> {
  return answer(async () => {
    await sendConfirmationCode();
    return undefined;
  });
}

/** How the signed-in person confirms their identity. */
export async function readConfirmationMethods() {
  return answer(() => asPerson(confirmationMethods, { anySession: true }));
}

/** When redirected to the current page, the router would keep showing its old content. */
const setUpPage = "/two-factor/set-up";

export async function beginSetUp(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async ({ next }) => {
    await asPerson(startTotpSetUp);
    revalidatePath(setUpPage);
    redirect(twoFactorSetUpPath(nextPath(next)));
  });
}

export async function dropSetUp(_state: FormState, form: FormData): Promise<FormState> {
  return answerForm(form, async ({ next }) => {
    await asPerson(cancelTotpSetUp);
    revalidatePath(setUpPage);
    redirect(twoFactorSetUpPath(nextPath(next)));
  });
}

/** Finishes the set-up. The answer's details hold the recovery codes, which are shown once. */
export async function finishSetUp(_state: FormState, form: FormData): Promise<FormState> {
  let codes: string[] = [];
  const state = await answerForm(form, async ({ next: _, ...input }) => {
    const given = parseInput(codeSchema, input);
    const { user } = await requirePerson();
    await countAttempt("second_factor", { account: user.id, address: await requestAddress() });
    codes = await asPerson((person) => confirmTotp(person, given));
  });
  return state.done ? { ...state, details: { codes } } : state;
}

function changing<T>(work: (person: PersonContext) => Promise<T>): Promise<ActionResult<T>> {
  return answer(async () => {
    const result = await asPerson(work);
    revalidatePath("/settings");
    return result;
  });
}

export async function removeAuthenticator() {
  return changing(async (person) => removeFactor(person, { kind: "totp" }, await whyTwoFactorRequired(person)));
}

export async function removePasskey(input: { id: string }) {
  return changing(async (person) => {
    const { id } = parseInput(passkeyIdSchema, input);
    await removeFactor(person, { kind: "passkey", id }, await whyTwoFactorRequired(person));
  });
}

export async function savePasskeyName(input: RenamePasskeyInput) {
  return changing((person) => renamePasskey(person, parseInput(renamePasskeySchema, input)));
}

/** What the browser needs to create a passkey. */
export async function beginPasskey() {
  return answer(() => asPerson(startPasskey));
}

/** @returns recovery codes to show once; none if the person has some. */
export async function finishPasskey(input: { response: unknown }) {
  return changing(async (person) => {
    const { response } = parseInput(newPasskeySchema, input);
    return addPasskey(person, { response, device: describeAgent((await headers()).get("user-agent")) });
  });
}

/** What the browser needs to ask the signed-in person for a passkey. */
export async function beginPasskeyConfirmation() {
  return answer(() => asPerson(passkeyConfirmationOptions, { anySession: true }));
}

export async function finishPasskeyConfirmation(input: { response: unknown }): Promise<ActionResult> {
  return answer(async () => {
    const { response } = parseInput(passkeyProofSchema, input);
    await confirmWithPasskey(response);
    return undefined;
  });
}

/** @returns the new codes, which are shown once. */
export async function createRecoveryCodes() {
  return changing(renewRecoveryCodes);
}
