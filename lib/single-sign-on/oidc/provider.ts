import "server-only";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  type IDToken,
} from "openid-client";
import type { SsoProfile } from "@/db/schema/single-sign-on";
import { guardedFetch, localAddressesAllowed } from "@/lib/outgoing";
import { ownAddresses } from "../addresses";
import { SsoRefusal } from "../refusal";
import { type Claims, vouchesFor } from "./issuer";

export type OidcProvider = { organizationId: string; issuer: string; clientId: string; clientSecret: string };

export type OidcRequest = { id: string; nonce: string; codeVerifier: string };

/** How far off the provider's clock may be, in seconds. */
const skewSeconds = 60;

/**
 * Reads the provider's discovery document, with the checks for outgoing requests.
 *
 * @throws SsoRefusal `provider_unreachable`.
 */
export async function discover({ issuer, clientId, clientSecret }: OidcProvider): Promise<Configuration> {
  try {
    const known = await discovery(
      new URL(issuer),
      clientId,
      { [clockTolerance]: skewSeconds },
      ClientSecretBasic(clientSecret),
      {
        [customFetch]: guardedFetch,
        execute: localAddressesAllowed() ? [allowInsecureRequests] : [],
      },
    );
    const { token_endpoint_auth_methods_supported: methods } = known.serverMetadata();
    // The specification's default is Basic. Some providers only support the other.
    const basic = methods === undefined || methods.includes("client_secret_basic");
    const configuration = basic ? known : await postingSecret({ issuer, clientId, clientSecret });
    // The token comes from the provider over TLS. We verify its signature anyway.
    enableNonRepudiationChecks(configuration);
    return configuration;
  } catch (cause) {
    const message = cause instanceof Error ? innermost(cause).message : "no answer";
    throw new SsoRefusal("provider_unreachable", `We can't read the issuer's configuration: ${message}`, { cause });
  }
}

const postingSecret = ({ issuer, clientId, clientSecret }: Omit<OidcProvider, "organizationId">) =>
  discovery(new URL(issuer), clientId, { [clockTolerance]: skewSeconds }, ClientSecretPost(clientSecret), {
    [customFetch]: guardedFetch,
    execute: localAddressesAllowed() ? [allowInsecureRequests] : [],
  });

/** The URL to send the browser to for a sign-in. @throws SsoRefusal `provider_unreachable`. */
export async function oidcSignInUrl(provider: OidcProvider, { id, nonce, codeVerifier }: OidcRequest): Promise<string> {
  const url = buildAuthorizationUrl(await discover(provider), {
    redirect_uri: ownAddresses(provider.organizationId).redirectUri,
    response_type: "code",
    scope: "openid email profile",
    state: id,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
  });
  return url.toString();
}

export type ReadIdToken = { profile: SsoProfile; claims: Claims; attributes: Record<string, string> };

/**
 * Exchanges the code that the browser brought back, and checks the ID token: signature, issuer, audience, times and nonce.
 *
 * @param query of the callback's URL.
 * @throws SsoRefusal
 */
export async function readOidcAnswer(
  provider: OidcProvider,
  request: OidcRequest,
  query: string,
): Promise<ReadIdToken> {
  const configuration = await discover(provider);
  const url = new URL(`${ownAddresses(provider.organizationId).redirectUri}${query}`);
  if (url.searchParams.has("error")) {
    const words = url.searchParams.get("error_description") ?? url.searchParams.get("error") ?? "";
    throw new SsoRefusal("provider_refused", `The identity provider returned: ${words.slice(0, 200)}`);
  }
  try {
    const tokens = await authorizationCodeGrant(configuration, url, {
      expectedState: request.id,
      expectedNonce: request.nonce,
      pkceCodeVerifier: request.codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error("The response has no ID token.");
    return await readClaims(configuration, claims, tokens.access_token);
  } catch (cause) {
    const message = cause instanceof Error ? innermost(cause).message : "unreadable";
    throw new SsoRefusal("invalid_response", `We can't verify the response: ${message}`, { cause });
  }
}

/** Many providers only put the email address into the user info. */
async function readClaims(configuration: Configuration, token: IDToken, accessToken: string): Promise<ReadIdToken> {
  const more =
    token.email === undefined && configuration.serverMetadata().userinfo_endpoint
      ? await fetchUserInfo(configuration, accessToken, token.sub)
      : {};
  const all: Record<string, unknown> = { ...more, ...token };
  return {
    profile: { issuer: token.iss, subject: token.sub, email: textOf(all.email), name: textOf(all.name) },
    claims: { email_verified: all.email_verified, hd: all.hd },
    attributes: shown(all),
  };
}

/** Whether the provider can be trusted about the address it sent. An address it didn't send needs no trust. */
export const isVouched = (issuer: string, claims: Claims, email: string | null): boolean =>
  email === null || vouchesFor(issuer, claims, email.slice(email.lastIndexOf("@") + 1).toLowerCase());

export const notVouched = () =>
  new SsoRefusal("email_not_verified", "The identity provider doesn't say that the email address is verified.");

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : null;

/** Not useful to someone looking at a test. */
const technical = new Set(["nonce", "at_hash", "c_hash", "s_hash", "sid", "jti"]);

const shown = (claims: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims)
      .filter(([name]) => !technical.has(name))
      .slice(0, 30)
      .map(([name, value]) => [
        name,
        (typeof value === "string" ? value : (JSON.stringify(value) ?? "")).slice(0, 300),
      ]),
  );

function innermost(error: Error): Error {
  return error.cause instanceof Error ? innermost(error.cause) : error;
}
