import "server-only";
import { and, eq } from "drizzle-orm";
import { ssoDomainClaims, ssoDomains } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireFeature } from "@/lib/entitlements";
import { conflict, found, unavailable } from "@/lib/errors";
import type { Member } from "@/lib/tenancy";
import { ssoFeature } from "../feature";
import type { DomainInput } from "../input";
import { showsProof } from "./domain-proof";
import { isSampleDomain, type ReadTxtRecords, readTxtRecords } from "./read-txt-records";

/**
 * Looks up the proof in the domain's DNS. Call it outside of a transaction.
 *
 * @throws GatehouseError `conflict` if it isn't there, `unavailable` if the DNS doesn't respond.
 */
export async function checkDomain(
  { domain, proof }: { domain: string; proof: string },
  read: ReadTxtRecords = readTxtRecords,
): Promise<void> {
  if (read === readTxtRecords && isSampleDomain(domain)) return;
  const records = await read(domain).catch((error: unknown) => {
    throw unavailable(`The DNS of ${domain} isn't responding. Try again in a few minutes.`, error);
  });
  if (showsProof(records, proof)) return;
  throw conflict(`We can't find the TXT record at ${domain} yet. DNS changes can take an hour.`);
}

/** A domain of the organization. @throws GatehouseError `not_found`. */
export async function domainOf({ tx, organizationId }: Member, { domain }: DomainInput) {
  const [row] = await tx
    .select()
    .from(ssoDomains)
    .where(and(eq(ssoDomains.organizationId, organizationId), eq(ssoDomains.domain, domain)));
  return found(row, "domain");
}

/**
 * Records that a domain is the organization's, after `checkDomain`.
 *
 * @throws GatehouseError `conflict` if another organization has verified it; `feature_not_in_plan`.
 */
export async function markVerified(member: Member, input: DomainInput): Promise<void> {
  await requireFeature(member, ssoFeature);
  const { tx, organizationId, wall } = member;
  const { domain, verifiedAt } = await domainOf(member, input);
  if (verifiedAt) return;
  await tx
    .insert(ssoDomainClaims)
    .values({ domain, claimedFor: organizationId, claimedAt: wall })
    .onConflictDoNothing();
  const [claim] = await tx.select().from(ssoDomainClaims).where(eq(ssoDomainClaims.domain, domain));
  if (claim?.claimedFor !== organizationId) {
    throw conflict(`Another organization has verified ${domain}. Contact support.`);
  }
  await tx
    .update(ssoDomains)
    .set({ verifiedAt: wall })
    .where(and(eq(ssoDomains.organizationId, organizationId), eq(ssoDomains.domain, domain)));
  await recordAudit(member, { organizationId, action: "sso.domain_verified", subject: domain });
}
