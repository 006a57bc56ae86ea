import "server-only";
import type Stripe from "stripe";
import { scheduleIdOf } from "../mirror/scheduled-change";
import { priceIdsOf } from "../stripe/price-ids";
import { existingDiscounts } from "./discounts";
import { newItem } from "./item-params";
import type { LineItem } from "./line-items";
import type { OpenChange } from "./open-change";

/**
 * Schedules the subscription to have the `later` items when its period ends. An existing schedule (of an earlier request,
 * or left by one that was killed between its two steps) is rewritten, so this can safely run twice.
 */
export async function writeSchedule(
  { budget, subscription, current }: OpenChange,
  later: readonly LineItem[],
): Promise<void> {
  const priceId = await priceIdsOf(budget, [...current.items, ...later], current.priceIds);
  const id = scheduleIdOf(subscription) ?? (await createSchedule(budget, subscription));
  const discounts = existingDiscounts(subscription);
  const kept = discounts.length > 0 ? { discounts } : {};
  const [first] = later;
  if (!first) throw new Error("There are no items to schedule.");
  await budget.call((stripe) =>
    stripe.subscriptionSchedules.update(id, {
      // After one period under the schedule the subscription renews on its own.
      end_behavior: "release",
      proration_behavior: "none",
      phases: [
        {
          items: current.items.map((item) => newItem(item, priceId)),
          start_date: current.periodStart,
          end_date: current.periodEnd,
          proration_behavior: "none",
          ...kept,
        },
        {
          items: later.map((item) => newItem(item, priceId)),
          duration: { interval: first.interval, interval_count: 1 },
          proration_behavior: losesMeter(current.items, later) ? "create_prorations" : "none",
          ...kept,
        },
      ],
    }),
  );
}

/**
 * Whether a metered price is removed. With `none` Stripe doesn't bill its usage so far
 * (docs.stripe.com/billing/subscriptions/usage-based/manage-billing-setup, "Update prices mid-cycle"). Of other prices
 * nothing is left to prorate when the period ends.
 */
const losesMeter = (current: readonly LineItem[], later: readonly LineItem[]): boolean =>
  current.some(({ kind, lookupKey }) => kind === "overage" && !later.some((item) => item.lookupKey === lookupKey));

async function createSchedule(budget: OpenChange["budget"], { id }: Stripe.Subscription): Promise<string> {
  const schedule = await budget.call((stripe) => stripe.subscriptionSchedules.create({ from_subscription: id }));
  return schedule.id;
}

/** Releases the subscription from its schedule, so that it renews unchanged. */
export async function releaseSchedule({
  budget,
  subscription,
}: Pick<OpenChange, "budget" | "subscription">): Promise<void> {
  const id = scheduleIdOf(subscription);
  if (id !== null) await budget.call((stripe) => stripe.subscriptionSchedules.release(id));
}
