import "server-only";
import { nextPath } from "@/lib/auth";
import { withTenant } from "@/lib/context";
import type { Member } from "@/lib/tenancy";
import { providerOf } from "../connection/connections";
import { oidcSignInUrl } from "../oidc/provider";
import { samlSignInUrl } from "../saml/service-provider";
import { markBrowser } from "./browser";
import { openRequest, type SsoRequest, ssoActor } from "./requests";
import { requireUsable } from "./require-usable";

/**
 * Begins a sign-in through an organization's identity provider.
 *
 * @param next where to go afterwards. Anything other than one of our own paths becomes the dashboard.
 * @returns the URL to send the browser to.
 * @throws SsoRefusal
 */
export async function beginSsoSignIn(organizationId: string, next: string | undefined): Promise<string> {
  const browserHash = await markBrowser();
  const begun = await withTenant({ organizationId, actor: ssoActor }, async (ctx) => {
    const connection = await requireUsable(ctx, "sign_in");
    const request = await openRequest(ctx, { purpose: "sign_in", browserHash, next: nextPath(next) });
    return { provider: providerOf(connection), request };
  });
  return providersUrl(begun);
}

/** The path that starts a sign-in at an organization's identity provider. */
export const startPath = (organizationId: string, next: string): string =>
  `/api/sso/${organizationId}/start?${new URLSearchParams({ next })}`;

/** The page that asks before starting one, for links from other sites. */
export const askToStartPath = (organizationId: string, next: string): string =>
  `/single-sign-on?${new URLSearchParams({ start: organizationId, next })}`;

/** The page that shows what a test received. */
export const testPath = (id: string): string => `/settings/single-sign-on?test=${encodeURIComponent(id)}`;

/** Begins a test of the connection: the same round trip, without signing anyone in. */
export async function beginSsoTest(member: Member) {
  const connection = await requireUsable(member, "test");
  const browserHash = await markBrowser();
  const testedBy = member.session.user.id;
  const request = await openRequest(member, {
    purpose: "test",
    browserHash,
    next: "/settings/single-sign-on",
    testedBy,
  });
  return { provider: providerOf(connection), request };
}

type Begun = { provider: ReturnType<typeof providerOf>; request: SsoRequest };

/** Outside of a transaction, because it may call the provider. @throws SsoRefusal `provider_unreachable`. */
export async function providersUrl({ provider, request }: Begun): Promise<string> {
  if (provider.kind === "saml") return samlSignInUrl(provider, request);
  return oidcSignInUrl(provider, oidcRequestOf(request));
}

export const oidcRequestOf = ({ id, nonce, codeVerifier }: SsoRequest) => ({
  id,
  nonce: nonce ?? "",
  codeVerifier: codeVerifier ?? "",
});
