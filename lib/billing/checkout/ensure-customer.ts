import "server-only";
import { asc, eq } from "drizzle-orm";
import type Stripe from "stripe";
import { memberships, organizations, subscriptions, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import type { StripeBudget } from "../stripe/stripe";

/**
 * The organization's customer in Stripe. It is created at the first purchase, and again if it was deleted in Stripe, because
 * a deleted customer can't buy. The caller holds the lock on the organization's subscription, and the idempotency key is
 * the organization, so there is one customer even when our transaction is rolled back after Stripe created it. Stripe
 * rejects a reused key with other parameters, so name and email are set in a second call.
 */
export async function ensureCustomer(ctx: TenantContext, budget: StripeBudget, known: string | null): Promise<string> {
  if (known && !(await isDeleted(budget, known))) return known;
  const { organizationId } = ctx;
  // For a reused key Stripe returns the customer it created then, deleted or not.
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

/** A customer Stripe never had throws instead: then the key belongs to another account, and our link must not be lost. */
async function isDeleted(budget: StripeBudget, customerId: string): Promise<boolean> {
  return (await budget.call((stripe) => stripe.customers.retrieve(customerId))).deleted === true;
}

/** Invoices go to the member who buys or, when a platform admin acts for the customer, to the first owner. */
async function describeBuyer({ tx, actor, organizationId }: TenantContext): Promise<Stripe.CustomerUpdateParams> {
  const [organization] = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.id, organizationId));
  const people = await tx
    .select({ id: users.id, email: users.email, role: memberships.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(eq(memberships.organizationId, organizationId))
    .orderBy(asc(memberships.createdAt), asc(users.id));
  const buyer = people.find(({ id }) => actor.kind === "user" && id === actor.id);
  const { email } = buyer ?? people.find(({ role }) => role === "owner") ?? {};
  return { ...organization, ...(email ? { email } : {}), metadata: { company: organization?.name ?? "" } };
}
