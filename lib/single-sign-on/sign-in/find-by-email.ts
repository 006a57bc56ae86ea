import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { ssoConnections, ssoDomainClaims } from "@/db/schema";
import { platformDatabase } from "@/lib/database";
import { companyDomainOf } from "@/lib/tenancy";

/**
 * The organization whose connection someone with this address signs in through. Decided by the domain alone, so it says nothing about
 * accounts. Searches all tenants, because only the domain identifies one.
 */
export async function findConnectionByEmail(email: string): Promise<{ organizationId: string } | undefined> {
  const domain = companyDomainOf(email);
  if (!domain) return undefined;
  const [row] = await platformDatabase()
    .select({ organizationId: ssoConnections.organizationId })
    .from(ssoDomainClaims)
    .innerJoin(ssoConnections, eq(ssoConnections.organizationId, ssoDomainClaims.claimedBy))
    .where(and(eq(ssoDomainClaims.domain, domain), isNotNull(ssoConnections.enabledAt)));
  return row;
}
