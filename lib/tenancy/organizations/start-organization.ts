import "server-only";
import { uuidv7 } from "uuidv7";
import { memberships, organizations, trials } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import { type Context, inTenant, setTenant, type TenantContext } from "@/lib/context";
import { emitWebhook } from "@/lib/webhooks";
import { countSeats } from "../members/seats";
import { chosenCurrency, chosenInterval, trialOffer } from "../trial";

export type NewOrganization = {
  name: string;
  ownerId: string;
  plan?: string | undefined;
  interval?: string | undefined;
  currency?: string | undefined;
  /** The company domain that has had its trial; the organization starts without one. */
  refusedDomain?: string | undefined;
};

/** Creates an organization with its trial and its owner. @returns the context inside it. */
export async function startOrganization(ctx: Context, input: NewOrganization): Promise<TenantContext> {
  const tenant = inTenant(ctx, uuidv7());
  await setTenant(ctx.tx, tenant.organizationId);
  const { plan, endsAt: offered } = trialOffer(catalog, input.plan, ctx.now);
  const { refusedDomain = null } = input;
  const endsAt = refusedDomain === null ? offered : ctx.now;
  const interval = chosenInterval(catalog, plan, input.interval);
  await ctx.tx.insert(organizations).values({
    id: tenant.organizationId,
    name: input.name,
    createdAt: ctx.now,
  });
  await ctx.tx.insert(trials).values({
    organizationId: tenant.organizationId,
    planKey: plan.key,
    chosenInterval: interval,
    chosenCurrency: chosenCurrency(catalog, input.currency),
    startedAt: ctx.now,
    endsAt,
    endedAt: refusedDomain === null ? null : ctx.now,
    refusedDomain,
  });
  await ctx.tx
    .insert(memberships)
    .values({ organizationId: tenant.organizationId, userId: input.ownerId, role: "owner", createdAt: ctx.now });
  await countSeats(tenant);
  await recordAudit(tenant, {
    organizationId: tenant.organizationId,
    action: refusedDomain === null ? "tenancy.signed_up" : "tenancy.signed_up_without_trial",
    subject: input.ownerId,
    details: { plan: plan.key, trialEndsAt: endsAt.toISOString() },
  });
  if (refusedDomain !== null) {
    const { organizationId } = tenant;
    await recordAudit(tenant, { organizationId, action: "billing.trial_refused", details: { domain: refusedDomain } });
  }
  await emitWebhook(tenant, {
    type: "trial.started",
    organizationId: tenant.organizationId,
    data: { plan: plan.key, trialEndsAt: endsAt.toISOString() },
  });
  return tenant;
}
