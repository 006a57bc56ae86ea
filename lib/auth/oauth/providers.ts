import "server-only";
import { env } from "@/lib/env";
import { unreachable } from "@/lib/errors";
import { type ProviderName, providerNames } from "./labels";

/** The settings for a provider. `url`: its OpenID Connect issuer, or GitHub's address. */
export type ProviderClient = { name: ProviderName; clientId: string; clientSecret: string; url: string };

/** A provider's settings. Undefined if it isn't set up. */
export function providerClient(name: ProviderName): ProviderClient | undefined {
  const { clientId, clientSecret, url } = variables(name);
  return clientId && clientSecret ? { name, clientId, clientSecret, url } : undefined;
}

function variables(name: ProviderName) {
  switch (name) {
    case "google":
      return { clientId: env.GOOGLE_CLIENT_ID, clientSecret: env.GOOGLE_CLIENT_SECRET, url: env.GOOGLE_ISSUER };
    case "microsoft":
      return {
        clientId: env.MICROSOFT_CLIENT_ID,
        clientSecret: env.MICROSOFT_CLIENT_SECRET,
        url: env.MICROSOFT_ISSUER,
      };
    case "github":
      return { clientId: env.GITHUB_CLIENT_ID, clientSecret: env.GITHUB_CLIENT_SECRET, url: env.GITHUB_URL };
    default:
      return unreachable(name);
  }
}

/** The providers that are set up, in the order they are shown. */
export const configuredProviders = (): ProviderName[] => providerNames.filter((name) => providerClient(name));
