import "server-only";
import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { subscriptions, suspensions } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { stripeBudget } from "../stripe/stripe";
import { openSessions } from "./start-checkout";

/**
 * Expires the checkout pages that a suspended organization still has open: it would be charged for what it can't use. Pages that a
 * person sent the customer stay. Does nothing when the suspension was lifted meanwhile. Safe to repeat.
 *
 * @throws GatehouseError `unavailable` when Stripe is down; the job is retried.
 */
export async function expireCheckouts({ tx, organizationId }: TenantContext): Promise<void> {
  const [row] = await tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .innerJoin(suspensions, eq(suspensions.organizationId, subscriptions.organizationId))
    .where(eq(subscriptions.organizationId, organizationId))
    .for("update", { of: subscriptions });
  if (!row?.customerId) return;
  const budget = stripeBudget();
  for (const { id } of await openSessions(budget, row.customerId)) {
    await budget.call((stripe) => stripe.checkout.sessions.expire(id)).catch(isOver);
  }
}

/** Paid or expired since it was listed. */
function isOver(error: unknown): undefined {
  if (error instanceof Stripe.errors.StripeInvalidRequestError) return undefined;
  throw error;
}
