import "server-only";
import { eq } from "drizzle-orm";
import { sessions } from "@/db/schema";
import { recordAccountAudit } from "@/lib/audit";
import { conflict, forbidden, invalidInput } from "@/lib/errors";
import { currentChallenge, openChallenge, takeChallenge } from "../challenges/challenges";
import { requireEmailCode, sendEmailCode } from "../email-codes/email-code";
import type { ConfirmIdentityInput } from "../input";
import { hasPassword } from "../oauth/ways-to-sign-in";
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
  emailCode: boolean;
  /** The organization at whose identity provider they signed in: signing in again confirms it there. */
  ssoOrganizationId: string | null;
};

/**
 * How a person confirms their identity: with a second factor if they have one, otherwise with the password, otherwise by signing in
 * again with single sign-on, otherwise with an emailed code.
 */
export async function confirmationMethods(person: PersonContext): Promise<ConfirmationMethods> {
  const {
    user: { id },
    assurance: { ssoOrganizationId },
  } = person.session;
  const factors = await factorsOf(person, id);
  const [second, password] = [hasFactor(factors), await hasPassword(person, id)];
  return {
    password: !second && password,
    code: second,
    passkey: factors.passkeys.length > 0,
    emailCode: !second && !password && ssoOrganizationId === null,
    ssoOrganizationId,
  };
}

/**
 * Emails a code to someone without a password or second factor, to confirm their identity with.
 *
 * @throws GatehouseError `conflict` for anyone else; `rate_limited`.
 */
export async function sendConfirmationCode(): Promise<void> {
  const session = await requirePerson();
  const { id: userId, email } = session.user;
  await countAttempt("email_code_sent", { account: email, address: await requestAddress() });
  await withAccount({ actor: sessionActor(session), userId }, async (ctx) => {
    if (!(await confirmationMethods({ ...ctx, session })).emailCode) throw conflict("Confirm with your password.");
    const challenge = await sendEmailCode(ctx, { email, purpose: "confirm it's you" });
    await openChallenge(ctx, { purpose: "email_code", userId, challenge });
  });
}

/**
 * Confirms the person's identity for the next 10 minutes of this session. After a code, a session opened with just a password counts as
 * one with a second factor.
 *
 * @throws GatehouseError `invalid_input` on `password`, `code` or `emailCode`; `rate_limited`; `unauthenticated`; `forbidden` in a
 *   support session.
 */
export async function confirmIdentity(input: ConfirmIdentityInput): Promise<void> {
  const session = await requirePerson();
  const { id: userId } = session.user;
  const attempt = attemptOf(input);
  const by = { account: userId, address: await requestAddress() };
  await countAttempt(attempt, by);
  await withAccount({ actor: sessionActor(session), userId }, async (ctx) => {
    const person = { ...ctx, session };
    await markConfirmed(person, await methodOf(person, input));
  });
  await forgiveAttempt(attempt, by);
}

function attemptOf(input: ConfirmIdentityInput) {
  if ("code" in input) return "second_factor";
  return "emailCode" in input ? "email_code" : "password";
}

async function methodOf(person: PersonContext, input: ConfirmIdentityInput): Promise<Method> {
  if ("code" in input) return verifyCode(person, { userId: person.session.user.id, code: input.code });
  return "emailCode" in input ? byEmailCode(person, input.emailCode) : byPassword(person, input);
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

type Method = SecondFactor | "password" | "email_code";

async function byEmailCode(person: PersonContext, code: string): Promise<"email_code"> {
  const { id: userId, email } = person.session.user;
  const challenge = await currentChallenge(person, "email_code");
  const own = challenge?.userId === userId && (await confirmationMethods(person)).emailCode;
  requireEmailCode(person, code, own ? challenge.challenge : null, { email, purpose: "confirm it's you" });
  await takeChallenge(person, "email_code");
  return "email_code";
}

async function byPassword(person: PersonContext, { password }: { password: string }): Promise<"password"> {
  const { id: userId } = person.session.user;
  await confirmPassword(person, { userId, password });
  if (hasFactor(await factorsOf(person, userId))) {
    const message = "Use your authenticator app, a passkey or a recovery code.";
    throw invalidInput(message, { errors: [{ field: "password", message }] });
  }
  return "password";
}

/** Records that the person just confirmed their identity. */
async function markConfirmed(person: PersonContext, method: Method): Promise<void> {
  const { tx, wall, session } = person;
  const secondFactor = method === "password" || method === "email_code" ? null : method;
  await tx
    .update(sessions)
    .set({ confirmedAt: wall, ...(secondFactor ? { secondFactor } : {}) })
    .where(eq(sessions.id, session.sessionId));
  await recordAccountAudit(person, { action: "auth.confirmed", details: { method } });
}
