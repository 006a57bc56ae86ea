import "server-only";
import { eq } from "drizzle-orm";
import { organizations, subscriptions } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { stripeBudget } from "../stripe/stripe";

/**
 * Updates the organization's name at Stripe, so that its invoices show it. The other way round, the address Stripe sends
 * them to comes with each sync. Nothing to do before the first purchase.
 *
 * @throws GatehouseError `unavailable` when Stripe is away: the job is retried.
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
  await stripeBudget().call((stripe) =>
    stripe.customers.update(customerId, { name, metadata: { organization_id: organizationId, company: name } }),
  );
}
