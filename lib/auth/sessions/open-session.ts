import "server-only";
import { cookies, headers } from "next/headers";
import { wallNow } from "@/lib/clock";
import { day, second } from "@/lib/durations";
import { env } from "@/lib/env";
import { dropImpersonationCookie } from "../impersonation/impersonation-cookie";
import { newToken } from "../links/tokens";
import type { ProviderName } from "../oauth/labels";
import { clientAddress } from "../requests/client-address";
import type { SecondFactor } from "../second-factor/assurance";
import { endReplacedSession } from "./end-replaced";
import { cookieOptions, sessionCookieName, sessionMaxDays } from "./session-cookie";
import { sessionStore } from "./session-store";

/**
 * Signs in a person who has just authenticated: by setting a password, by a second step, with a passkey, or at their
 * organization's identity provider. Ends the session
 * that the browser had before. Without a user id the browser gets a worthless
 * token, so that a sign-up with a known address looks like any other (docs/decisions/0006).
 *
 * @param provider they proved it with; for the sign-in history.
 */
export async function openSession(
  userId: string | undefined,
  secondFactor: SecondFactor | null = null,
  {
    provider,
    ssoOrganizationId = null,
  }: { provider?: ProviderName | undefined; ssoOrganizationId?: string | null } = {},
): Promise<void> {
  const given = await headers();
  const userAgent = given.get("user-agent");
  const address = clientAddress(given);
  const token = userId
    ? await sessionStore.create({
        userId,
        userAgent,
        now: wallNow(),
        address,
        secondFactor,
        provider,
        ssoOrganizationId,
      })
    : newToken();
  const maxAge = (sessionMaxDays * day) / second;
  await endReplacedSession((await cookies()).get(sessionCookieName(env.APP_URL))?.value);
  (await cookies()).set(sessionCookieName(env.APP_URL), token, { ...cookieOptions(env.APP_URL), maxAge });
  await dropImpersonationCookie();
}

/** Removes the cookie only; `revokeSessions` ends the session. */
export async function dropSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookieName(env.APP_URL), "", { ...cookieOptions(env.APP_URL), maxAge: 0 });
}
