import "server-only";
import type Stripe from "stripe";
import { managedMetadata } from "../mirror/managed-schedule";
import { priceIdsOf } from "../stripe/price-ids";
import { attachedSchedule } from "./current-subscription";
import { existingDiscounts } from "./discounts";
import type { LineItem } from "./line-items";
import type { OpenChange } from "./open-change";
import { currentSettings, laterItems, repeatedItem, repeatedPhase } from "./phase-params";

/**
 * Schedules the subscription to have the `later` items when its period ends; everything else on it stays. An existing
 * schedule of ours (of an earlier request, or left by one that was killed between its two steps) is rewritten, so this can
 * safely run twice.
 */
export async function writeSchedule(open: OpenChange, later: readonly LineItem[]): Promise<void> {
  const { budget, subscription, current } = open;
  const priceId = await priceIdsOf(budget, later, current.priceIds);
  const schedule = attachedSchedule(subscription) ?? (await createSchedule(budget, subscription));
  const phase = schedule.phases.findLast(({ start_date }) => start_date < current.periodEnd);
  const [first] = later;
  if (!first || !phase) throw new Error("There are no items to schedule.");
  const discounts = existingDiscounts(subscription);
  const kept = { ...repeatedPhase(phase), ...(discounts.length > 0 ? { discounts } : {}) };
  const items = laterItems(open, later, priceId);
  await budget.call((stripe) =>
    stripe.subscriptionSchedules.update(schedule.id, {
      // After one period under the schedule the subscription renews on its own.
      end_behavior: "release",
      proration_behavior: "none",
      default_settings: currentSettings(subscription),
      metadata: managedMetadata(items),
      phases: [
        {
          ...kept,
          items: subscription.items.data.map(repeatedItem),
          start_date: phase.start_date,
          end_date: current.periodEnd,
          proration_behavior: "none",
          ...(phase.trial_end === null ? {} : { trial_end: phase.trial_end }),
        },
        {
          ...kept,
          items,
          duration: { interval: first.interval, interval_count: 1 },
          proration_behavior: losesMeter(current.items, later) ? "create_prorations" : "none",
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

const createSchedule = (budget: OpenChange["budget"], { id }: Stripe.Subscription) =>
  budget.call((stripe) => stripe.subscriptionSchedules.create({ from_subscription: id }));

/**
 * Releases the subscription from its schedule, so that it renews unchanged. Call `requireOwnSchedule` first, or show what
 * is discarded.
 */
export async function releaseSchedule({
  budget,
  subscription,
}: Pick<OpenChange, "budget" | "subscription">): Promise<void> {
  const id = attachedSchedule(subscription)?.id ?? null;
  if (id !== null) await budget.call((stripe) => stripe.subscriptionSchedules.release(id));
}
