import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { organizations, subscriptions, trialDomains } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { companyDomainOf } from "./company-domain";

/**
 * A company tries the product once. The first organization with a verified owner at its domain has the trial; a later
 * one's ends here, and its pages say why. Asked when an address is verified and not at the sign-up: that must not tell a
 * stranger who is a customer (docs/decisions/0006), and nobody can claim a domain that is not theirs. Of many at once the
 * primary key lets one through.
 *
 * @returns the domain whose trial was had before; undefined where the trial goes on.
 */
export async function claimTrialDomain(ctx: TenantContext, { email }: { email: string }): Promise<string | undefined> {
  const domain = companyDomainOf(email);
  if (!domain || !(await becomesDomainOf(ctx, domain)) || (await isFirst(ctx, domain))) return undefined;
  const ended = await ctx.tx
    .update(subscriptions)
    .set({ status: "expired", trialEndsAt: ctx.now, trialRefusedDomain: domain, updatedAt: ctx.now })
    .where(and(eq(subscriptions.organizationId, ctx.organizationId), eq(subscriptions.status, "trialing")))
    .returning({ organizationId: subscriptions.organizationId });
  if (ended.length === 0) return undefined;
  await recordAudit(ctx, { organizationId: ctx.organizationId, action: "billing.trial_refused", details: { domain } });
  return domain;
}

/** The first owner to verify an address decides which company it is. */
async function becomesDomainOf({ tx, organizationId }: TenantContext, domain: string): Promise<boolean> {
  const rows = await tx
    .update(organizations)
    .set({ domain })
    .where(and(eq(organizations.id, organizationId), isNull(organizations.domain)))
    .returning({ id: organizations.id });
  return rows.length > 0;
}

async function isFirst({ tx, organizationId, now }: TenantContext, domain: string): Promise<boolean> {
  await tx
    .insert(trialDomains)
    .values({ domain, firstOrganizationId: organizationId, createdAt: now })
    .onConflictDoNothing();
  const [claim] = await tx.select().from(trialDomains).where(eq(trialDomains.domain, domain));
  return claim?.firstOrganizationId === organizationId;
}
