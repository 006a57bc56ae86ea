import "server-only";
import { withoutTenant } from "@/lib/context";
import { GatehouseError } from "@/lib/errors";
import { withAccount } from "../people/with-account";
import { requestAddress } from "../requests/request-address";
import { currentSession, sessionActor } from "../sessions/current-session";
import { countAttempt } from "../sign-in/attempts";
import { ProviderError, profileFrom } from "./ask-provider";
import { proofsOf } from "./browser";
import { addIdentity, announceIdentity, type Named } from "./identities";
import type { ProviderName } from "./labels";
import { problemPath } from "./problems";
import { providerClient } from "./providers";
import { keepProfile, type OAuthRequest, oauthActor, takeRequest } from "./requests";
import { signInWithProvider } from "./sign-in-with-provider";

/** The page that completes a sign-up with a provider. */
export const completeSignUpPath = (token: string): string => `/sign-up/complete?token=${encodeURIComponent(token)}`;

/**
 * Handles a provider's response: signs in, links, or keeps the profile for a sign-up. A response works once, in the browser that asked.
 *
 * @param answer the query of the URL that the provider sent the browser to.
 * @returns the path to redirect to.
 */
export async function finishOAuth(name: ProviderName, answer: URLSearchParams): Promise<string> {
  const provider = providerClient(name);
  const state = answer.get("state") ?? "";
  const tooMany = await isOneTooMany();
  if (tooMany) return problemPath("too_many", { provider: name });
  const taken = await withoutTenant({ actor: oauthActor }, (ctx) => takeRequest(ctx, { state, provider: name }));
  if (!provider || !taken) {
    // Someone who goes back in the browser's history, or loads the URL twice, is already signed in.
    return (await currentSession()) ? "/dashboard" : problemPath("expired", { provider: name });
  }
  const { request, browser } = taken;
  const { next } = request.choices;
  try {
    const profile = await profileFrom(provider, answer, proofsOf(state, browser));
    const named = { provider: name, profile };
    return request.intent === "link" ? await link(request, named) : await signIn(request, named);
  } catch (error) {
    if (error instanceof ProviderError) return problemPath(error.reason, { provider: name, next });
    throw error;
  }
}

/** Limited, because each one makes a request to the provider. */
async function isOneTooMany(): Promise<boolean> {
  const address = await requestAddress();
  try {
    await countAttempt("oauth_answer", { account: address, address });
    return false;
  } catch (error) {
    if (error instanceof GatehouseError && error.code === "rate_limited") return true;
    throw error;
  }
}

async function signIn(request: OAuthRequest, named: Named): Promise<string> {
  const { next } = request.choices;
  const outcome = await signInWithProvider(named);
  switch (outcome) {
    case "signed_in":
      return next;
    case "second_step":
      return `/two-factor?next=${encodeURIComponent(next)}`;
    case "unknown":
      return completeSignUpPath(await keepProfile(request, named.profile));
    default:
      return problemPath(outcome, { provider: named.provider, next });
  }
}

/** Only in the session that asked for it, because the person confirmed their identity there. */
async function link({ userId, sessionId, choices: { next } }: OAuthRequest, named: Named): Promise<string> {
  const { provider, profile } = named;
  const session = await currentSession();
  if (!session || session.impersonator || session.user.id !== userId || session.sessionId !== sessionId) {
    return problemPath("signed_out", { provider, next });
  }
  const { id, email } = session.user;
  const linked = await withAccount({ actor: sessionActor(session), userId: id }, async (ctx) => {
    if (!(await addIdentity(ctx, id, named))) return false;
    await announceIdentity(ctx, { email, provider, address: profile.email, linked: true });
    return true;
  });
  return linked ? next : problemPath("linked_elsewhere", { provider, next });
}
