import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { ssoConnections, ssoDomains } from "@/db/schema";
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
    .select({ organizationId: ssoDomains.organizationId })
    .from(ssoDomains)
    .innerJoin(ssoConnections, eq(ssoConnections.organizationId, ssoDomains.organizationId))
    .where(and(eq(ssoDomains.domain, domain), isNotNull(ssoDomains.verifiedAt), isNotNull(ssoConnections.enabledAt)));
  return row;
}
