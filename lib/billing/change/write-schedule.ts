import "server-only";
import type Stripe from "stripe";
import { managedMetadata } from "../mirror/managed-schedule";
import { priceIdsOf } from "../stripe/price-ids";
import { attachedSchedule } from "./current-subscription";
import { existingDiscounts } from "./discounts";
import type { LineItem } from "./line-items";
import { switchesInterval } from "./new-cycle";
import type { OpenChange } from "./open-change";
import { currentSettings, laterItems, repeatedItem, repeatedPhase } from "./phase-params";

/**
 * Schedules the subscription to have the `later` items when its period ends; everything else on it stays. An existing
 * schedule of ours (of an earlier request, or left by one that was killed between its two steps) is rewritten, so this can
 * safely run twice.
 */
export async function writeSchedule(open: OpenChange, later: readonly LineItem[]): Promise<void> {
  const { budget, subscription } = open;
  const items = await scheduledItems(open, later);
  const schedule = attachedSchedule(subscription) ?? (await createSchedule(budget, subscription));
  const phases = phasesTo(open, schedule, later, items);
  await budget.call((stripe) =>
    stripe.subscriptionSchedules.update(schedule.id, {
      // After one period under the schedule the subscription renews on its own.
      end_behavior: "release",
      proration_behavior: "none",
      default_settings: currentSettings(subscription),
      metadata: managedMetadata(items),
      phases,
    }),
  );
}

/** The next invoice if the `schedule` of ours led to the `later` items instead of what is scheduled now. */
export async function previewSchedule(
  open: OpenChange,
  schedule: Stripe.SubscriptionSchedule,
  later: readonly LineItem[],
): Promise<Stripe.Invoice> {
  const phases = phasesTo(open, schedule, later, await scheduledItems(open, later));
  return open.budget.call((stripe) =>
    stripe.invoices.createPreview({
      schedule: schedule.id,
      schedule_details: { end_behavior: "release", proration_behavior: "none", phases },
    }),
  );
}

type Phase = Stripe.SubscriptionScheduleUpdateParams.Phase;

/** Today's items until the period ends, then the `items`. */
function phasesTo(
  { subscription, current }: OpenChange,
  schedule: Stripe.SubscriptionSchedule,
  later: readonly LineItem[],
  items: Phase["items"],
): Phase[] {
  const phase = currentPhase(schedule, current.periodEnd);
  const [first] = later;
  if (!first || !phase) throw new Error("There are no items to schedule.");
  const { status, trial_end } = subscription;
  const discounts = existingDiscounts(subscription);
  const kept = { ...repeatedPhase(phase), ...(discounts.length > 0 ? { discounts } : {}) };
  return [
    {
      ...kept,
      items: subscription.items.data.map(repeatedItem),
      start_date: phase.start_date,
      end_date: current.periodEnd,
      proration_behavior: "none",
      // A trial that is over stays on the subscription, and Stripe refuses it in a phase that began later.
      ...(status === "trialing" && trial_end !== null ? { trial_end } : {}),
    },
    {
      ...kept,
      items,
      duration: { interval: first.interval, interval_count: 1 },
      ...(switchesInterval(current.items, later) ? { billing_cycle_anchor: "phase_start" as const } : {}),
      proration_behavior: losesMeter(current.items, later) ? "create_prorations" : "none",
    },
  ];
}

/**
 * The phase the schedule is in. A price of another interval that a person sets begins another period, which may end after a
 * coming phase was to begin.
 */
const currentPhase = ({ phases, current_phase }: Stripe.SubscriptionSchedule, periodEnd: number) =>
  phases.find(({ start_date }) => start_date === current_phase?.start_date) ??
  phases.findLast(({ start_date }) => start_date < periodEnd);

/** The items of the phase that begins when the period ends. */
export async function scheduledItems(open: OpenChange, later: readonly LineItem[]): Promise<Phase["items"]> {
  const priceId = await priceIdsOf(open.budget, later, open.current.priceIds);
  return laterItems(open, later, priceId);
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
