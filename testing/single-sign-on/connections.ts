import { ssoConnections, ssoDomainClaims, ssoDomains } from "@/db/schema";
import { sealClientSecret } from "@/lib/single-sign-on/connection/connections";
import { inOrganization, newOrganization } from "../factories";
import type { SamlIdp } from "./saml-provider";

type Setting = {
  domain?: string | null;
  required?: boolean;
  enabled?: boolean;
  plan?: string;
  defaultRole?: "admin" | "member";
};
type Oidc = { issuer: string; clientId: string; clientSecret: string };

/** A new company domain, which counts as the company's own. */
export const newDomain = (): string => `${crypto.randomUUID()}.example`;

/** An organization whose members sign in at an identity provider. By default enabled, with a verified domain. */
export async function organizationWithSso(provider: SamlIdp | Oidc, given: Setting = {}) {
  const organization = await newOrganization({ plan: given.plan ?? "enterprise" });
  const domain = given.domain === undefined ? newDomain() : given.domain;
  const { id: organizationId } = organization;
  await inOrganization(organizationId, async ({ tx }) => {
    const now = new Date();
    const common = {
      organizationId,
      defaultRole: given.defaultRole ?? "member",
      testedAt: now,
      enabledAt: given.enabled === false ? null : now,
      requiredAt: given.required ? now : null,
      createdAt: now,
      updatedAt: now,
    };
    if ("entityId" in provider) {
      const { entityId, signOnUrl, key } = provider;
      await tx
        .insert(ssoConnections)
        .values({ ...common, kind: "saml", issuer: entityId, signOnUrl, certificates: [key.certificate] });
    } else {
      const { issuer, clientId, clientSecret } = provider;
      await tx.insert(ssoConnections).values({
        ...common,
        kind: "oidc",
        issuer,
        clientId,
        clientSecret: sealClientSecret(clientSecret, organizationId),
      });
    }
    if (domain) {
      await tx
        .insert(ssoDomains)
        .values({ organizationId, domain, proof: "gatehouse-verification=x", createdAt: now, verifiedAt: now });
      await tx.insert(ssoDomainClaims).values({ domain, claimedFor: organizationId, claimedAt: now });
    }
  });
  return { ...organization, domain: domain ?? "" };
}
