import "server-only";
import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { organizations, subscriptions, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import type { StripeBudget } from "../stripe/stripe";

/**
 * The organization's customer in Stripe, made at the first purchase, and anew once it was deleted there: nothing can be sold
 * to a deleted one. The caller holds the lock on the organization's subscription, and the idempotency key is the
 * organization, so there is one even when our transaction is undone after Stripe answered. The key allows no other
 * parameters the second time: name and address follow in a call of their own.
 */
export async function ensureCustomer(ctx: TenantContext, budget: StripeBudget, known: string | null): Promise<string> {
  if (known && !(await isDeleted(budget, known))) return known;
  const { organizationId } = ctx;
  // Of the same key Stripe answers the customer that was made by it, deleted or not.
  const idempotencyKey = `customer-${organizationId}${known ? `-after-${known}` : ""}`;
  const { id } = await budget.call((stripe) =>
    stripe.customers.create({ metadata: { organization_id: organizationId } }, { idempotencyKey }),
  );
  const details = await describeBuyer(ctx);
  await budget.call((stripe) => stripe.customers.update(id, details));
  await ctx.tx
    .update(subscriptions)
    .set({ stripeCustomerId: id })
    .where(eq(subscriptions.organizationId, organizationId));
  return id;
}

/** One that Stripe never had is not: that is the key of another account, and our link to who pays must not be lost by it. */
async function isDeleted(budget: StripeBudget, customerId: string): Promise<boolean> {
  return (await budget.call((stripe) => stripe.customers.retrieve(customerId))).deleted === true;
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
