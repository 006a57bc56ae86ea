import "server-only";
import { and, eq } from "drizzle-orm";
import { memberships, organizations, subscriptions, users } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { stripeBudget } from "../stripe/stripe";

/**
 * Updates the organization's name in Stripe, so that invoices show it. The billing address takes the opposite way, with
 * each sync, except that a member can be named whose address gets invoices from now on. Does nothing before the first purchase, and for a customer that was deleted in Stripe.
 * @throws GatehouseError `unavailable` when Stripe is down; the job is retried.
 */
export async function updateCustomer(ctx: TenantContext, { billingTo }: { billingTo?: string } = {}): Promise<void> {
  const { tx, organizationId } = ctx;
  const [row] = await tx
    .select({ name: organizations.name, customerId: subscriptions.stripeCustomerId })
    .from(organizations)
    .innerJoin(subscriptions, eq(subscriptions.organizationId, organizations.id))
    .where(eq(organizations.id, organizationId));
  // It may have been deleted meanwhile.
  if (!row?.customerId) return;
  const { name, customerId } = row;
  const budget = stripeBudget();
  const customer = await budget.call((stripe) => stripe.customers.retrieve(customerId));
  if (customer.deleted) return;
  const email = billingTo === undefined ? undefined : await addressOf(ctx, billingTo);
  await budget.call((stripe) =>
    stripe.customers.update(customerId, {
      name,
      metadata: { organization_id: organizationId, company: name },
      ...(email === undefined ? {} : { email }),
    }),
  );
}

async function addressOf({ tx, organizationId }: TenantContext, userId: string): Promise<string | undefined> {
  const [member] = await tx
    .select({ email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)));
  return member?.email;
}
