import { createHash } from "node:crypto";
import type Stripe from "stripe";

type Schedule = Stripe.SubscriptionSchedule;
type Item = { price?: string | { id: string }; quantity?: number | undefined };

/** The metadata key under which a schedule that Gatehouse wrote holds the fingerprint of what it scheduled. */
const key = "gatehouse_change";

export function scheduleIdOf({ schedule }: Stripe.Subscription): string | null {
  return typeof schedule === "string" ? schedule : (schedule?.id ?? null);
}

/**
 * A subscription's schedule while it runs. It has to be released before another change, even if it changes nothing
 * more.
 */
export function runningSchedule(
  subscription: Stripe.Subscription,
  { schedules }: { schedules: ReadonlyMap<string, Schedule> },
): Schedule | undefined {
  const schedule = schedules.get(scheduleIdOf(subscription) ?? "");
  return schedule?.status === "active" || schedule?.status === "not_started" ? schedule : undefined;
}

/** The metadata that marks a schedule as ours. */
export const managedMetadata = (items: readonly Item[]): Record<string, string> => ({ [key]: fingerprint(items) });

/** The phases that haven't begun. */
export function comingPhases({ phases, current_phase }: Schedule): Schedule["phases"] {
  const begins = current_phase?.end_date ?? 0;
  return phases.filter((phase) => phase.start_date >= begins);
}

/**
 * Whether Gatehouse made the schedule, and what it schedules is unchanged since. A person may edit a schedule of ours in
 * the Stripe dashboard: from then on it's theirs, and no customer's act rewrites it.
 */
export function isManaged(schedule: Schedule): boolean {
  const coming = comingPhases(schedule);
  const [next] = coming;
  return (
    schedule.end_behavior === "release" &&
    coming.length === 1 &&
    next !== undefined &&
    schedulesExactly(schedule, next.items)
  );
}

/** Whether a schedule of ours leads to these items. */
export const schedulesExactly = (schedule: Schedule, items: readonly Item[]): boolean =>
  schedule.metadata?.[key] === fingerprint(items);

/** Whether a schedule has nothing left to do, so that releasing it changes nothing. */
export const isSpent = (schedule: Schedule): boolean =>
  schedule.end_behavior === "release" && comingPhases(schedule).length === 0;

/** Of prices and quantities, in any order. */
function fingerprint(items: readonly Item[]): string {
  const lines = items.map(
    ({ price, quantity }) => `${typeof price === "string" ? price : price?.id}×${quantity ?? ""}`,
  );
  return createHash("sha256").update(lines.sort().join(" ")).digest("hex").slice(0, 16);
}
