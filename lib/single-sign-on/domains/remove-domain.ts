import "server-only";
import { and, eq } from "drizzle-orm";
import { ssoDomainClaims, ssoDomains } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireConfirmed } from "@/lib/auth";
import type { Member } from "@/lib/tenancy";
import type { DomainInput } from "../input";
import { domainOf } from "./verify-domain";

/** Removes a domain: people at it can no longer sign in or join, unless they're already linked. */
export async function removeDomain(member: Member, input: DomainInput): Promise<void> {
  requireConfirmed(member);
  const { tx, organizationId } = member;
  const { domain } = await domainOf(member, input);
  await tx.delete(ssoDomains).where(and(eq(ssoDomains.organizationId, organizationId), eq(ssoDomains.domain, domain)));
  await tx
    .delete(ssoDomainClaims)
    .where(and(eq(ssoDomainClaims.domain, domain), eq(ssoDomainClaims.claimedFor, organizationId)));
  await recordAudit(member, { organizationId, action: "sso.domain_removed", subject: domain });
}
