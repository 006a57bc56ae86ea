import "server-only";
import { cookies } from "next/headers";
import { cookieOptions, hashToken, newToken } from "@/lib/auth";
import { minute, second } from "@/lib/durations";
import { env } from "@/lib/env";
import { requestMinutes } from "./requests";

/**
 * Ties a sign-in to the browser that began it, so that a link can't sign anyone in to someone else's account. Browsers don't send the
 * cookie with an identity provider's POST, so the page after it reads the cookie.
 */
const cookieName = () => `${cookieOptions(env.APP_URL).secure ? "__Host-" : ""}gatehouse.single-sign-on`;

/** The hash of this browser's token. Several sign-ins, in several tabs, share one. */
export async function markBrowser(): Promise<string> {
  const jar = await cookies();
  const token = jar.get(cookieName())?.value || newToken();
  jar.set(cookieName(), token, { ...cookieOptions(env.APP_URL), maxAge: (requestMinutes * minute) / second });
  return hashToken(token);
}

export async function browserHash(): Promise<string | undefined> {
  const token = (await cookies()).get(cookieName())?.value;
  return token ? hashToken(token) : undefined;
}
