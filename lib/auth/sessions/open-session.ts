import "server-only";
import { cookies, headers } from "next/headers";
import { wallNow } from "@/lib/clock";
import { env } from "@/lib/env";
import { dropImpersonationCookie } from "../impersonation/impersonation-cookie";
import { newToken } from "../links/tokens";
import { cookieOptions, sessionCookieName, sessionMaxDays } from "./session-cookie";
import { sessionStore } from "./session-store";

/**
 * Signs a person in without asking for the password they have just set. Without a person the browser gets a token that
 * opens nothing, so that the answer to a sign-up with a known address looks like any other.
 */
export async function openSession(userId: string | undefined): Promise<void> {
  const userAgent = (await headers()).get("user-agent");
  const token = userId ? await sessionStore.create({ userId, userAgent, now: wallNow() }) : newToken();
  const maxAge = sessionMaxDays * 24 * 60 * 60;
  (await cookies()).set(sessionCookieName(env.APP_URL), token, { ...cookieOptions(env.APP_URL), maxAge });
  await dropImpersonationCookie();
}

/** Forgets the cookie; the rows are `revokeSessions`' matter. */
export async function dropSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookieName(env.APP_URL), "", { ...cookieOptions(env.APP_URL), maxAge: 0 });
}
