import "server-only";
import { cookies } from "next/headers";
import { authSecrets, withAnySecret } from "@/lib/auth-secrets";
import { wallNow } from "@/lib/clock";
import { day, second } from "@/lib/durations";
import { env } from "@/lib/env";
import { cookieOptions, deviceCookieName } from "../sessions/session-cookie";
import { deviceMaxDays, knownDevice, rememberDevice } from "./device-token";

/** The id of the request's browser if the account has signed in there before, for `countAttempt`. */
export async function deviceKnownTo(email: string): Promise<string | undefined> {
  const cookie = await cookieNow();
  return withAnySecret((secret) => knownDevice(cookie, email, wallNow(), secret));
}

/** Remembers the browser. Call it after a sign-in, or once someone has proved that the account's mailbox is theirs. */
export async function rememberBrowser(email: string): Promise<void> {
  const value = rememberDevice(await cookieNow(), email, wallNow(), ...authSecrets());
  const maxAge = (deviceMaxDays * day) / second;
  (await cookies()).set(deviceCookieName(env.APP_URL), value, { ...cookieOptions(env.APP_URL), maxAge });
}

const cookieNow = async () => (await cookies()).get(deviceCookieName(env.APP_URL))?.value;
