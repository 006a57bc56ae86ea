import "server-only";
import { createHmac } from "node:crypto";
import { cookies } from "next/headers";
import { secretOfToken } from "@/lib/auth-secrets";
import { env } from "@/lib/env";
import { newToken } from "../links/tokens";
import { cookieOptions, oauthCookieName } from "../sessions/session-cookie";
import type { Proofs } from "./ask-provider";

/**
 * This browser's token, which binds its sign-ins with providers. All tabs share it, so that one sign-in doesn't undo another. It ends
 * with the browser session.
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
 * The code verifier and the nonce of a sign-in. They're computed from the URL's state and the cookie, so they aren't stored anywhere, and
 * having just one of the two is useless. The state names the secret that goes with it, which may be replaced in the meantime.
 */
export function proofsOf(state: string, browser: string): Proofs {
  const secret = secretOfToken(state);
  const proof = (of: string) =>
    createHmac("sha256", secret).update(`oauth ${of} ${state} ${browser}`).digest("base64url");
  return { state, verifier: proof("verifier"), nonce: proof("nonce") };
}
