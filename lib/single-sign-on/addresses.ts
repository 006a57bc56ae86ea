import "server-only";
import { env } from "@/lib/env";

/**
 * Our addresses for an organization's identity provider. They differ for each, so that no provider can send one organization what it
 * issued for another.
 */
export const ownAddresses = (organizationId: string) => ({
  /** SAML: our entity ID, where our metadata is. */
  entityId: address(organizationId, "metadata"),
  /** SAML: where the provider posts its response. */
  acsUrl: address(organizationId, "acs"),
  /** OIDC. */
  redirectUri: address(organizationId, "callback"),
  /** Starts a sign-in: for the provider's list of apps, and for bookmarks. */
  startUrl: address(organizationId, "start"),
});

const address = (organizationId: string, last: string): string =>
  new URL(`/api/sso/${organizationId}/${last}`, env.APP_URL).toString();
