import "server-only";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { organizations, subscriptions, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import type { StripeBudget } from "./stripe";

/**
 * The organization's customer in Stripe, made at the first purchase. The caller holds the lock on the organization's
 * subscription, and the idempotency key is the organization, so there is one even when our transaction is undone after
 * Stripe answered. The key allows no other parameters the second time: name and address follow in a call of their own.
 */
export async function ensureCustomer(ctx: TenantContext, budget: StripeBudget, known: string | null): Promise<string> {
  if (known) return known;
  const { organizationId } = ctx;
  const { id } = await budget.call((stripe) =>
    stripe.customers.create(
      { metadata: { organization_id: organizationId } },
      { idempotencyKey: `customer-${organizationId}` },
    ),
  );
  const details = await describeBuyer(ctx);
  await budget.call((stripe) => stripe.customers.update(id, details));
  await ctx.tx
    .update(subscriptions)
    .set({ stripeCustomerId: id, updatedAt: ctx.now })
    .where(eq(subscriptions.organizationId, organizationId));
  return id;
}

async function describeBuyer({ tx, actor, organizationId }: TenantContext): Promise<Stripe.CustomerUpdateParams> {
  const [organization] = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  const [buyer] =
    actor.kind === "user" ? await tx.select({ email: users.email }).from(users).where(eq(users.id, actor.id)) : [];
  return { ...organization, ...buyer, metadata: { company: organization?.name ?? "" } };
}
