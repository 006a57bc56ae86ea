"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { type ActionResult, answer } from "@/lib/action";
import {
  asPerson,
  changePassword as changePasswordOf,
  changePasswordSchema,
  countAttempt,
  dropSessionCookie,
  type PersonContext,
  renamePerson,
  renamePersonSchema,
  requestAddress,
  requestReset,
  requirePerson,
  requireSession,
  sessionIdSchema,
  signOut,
  signOutEverywhere as signOutOfAll,
} from "@/lib/auth";
import type { ChangePasswordInput } from "@/lib/auth/input";
import { emailPreferenceSchema, setPreference } from "@/lib/email";
import type { EmailPreferenceInput } from "@/lib/email/categories";
import { createApiKey, createApiKeySchema, keyIdSchema, revokeApiKey, rotateApiKey, rotateKeySchema } from "@/lib/keys";
import type { CreateApiKeyInput, RotateKeyInput } from "@/lib/keys/input";
import { parseInput } from "@/lib/parse-input";
import { redirectAfterChange } from "@/lib/redirect-after-change";
import {
  asMember,
  closeOrganization,
  deleteSchema,
  renameOrganization,
  renameSchema,
  requireTwoFactor,
  teamManagers,
  twoFactorRequirementSchema,
} from "@/lib/tenancy";
import type { DeleteInput } from "@/lib/tenancy/input";

/** Runs a change made on this page, then renders the page again. */
function changing<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  return answer(async () => {
    const result = await work();
    revalidatePath("/settings");
    return result;
  });
}

const changingOwn = <T>(work: (person: PersonContext) => Promise<T>) => changing(() => asPerson(work));

export async function saveOrganizationName(organization: string, input: { name: string }) {
  return changing(() =>
    asMember({ organization, roles: teamManagers, need: "write" }, (member) =>
      renameOrganization(member, parseInput(renameSchema, input)),
    ),
  );
}

/** Every member needs two-factor authentication, or no longer does. */
export async function saveTwoFactorRequirement(organization: string, input: { required: boolean }) {
  return changing(() =>
    asMember({ organization, roles: ["owner"], need: "write" }, (member) =>
      requireTwoFactor(member, parseInput(twoFactorRequirementSchema, input)),
    ),
  );
}

export async function savePersonName(input: { name: string }) {
  return changingOwn((person) => renamePerson(person, parseInput(renamePersonSchema, input)));
}

export async function saveEmailPreference(input: EmailPreferenceInput) {
  // The links in the emails do the same without signing in.
  return changing(() =>
    asPerson(
      (person) => {
        const { email } = person.session.user;
        return setPreference(person, { address: email, ...parseInput(emailPreferenceSchema, input) });
      },
      { anySession: true },
    ),
  );
}

export async function changePassword(input: ChangePasswordInput) {
  return changing(async () => {
    const given = parseInput(changePasswordSchema, input);
    const { user } = await requireSession();
    await countAttempt("password", { account: user.id, address: await requestAddress() });
    await asPerson((person) => changePasswordOf(person, given));
  });
}

/** Emails a link to set the first password with. */
export async function emailPasswordLink(): Promise<ActionResult> {
  return answer(async () => {
    const { user } = await requirePerson();
    await countAttempt("reset", { account: user.email, address: await requestAddress() });
    // Anyone can have it sent from the sign-in page.
    await asPerson((person) => requestReset(person, { email: user.email }), { anySession: true });
    return undefined;
  });
}

export async function endSession(input: { sessionId: string }) {
  return changing(() =>
    asPerson((person) => signOut(person, parseInput(sessionIdSchema, input).sessionId), { anySession: true }),
  );
}

export async function signOutEverywhere(): Promise<ActionResult> {
  return answer(async () => {
    const { assurance } = await asPerson(
      async (person) => {
        await signOutOfAll(person);
        return person.session;
      },
      { anySession: true },
    );
    await dropSessionCookie();
    redirect(`/sign-in?notice=${assurance.ssoOrganizationId ? "single-sign-on" : "everywhere"}`);
  });
}

export async function createKey(organization: string, input: CreateApiKeyInput) {
  return changing(() =>
    asMember({ organization, roles: teamManagers, verified: true, confirmed: true, need: "write" }, (member) =>
      createApiKey(member, parseInput(createApiKeySchema, input)),
    ),
  );
}

export async function rotateKey(organization: string, input: RotateKeyInput) {
  return changing(() =>
    asMember({ organization, roles: teamManagers, verified: true, confirmed: true, need: "write" }, (member) =>
      rotateApiKey(member, parseInput(rotateKeySchema, input)),
    ),
  );
}

export async function revokeKey(organization: string, input: { keyId: string }) {
  return changing(() =>
    asMember({ organization, roles: teamManagers, need: "read" }, (member) =>
      revokeApiKey(member, parseInput(keyIdSchema, input)),
    ),
  );
}

/** Afterwards the dashboard shows another organization, or the page for people without one. */
export async function deleteOrganization(organization: string, input: DeleteInput): Promise<ActionResult<void>> {
  return answer(async () => {
    await closeOrganization(organization, parseInput(deleteSchema, input));
    redirectAfterChange("/dashboard");
  });
}
