import "server-only";
import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { ssoDomains } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { requireConfirmed } from "@/lib/auth";
import { requireFeature } from "@/lib/entitlements";
import { conflict, invalidInput } from "@/lib/errors";
import { companyDomainOf, type Member } from "@/lib/tenancy";
import { ssoFeature } from "../feature";
import type { DomainInput } from "../input";
import { proofPrefix } from "./domain-proof";

/** More domains than any company we know of uses for email. */
const maxDomains = 20;

/**
 * Adds an email domain, to be verified. Only someone who proves that they own it learns whether another organization has it.
 *
 * @throws GatehouseError `invalid_input` on `domain` for one that isn't a company's; `conflict`, `feature_not_in_plan`.
 */
export async function addDomain(member: Member, { domain: given }: DomainInput): Promise<void> {
  requireConfirmed(member);
  await requireFeature(member, ssoFeature);
  const { tx, organizationId, wall } = member;
  const domain = /[@/:\s]/.test(given) ? undefined : companyDomainOf(`someone@${given}`);
  if (!domain) {
    const message = "Enter your company's own email domain, like company.com.";
    throw invalidInput(message, { errors: [{ field: "domain", message }] });
  }
  const existing = await tx.$count(ssoDomains, eq(ssoDomains.organizationId, organizationId));
  if (existing >= maxDomains) throw conflict(`You can add up to ${maxDomains} domains.`);
  const proof = `${proofPrefix}${randomBytes(18).toString("base64url")}`;
  const added = await tx
    .insert(ssoDomains)
    .values({ organizationId, domain, proof, createdAt: wall })
    .onConflictDoNothing({ target: [ssoDomains.organizationId, ssoDomains.domain] })
    .returning({ domain: ssoDomains.domain });
  if (added.length === 0) throw conflict(`You've already added ${domain}.`);
  await recordAudit(member, { organizationId, action: "sso.domain_added", subject: domain });
}
