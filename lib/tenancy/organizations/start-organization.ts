import "server-only";
import { uuidv7 } from "uuidv7";
import { memberships, organizations, trials } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import { type Context, inTenant, setTenant, type TenantContext } from "@/lib/context";
import { emitWebhook } from "@/lib/webhooks";
import { countSeats } from "../members/seats";
import { trialOffer } from "../trial";

export type NewOrganization = { name: string; ownerId: string; plan?: string | undefined };

/** Creates an organization with its trial and its owner. @returns the context inside it. */
export async function startOrganization(ctx: Context, input: NewOrganization): Promise<TenantContext> {
  const tenant = inTenant(ctx, uuidv7());
  await setTenant(ctx.tx, tenant.organizationId);
  const { plan, endsAt } = trialOffer(catalog, input.plan, ctx.now);
  await ctx.tx.insert(organizations).values({
    id: tenant.organizationId,
    name: input.name,
    createdAt: ctx.now,
  });
  await ctx.tx
    .insert(trials)
    .values({ organizationId: tenant.organizationId, planKey: plan.key, startedAt: ctx.now, endsAt });
  await ctx.tx
    .insert(memberships)
    .values({ organizationId: tenant.organizationId, userId: input.ownerId, role: "owner", createdAt: ctx.now });
  await countSeats(tenant);
  await recordAudit(tenant, {
    organizationId: tenant.organizationId,
    action: "tenancy.signed_up",
    subject: input.ownerId,
    details: { plan: plan.key, trialEndsAt: endsAt.toISOString() },
  });
  await emitWebhook(tenant, {
    type: "trial.started",
    organizationId: tenant.organizationId,
    data: { plan: plan.key, trialEndsAt: endsAt.toISOString() },
  });
  return tenant;
}
