import "server-only";
import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { cookieOptions, impersonationCookieName } from "./session-cookie";

/** Longer than any impersonation: while it is there and opens nothing, whoever asks is told why instead of being somebody else. */
const maxAge = 24 * 60 * 60;

/** Beside the admin's own cookie, which stays: that one alone brings them back. */
export async function setImpersonationCookie(token: string): Promise<void> {
  (await cookies()).set(impersonationCookieName(env.APP_URL), token, { ...cookieOptions(env.APP_URL), maxAge });
}

export async function dropImpersonationCookie(): Promise<void> {
  (await cookies()).set(impersonationCookieName(env.APP_URL), "", { ...cookieOptions(env.APP_URL), maxAge: 0 });
}
