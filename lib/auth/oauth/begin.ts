import "server-only";
import type { OAuthChoices } from "@/db/schema";
import { withoutTenant } from "@/lib/context";
import { conflict, forbidden, notFound } from "@/lib/errors";
import { asPerson, requirePerson } from "../people/as-person";
import { requestAddress } from "../requests/request-address";
import { requireConfirmed } from "../second-factor/confirmed";
import { countAttempt } from "../sign-in/attempts";
import { authorizationUrl, ProviderError } from "./ask-provider";
import { oauthBrowser, proofsOf } from "./browser";
import { linkedAccounts } from "./identities";
import { type ProviderName, providerLabels } from "./labels";
import { problemPath } from "./problems";
import { type ProviderClient, providerClient } from "./providers";
import { oauthActor, openRequest } from "./requests";

/**
 * Begins to sign in or up with a provider.
 *
 * @param choices `next` has to be one of our own paths: see `nextPath`.
 * @returns where to send the browser: to the provider, or to the page that says what's wrong.
 * @throws GatehouseError `not_found` for a provider that isn't set up; `rate_limited`.
 */
export async function beginOAuth(name: ProviderName, choices: OAuthChoices): Promise<string> {
  const provider = requireProvider(name);
  await countStart();
  const { state, browser } = await withoutTenant({ actor: oauthActor }, (ctx) =>
    openRequest(ctx, { provider: name, intent: "sign_in", choices }),
  );
  return leaveFor(provider, state, browser, choices.next);
}

/**
 * Begins to link the signed-in person's account at a provider.
 *
 * @throws GatehouseError `forbidden` with `reason: "confirmation"` or `"unverified"`, or in a support session; `conflict` if one is already linked;
 *   `not_found`; `rate_limited`.
 */
export async function beginLinking(name: ProviderName, next: string): Promise<string> {
  await requirePerson();
  const provider = requireProvider(name);
  await countStart();
  const { state, browser } = await asPerson(async (person) => {
    requireConfirmed(person);
    const { user, sessionId } = person.session;
    if (!user.emailVerified) throw forbidden("Verify your email address first.", { reason: "unverified" });
    if ((await linkedAccounts(person, user.id)).some((linked) => linked.provider === name)) {
      throw conflict(`A ${providerLabels[name]} account is already linked. Unlink it first.`);
    }
    return openRequest(person, { provider: name, intent: "link", choices: { next }, userId: user.id, sessionId });
  });
  return leaveFor(provider, state, browser, next);
}

function requireProvider(name: ProviderName): ProviderClient {
  const provider = providerClient(name);
  if (!provider) throw notFound("sign-in provider");
  return provider;
}

/** Limited, because each one writes a row. */
async function countStart(): Promise<void> {
  await countAttempt("oauth", { account: await oauthBrowser(), address: await requestAddress() });
}

async function leaveFor(provider: ProviderClient, state: string, browser: string, next: string): Promise<string> {
  try {
    return (await authorizationUrl(provider, proofsOf(state, browser))).toString();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return problemPath(error.reason, { provider: provider.name, next });
  }
}
