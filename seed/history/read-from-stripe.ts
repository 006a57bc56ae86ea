import { mirrorOf } from "@/lib/billing/mirror/mirror";
import { nextRows } from "@/lib/billing/mirror/subscription-row";
import { stripeBudget } from "@/lib/billing/stripe/stripe";
import { readStripe } from "@/lib/billing/sync/read-stripe";
import { catalog } from "@/lib/catalog";
import { emptyRow, type MirrorOfCustomer } from "./mirror";

/** Seeding waits for a busy Stripe longer than a request would. */
const deadlineMs = 60_000;

/** What a sync would write about a customer that is new to the database, by the sync's own rules. */
export async function readMirror(
  given: { organizationId: string; createdAt: Date; customerId: string },
  now: Date,
): Promise<MirrorOfCustomer> {
  const { organizationId, createdAt, customerId } = given;
  const state = await readStripe(stripeBudget(deadlineMs), customerId, { now, isSettled: async () => false });
  const mirror = mirrorOf(catalog, state, now);
  const row = { ...emptyRow(organizationId, createdAt), stripeCustomerId: customerId };
  const { subscription, items, discounts } = nextRows(row, mirror, now);
  const byAge = state.subscriptions.toSorted((a, b) => a.start_date - b.start_date);
  return {
    subscription: { ...subscription, updatedAt: now },
    items,
    discounts,
    invoices: mirror.invoices,
    refunds: mirror.refunds,
    subscriptionId: (number) => byAge[number - 1]?.id ?? "",
  };
}
