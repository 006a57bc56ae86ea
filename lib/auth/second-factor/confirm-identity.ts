import "server-only";
import { eq } from "drizzle-orm";
import { sessions, users } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { forbidden, invalidInput } from "@/lib/errors";
import type { ConfirmIdentityInput } from "../input";
import { askForPasskey, checkPasskey } from "../passkeys/check-passkey";
import type { AuthenticationResponse } from "../passkeys/passkey-input";
import { confirmPassword } from "../passwords/confirm-password";
import { type PersonContext, requirePerson } from "../people/as-person";
import { withAccount } from "../people/with-account";
import { requestAddress } from "../requests/request-address";
import { sessionActor } from "../sessions/current-session";
import { countAttempt, forgiveAttempt } from "../sign-in/attempts";
import type { SecondFactor } from "./assurance";
import { factorsOf, hasFactor } from "./factors";
import { verifyCode } from "./verify-code";

export type ConfirmationMethods = {
  password: boolean;
  code: boolean;
  passkey: boolean;
  /** The organization at whose identity provider they signed in: signing in again confirms it there. */
  ssoOrganizationId: string | null;
};

/** How a person confirms who they are: with a second factor if they have one, else with the password if they have one. */
export async function confirmationMethods(person: PersonContext): Promise<ConfirmationMethods> {
  const { user, assurance } = person.session;
  const factors = await factorsOf(person, user.id);
  const [row] = await person.tx.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, user.id));
  const second = hasFactor(factors);
  return {
    password: !second && Boolean(row?.passwordHash),
    code: second,
    passkey: factors.passkeys.length > 0,
    ssoOrganizationId: assurance.ssoOrganizationId,
  };
}

/**
 * Confirms who is at the keyboard, for the next 10 minutes of this session. A session opened with a password alone is one with a
 * second factor after a code.
 *
 * @throws GatehouseError `invalid_input` on `password` or `code`; `rate_limited`; `unauthenticated`; `forbidden` in a support session.
 */
export async function confirmIdentity(input: ConfirmIdentityInput): Promise<void> {
  const session = await requirePerson();
  const { id: userId } = session.user;
  const attempt = "code" in input ? "second_factor" : "password";
  const by = { account: userId, address: await requestAddress() };
  await countAttempt(attempt, by);
  await withAccount({ actor: sessionActor(session), userId }, async (ctx) => {
    const person = { ...ctx, session };
    const method =
      "code" in input ? await verifyCode(ctx, { userId, code: input.code }) : await byPassword(person, input);
    await markConfirmed(person, method);
  });
  await forgiveAttempt(attempt, by);
}

/** What the browser needs to ask for one of the person's passkeys. */
export const passkeyConfirmationOptions = (person: PersonContext) => askForPasskey(person, person.session.user.id);

/**
 * The same with a passkey.
 *
 * @throws GatehouseError `unauthenticated` if it is refused; `rate_limited`.
 */
export async function confirmWithPasskey(response: AuthenticationResponse): Promise<void> {
  const session = await requirePerson();
  await countAttempt("passkey", { account: response.id, address: await requestAddress() });
  await withAccount({ actor: sessionActor(session), userId: session.user.id }, async (ctx) => {
    const { userId } = await checkPasskey(ctx, response);
    if (userId !== session.user.id) throw forbidden("This is another account's passkey.");
    await markConfirmed({ ...ctx, session }, "passkey");
  });
}

async function byPassword(person: PersonContext, { password }: { password: string }): Promise<null> {
  const { id: userId } = person.session.user;
  await confirmPassword(person, { userId, password });
  if (hasFactor(await factorsOf(person, userId))) {
    const message = "Use your authenticator app, a passkey or a recovery code.";
    throw invalidInput(message, { errors: [{ field: "password", message }] });
  }
  return null;
}

/** Records that the person has just proved who they are. */
async function markConfirmed(person: PersonContext, secondFactor: SecondFactor | null): Promise<void> {
  const { tx, wall, session } = person;
  await tx
    .update(sessions)
    .set({ confirmedAt: wall, ...(secondFactor ? { secondFactor } : {}) })
    .where(eq(sessions.id, session.sessionId));
  await recordAccountAudit(person, { action: "auth.confirmed", details: { method: secondFactor ?? "password" } });
}
