import "server-only";
import { eq } from "drizzle-orm";
import { organizations, subscriptions } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { stripeBudget } from "../stripe/stripe";

/**
 * Updates the organization's name in Stripe, so that invoices show it. The billing address takes the opposite way, with
 * each sync. Does nothing before the first purchase, and for a customer that was deleted in Stripe.
 * @throws GatehouseError `unavailable` when Stripe is down; the job is retried.
 */
export async function updateCustomer({ tx, organizationId }: TenantContext): Promise<void> {
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
  await budget.call((stripe) =>
    stripe.customers.update(customerId, { name, metadata: { organization_id: organizationId, company: name } }),
  );
}
