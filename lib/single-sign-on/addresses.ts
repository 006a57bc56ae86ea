import "server-only";
import { env } from "@/lib/env";

/**
 * Our URLs for an organization's identity provider. Each organization has its own, so that no provider can send one organization what
 * it issued for another.
 */
export const ownAddresses = (organizationId: string) => ({
  /** SAML: our entity ID, where our metadata is. */
  entityId: address(organizationId, "metadata"),
  /** SAML: where the provider posts its response. */
  acsUrl: address(organizationId, "acs"),
  /** OIDC. */
  redirectUri: address(organizationId, "callback"),
  /** Starts a sign-in. For the provider's app launcher and for bookmarks. */
  startUrl: address(organizationId, "start"),
});

const address = (organizationId: string, last: string): string =>
  new URL(`/api/sso/${organizationId}/${last}`, env.APP_URL).toString();
