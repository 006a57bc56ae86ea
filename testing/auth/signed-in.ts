import { hashPassword } from "@/lib/auth/passwords/passwords";
import type { SecondFactor } from "@/lib/auth/second-factor/assurance";
import { findSession, type Session } from "@/lib/auth/sessions/find-session";
import { sessionStore } from "@/lib/auth/sessions/session-store";
import { type NewUser, newUser } from "../factories";

/** The password of everyone `signedIn` creates. */
export const password = "correct horse battery staple";
export const passwordHash = await hashPassword(password);

export type SignedIn = { user: { id: string; email: string }; token: string; session: Session };

/** A new user with a session, by default verified and with `password`. */
export async function signedIn(given: NewUser = {}, userAgent: string | null = "test"): Promise<SignedIn> {
  const user = await newUser({ passwordHash, ...given });
  return { user, ...(await newSession(user.id, userAgent)) };
}

/** Another session of a user, as after a sign-in with both steps. */
export async function newSession(
  userId: string,
  userAgent: string | null = "test",
  secondFactor: SecondFactor | null = "totp",
) {
  const token = await sessionStore.create({ userId, userAgent, now: new Date(), secondFactor });
  const session = await findSession(token, new Date());
  if (!session) throw new Error("the new session was not found");
  return { token, session };
}

let lastAddress = 0;

/** An IP address no other test of the file uses, so that attempts are counted apart. */
export function newAddress(): string {
  lastAddress += 1;
  return `198.51.${Math.floor(lastAddress / 250)}.${lastAddress % 250}`;
}
