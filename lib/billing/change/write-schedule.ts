import "server-only";
import type Stripe from "stripe";
import { scheduleIdOf } from "../mirror/scheduled-change";
import { priceIdsOf } from "../stripe/price-ids";
import type { Piece } from "./composition";
import { keptDiscounts } from "./discounts-of";
import { newItem } from "./item-params";
import type { OpenChange } from "./open-change";

/**
 * Lets a subscription become `later` when its period ends. A schedule that is there already (of an earlier wish, or left
 * by one that was cut off between its two steps) is written anew, so doing it twice is doing it once.
 */
export async function writeSchedule(
  { budget, subscription, present }: OpenChange,
  later: readonly Piece[],
): Promise<void> {
  const priceId = await priceIdsOf(budget, [...present.pieces, ...later], present.priceIds);
  const id = scheduleIdOf(subscription) ?? (await createSchedule(budget, subscription));
  const discounts = keptDiscounts(subscription);
  const kept = discounts.length > 0 ? { discounts } : {};
  const [first] = later;
  if (!first) throw new Error("Nothing is no composition to schedule.");
  await budget.call((stripe) =>
    stripe.subscriptionSchedules.update(id, {
      // After one period of its own the subscription goes on by itself.
      end_behavior: "release",
      proration_behavior: "none",
      phases: [
        {
          items: present.pieces.map((piece) => newItem(piece, priceId)),
          start_date: present.periodStart,
          end_date: present.periodEnd,
          proration_behavior: "none",
          ...kept,
        },
        {
          items: later.map((piece) => newItem(piece, priceId)),
          duration: { interval: first.interval, interval_count: 1 },
          proration_behavior: losesMeter(present.pieces, later) ? "create_prorations" : "none",
          ...kept,
        },
      ],
    }),
  );
}

/**
 * Whether a metered price goes. With `none` Stripe does not ask for what was used of it by then
 * (docs.stripe.com/billing/subscriptions/usage-based/manage-billing-setup, "Update prices mid-cycle"); of anything else there
 * is nothing left to prorate when the period ends.
 */
const losesMeter = (present: readonly Piece[], later: readonly Piece[]): boolean =>
  present.some(({ kind, lookupKey }) => kind === "overage" && !later.some((piece) => piece.lookupKey === lookupKey));

async function createSchedule(budget: OpenChange["budget"], { id }: Stripe.Subscription): Promise<string> {
  const schedule = await budget.call((stripe) => stripe.subscriptionSchedules.create({ from_subscription: id }));
  return schedule.id;
}

/** Lets a subscription go on as it is. */
export async function releaseSchedule({
  budget,
  subscription,
}: Pick<OpenChange, "budget" | "subscription">): Promise<void> {
  const id = scheduleIdOf(subscription);
  if (id !== null) await budget.call((stripe) => stripe.subscriptionSchedules.release(id));
}
