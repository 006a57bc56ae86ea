import "server-only";
import { LRUCache } from "lru-cache";
import * as client from "openid-client";
import type { ExternalProfile } from "@/db/schema";
import { hour } from "@/lib/durations";
import { unreachable } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { isLoopback } from "@/lib/loopback";
import { appUrl } from "../links/urls";
import { githubProfile, googleProfile, microsoftProfile } from "./profile";
import type { ProviderClient } from "./providers";

/** In seconds. A person is waiting, and providers respond in well under a second. */
const timeout = 5;

/** Proves that a response belongs to a request: see RFC 7636 and OpenID Connect, 3.1.2.1. */
export type Proofs = { state: string; verifier: string; nonce: string };

/** Why a provider gave no profile. `denied`: the person or their administrator declined. */
export type ProviderFailure = "denied" | "unavailable" | "refused";

export class ProviderError extends Error {
  override readonly name = "ProviderError";

  constructor(readonly reason: ProviderFailure) {
    super(`the provider gave no profile: ${reason}`);
  }
}

/** The URL where the person signs in. @throws ProviderError */
export function authorizationUrl(provider: ProviderClient, proofs: Proofs): Promise<URL> {
  return answering(provider, async () => {
    const config = await configurationOf(provider);
    return client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri(provider),
      scope: provider.name === "github" ? "read:user user:email" : "openid email profile",
      state: proofs.state,
      code_challenge: await client.calculatePKCECodeChallenge(proofs.verifier),
      code_challenge_method: "S256",
      ...(provider.name === "github" ? {} : { nonce: proofs.nonce, prompt: "select_account" }),
    });
  });
}

/**
 * Redeems the code in the provider's response. Keeps none of its tokens.
 *
 * @param answer the query of the URL that the provider sent the browser to.
 * @throws ProviderError
 */
export function profileFrom(
  provider: ProviderClient,
  answer: URLSearchParams,
  proofs: Proofs,
): Promise<ExternalProfile> {
  return answering(provider, async () => {
    const config = await configurationOf(provider);
    // From our public URL: behind a proxy, the request's own URL may differ.
    const url = new URL(redirectUri(provider));
    url.search = answer.toString();
    const isGitHub = provider.name === "github";
    const tokens = await client.authorizationCodeGrant(config, url, {
      expectedState: proofs.state,
      pkceCodeVerifier: proofs.verifier,
      ...(isGitHub ? {} : { expectedNonce: proofs.nonce, idTokenExpected: true }),
    });
    switch (provider.name) {
      case "google":
        return googleProfile(tokens.claims());
      case "microsoft":
        return microsoftProfile(tokens.claims());
      case "github":
        return githubProfile(...(await readGitHub(config, provider, tokens.access_token)));
      default:
        return unreachable(provider.name);
    }
  });
}

const redirectUri = ({ name }: ProviderClient) => appUrl(`/oauth/${name}/callback`);

/** A provider's own metadata. Its signing keys are read separately, and again when they change. */
const configurations = new LRUCache<string, client.Configuration>({ max: 10, ttl: hour });

async function configurationOf(provider: ProviderClient): Promise<client.Configuration> {
  const key = JSON.stringify(provider);
  const known = configurations.get(key);
  if (known) return known;
  const { url, clientId, clientSecret } = provider;
  const insecure = isLoopback(url) ? [client.allowInsecureRequests] : [];
  const config =
    provider.name === "github"
      ? gitHubConfiguration(provider)
      : await client.discovery(new URL(url), clientId, clientSecret, client.ClientSecretPost(clientSecret), {
          execute: insecure,
          timeout,
        });
  for (const allow of insecure) allow(config);
  config.timeout = timeout;
  configurations.set(key, config);
  return config;
}

/** GitHub supports neither discovery nor OpenID Connect. */
function gitHubConfiguration({ url, clientId, clientSecret }: ProviderClient): client.Configuration {
  const at = (path: string) => new URL(path, url).toString();
  const server = {
    issuer: new URL(url).origin,
    authorization_endpoint: at("/login/oauth/authorize"),
    token_endpoint: at("/login/oauth/access_token"),
  };
  return new client.Configuration(server, clientId, clientSecret, client.ClientSecretPost(clientSecret));
}

/** The account, and its addresses. */
async function readGitHub(
  config: client.Configuration,
  { url }: ProviderClient,
  token: string,
): Promise<[unknown, unknown]> {
  // GitHub Enterprise Server serves its API under its own address.
  const api = new URL(url).hostname === "github.com" ? "https://api.github.com" : `${new URL(url).origin}/api/v3`;
  const headers = new Headers({ accept: "application/vnd.github+json", "user-agent": "gatehouse" });
  const read = async (path: string): Promise<unknown> => {
    const response = await client.fetchProtectedResource(config, token, new URL(`${api}${path}`), "GET", null, headers);
    if (!response.ok) throw new ProviderError("unavailable");
    return response.json();
  };
  return Promise.all([read("/user"), read("/user/emails")]);
}

/** Classifies why a provider gave no profile. Its errors may quote tokens, so only their codes are logged. */
async function answering<T>({ name }: ProviderClient, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = failureOf(error);
    const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
    const said = error instanceof client.ResponseBodyError ? error.error : undefined;
    logger[reason === "denied" ? "debug" : "warn"](
      { provider: name, reason, code, said },
      "sign-in with a provider failed",
    );
    throw new ProviderError(reason);
  }
}

const denials = ["access_denied", "consent_required", "interaction_required", "login_required"];

function failureOf(error: unknown): ProviderFailure {
  if (error instanceof ProviderError) return error.reason;
  if (error instanceof client.AuthorizationResponseError) {
    if (denials.includes(error.error)) return "denied";
    return ["temporarily_unavailable", "server_error"].includes(error.error) ? "unavailable" : "refused";
  }
  if (error instanceof client.ResponseBodyError) return error.status >= 500 ? "unavailable" : "refused";
  if (error instanceof client.ClientError) {
    // Responses that aren't OAuth, such as a page from a proxy in between, and timeouts.
    return outage.includes(error.code ?? "") ? "unavailable" : "refused";
  }
  return error instanceof TypeError || error instanceof DOMException ? "unavailable" : "refused";
}

const outage = ["OAUTH_TIMEOUT", "OAUTH_RESPONSE_IS_NOT_CONFORM", "OAUTH_RESPONSE_IS_NOT_JSON", "OAUTH_PARSE_ERROR"];
