import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { organizations, ssoConnections, ssoDomainClaims } from "@/db/schema";
import { platformDatabase } from "@/lib/database";
import { companyDomainOf } from "@/lib/tenancy";

/**
 * The organization whose connection this address signs in through. Decided by the domain alone, so it reveals nothing about accounts.
 * Searches all tenants, because only the domain identifies one.
 */
export async function findConnectionByEmail(email: string): Promise<{ organizationId: string } | undefined> {
  const domain = companyDomainOf(email);
  if (!domain) return undefined;
  const [row] = await platformDatabase()
    .select({ organizationId: ssoConnections.organizationId })
    .from(ssoDomainClaims)
    .innerJoin(ssoConnections, eq(ssoConnections.organizationId, ssoDomainClaims.claimedFor))
    .where(and(eq(ssoDomainClaims.domain, domain), isNotNull(ssoConnections.enabledAt)));
  return row;
}

/** An organization that has turned single sign-on on, by its id in a sign-in URL. */
export async function findConnectionById(organizationId: string): Promise<{ id: string; name: string } | undefined> {
  const [row] = await platformDatabase()
    .select({ id: organizations.id, name: organizations.name })
    .from(ssoConnections)
    .innerJoin(organizations, eq(organizations.id, ssoConnections.organizationId))
    .where(and(eq(ssoConnections.organizationId, organizationId), isNotNull(ssoConnections.enabledAt)));
  return row;
}
