import "server-only";
import { and, eq, exists, gt, isNull } from "drizzle-orm";
import { organizations, subscriptions, trialDomains, trials } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { Context, TenantContext } from "@/lib/context";
import { companyDomainOf } from "./company-domain";

/**
 * A company gets one trial: the first organization with a verified owner at its domain. A later organization's trial
 * ends here, and its pages say why. An address claims its domain when it is verified, so only a company's own people can. Of
 * concurrent claims the primary key lets one through.
 * @returns the domain whose trial was used before; undefined if the trial continues.
 */
export async function claimTrialDomain(ctx: TenantContext, { email }: { email: string }): Promise<string | undefined> {
  const domain = companyDomainOf(email);
  if (!domain || !(await becomesDomainOf(ctx, domain)) || (await isFirst(ctx, domain))) return undefined;
  if (!(await refuseTrial(ctx, domain))) return undefined;
  await recordAudit(ctx, { organizationId: ctx.organizationId, action: "billing.trial_refused", details: { domain } });
  return domain;
}

/** Ends a running trial without a purchase. @returns whether there was one. */
async function refuseTrial({ tx, now, organizationId }: TenantContext, domain: string): Promise<boolean> {
  const withoutPurchase = tx
    .select({ status: subscriptions.status })
    .from(subscriptions)
    .where(and(eq(subscriptions.organizationId, organizationId), isNull(subscriptions.status)));
  const ended = await tx
    .update(trials)
    .set({ endsAt: now, endedAt: now, refusedDomain: domain })
    .where(and(eq(trials.organizationId, organizationId), gt(trials.endsAt, now), exists(withoutPurchase)))
    .returning({ organizationId: trials.organizationId });
  return ended.length > 0;
}

/** The first owner to verify an address determines the organization's company. */
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

/**
 * The company domain of an address, if an organization there has had the company's trial. For saying so before sign-up. It
 * reveals no account: the answer is the same for every address at the domain.
 */
export async function usedTrialDomain({ tx }: Context, email: string): Promise<string | undefined> {
  const domain = companyDomainOf(email);
  if (!domain) return undefined;
  const [used] = await tx
    .select({ domain: trialDomains.domain })
    .from(trialDomains)
    .where(eq(trialDomains.domain, domain));
  return used?.domain;
}
