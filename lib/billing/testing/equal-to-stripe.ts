import type Stripe from "stripe";
import { expect } from "vitest";
import { stripe } from "../stripe";
import { inboxOf, stateOf } from "./stories";

const live = new Set<string>(["trialing", "active", "past_due", "unpaid", "paused", "incomplete"]);

/**
 * Reads everything of an organization's customer afresh and holds the database to it: one live subscription at most, its
 * status, prices, quantities and period, every invoice with its total, no event left lying, and MRR as the sum of its
 * movements. Compared field by field by what Stripe documents, not by the code that mirrors.
 */
export async function assertEqualToStripe(organizationId: string): Promise<void> {
  const { subscription, items, invoices, movements } = await stateOf(organizationId);
  expect(movements.reduce((sum, { amount }) => sum + amount, 0)).toBe(subscription.mrr);
  const { stripeCustomerId: customer } = subscription;
  if (!customer) return;
  const [known, drawn] = await Promise.all([
    stripe().subscriptions.list({ customer, status: "all", limit: 100 }),
    stripe().invoices.list({ customer, limit: 100 }),
  ]);
  const alive = known.data.filter(({ status }) => live.has(status));
  expect(alive.length, "live subscriptions").toBeLessThanOrEqual(1);
  assertSubscription({ subscription, items }, alive[0]);
  expect(invoices.map(({ stripeInvoiceId, status, total }) => `${stripeInvoiceId} ${status} ${total}`).sort()).toEqual(
    drawn.data.map(({ id, status, total }) => `${id} ${status} ${total}`).sort(),
  );
  expect((await inboxOf(customer)).filter(({ handledAt }) => handledAt === null)).toEqual([]);
}

type Mirrored = Pick<Awaited<ReturnType<typeof stateOf>>, "subscription" | "items">;

function assertSubscription({ subscription, items }: Mirrored, alive: Stripe.Subscription | undefined): void {
  if (!alive) {
    expect(["trialing", "expired", "canceled", "incomplete"]).toContain(subscription.status);
    expect(items).toEqual([]);
    expect(subscription.mrr).toBe(0);
    return;
  }
  expect(subscription).toMatchObject({ stripeSubscriptionId: alive.id, status: statusOf(alive) });
  const licensed = items.filter(({ kind }) => kind !== "overage");
  expect(
    licensed.map(({ lookupKey, quantity, unitAmount }) => `${lookupKey} ${quantity} ${unitAmount}`).sort(),
  ).toEqual(
    alive.items.data
      .filter(({ price }) => price.recurring?.usage_type === "licensed")
      .map(({ price, quantity }) => `${price.lookup_key} ${quantity} ${price.unit_amount}`)
      .sort(),
  );
  const [first] = alive.items.data;
  expect(subscription.currentPeriodStart).toEqual(dateOf(first?.current_period_start));
  expect(subscription.currentPeriodEnd).toEqual(dateOf(first?.current_period_end));
  expect(subscription.cancelAt).toEqual(dateOf(alive.cancel_at));
}

const dateOf = (seconds: number | null | undefined): Date | null => (seconds ? new Date(seconds * 1000) : null);

/** An unpaid one is canceled here: nothing is owed any more and nothing is open. */
function statusOf({ status }: Stripe.Subscription): string {
  return status === "unpaid" ? "canceled" : status;
}
