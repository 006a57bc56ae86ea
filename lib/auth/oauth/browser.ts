import "server-only";
import { createHmac } from "node:crypto";
import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { newToken } from "../links/tokens";
import { cookieOptions, oauthCookieName } from "../sessions/session-cookie";
import type { Proofs } from "./ask-provider";

/**
 * The token of this browser, which its sign-ins with providers are bound to. All of its tabs share it, so that one doesn't undo
 * another. Ends with the browser.
 */
export async function oauthBrowser(): Promise<string> {
  const known = await knownOAuthBrowser();
  const token = known ?? newToken();
  (await cookies()).set(oauthCookieName(env.APP_URL), token, cookieOptions(env.APP_URL));
  return token;
}

export async function knownOAuthBrowser(): Promise<string | undefined> {
  const token = (await cookies()).get(oauthCookieName(env.APP_URL))?.value;
  return token && token.length >= 20 ? token : undefined;
}

/**
 * The code verifier and the nonce of a sign-in. Computed from what the URL and the cookie say, so that they aren't stored anywhere, and
 * useless to anyone who has one of the two.
 */
export function proofsOf(state: string, browser: string): Proofs {
  const proof = (of: string) =>
    createHmac("sha256", env.AUTH_SECRET).update(`oauth ${of} ${state} ${browser}`).digest("base64url");
  return { state, verifier: proof("verifier"), nonce: proof("nonce") };
}
