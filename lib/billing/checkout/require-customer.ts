import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import type { StripeBudget } from "../stripe/stripe";

/**
 * The organization's customer in Stripe.
 * @throws GatehouseError `conflict` when nothing was ever bought, or the customer was deleted in Stripe.
 */
export async function requireCustomer({ tx, organizationId }: TenantContext, budget: StripeBudget): Promise<string> {
  const [row] = await tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  const id = row?.customerId;
  if (!id) throw conflict("You don't have a subscription yet. Choose a plan first.", { reason: "none" });
  const customer = await budget.call((stripe) => stripe.customers.retrieve(id));
  if (customer.deleted) {
    throw conflict("Your billing account was closed. Choose a plan to open a new one.", { reason: "customer_deleted" });
  }
  return id;
}
