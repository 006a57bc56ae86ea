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
  requireSession,
  revokeSessions,
  sessionIdSchema,
} from "@/lib/auth";
import { emailPreferenceSchema, setPreference } from "@/lib/email";
import { createApiKey, createApiKeySchema, keyIdSchema, revokeApiKey, rotateApiKey, rotateKeySchema } from "@/lib/keys";
import { parseInput } from "@/lib/parse-input";
import {
  asMember,
  closeOrganization,
  deleteSchema,
  renameOrganization,
  renameSchema,
  teamManagers,
} from "@/lib/tenancy";

/** What changes this page, which is then shown anew. */
function changing<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  return answer(async () => {
    const result = await work();
    revalidatePath("/settings");
    return result;
  });
}

const own = <T>(work: (person: PersonContext) => Promise<T>) => changing(() => asPerson(work));

export async function rename(input: unknown) {
  return changing(() =>
    asMember({ roles: teamManagers, need: "write" }, (member) =>
      renameOrganization(member, parseInput(renameSchema, input)),
    ),
  );
}

export async function renameMe(input: unknown) {
  return own((person) => renamePerson(person, parseInput(renamePersonSchema, input)));
}

export async function preferEmail(input: unknown) {
  return own((person) => {
    const { email } = person.session.user;
    return setPreference(person, { address: email, ...parseInput(emailPreferenceSchema, input) });
  });
}

export async function changePassword(input: unknown) {
  return changing(async () => {
    const given = parseInput(changePasswordSchema, input);
    const { user } = await requireSession();
    await countAttempt("password", { account: user.id, address: await requestAddress() });
    await asPerson((person) => changePasswordOf(person, given));
  });
}

export async function endSession(input: unknown) {
  return own(async (person) => {
    const { sessionId } = parseInput(sessionIdSchema, input);
    await revokeSessions(person, { userId: person.session.user.id, only: sessionId });
  });
}

export async function signOutEverywhere(): Promise<ActionResult> {
  return answer(async () => {
    await asPerson((person) => revokeSessions(person, { userId: person.session.user.id }));
    await dropSessionCookie();
    redirect("/sign-in?notice=everywhere");
  });
}

export async function createKey(input: unknown) {
  return changing(() =>
    asMember({ roles: teamManagers, verified: true, need: "write" }, (member) =>
      createApiKey(member, parseInput(createApiKeySchema, input)),
    ),
  );
}

export async function rotateKey(input: unknown) {
  return changing(() =>
    asMember({ roles: teamManagers, verified: true, need: "write" }, (member) =>
      rotateApiKey(member, parseInput(rotateKeySchema, input)),
    ),
  );
}

export async function revokeKey(input: unknown) {
  return changing(() =>
    asMember({ roles: teamManagers, need: "read" }, (member) => revokeApiKey(member, parseInput(keyIdSchema, input))),
  );
}

/** Nothing is left to be shown: goes on in another organization, or to the page that says there is none. */
export async function deleteOrganization(input: unknown): Promise<ActionResult<void>> {
  return answer(async () => {
    await closeOrganization(parseInput(deleteSchema, input));
    redirect("/dashboard");
  });
}
