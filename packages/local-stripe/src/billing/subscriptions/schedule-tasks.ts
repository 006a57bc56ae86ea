import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { nextPeriodEnd } from "../periods/cadence";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];

const day = 86_400;
const threeDays = 3 * day;

/** Schedules the next renewal and the notice before the trial ends. */
export function scheduleSubscription(world: World, subscription: Subscription): void {
  if (subscription.ended_at !== null || subscription.status === "paused") {
    world.tasks.cancel("subscription.cycle", subscription.id);
    world.tasks.cancel("invoice.upcoming", subscription.id);
    return;
  }
  scheduleUpcoming(world, subscription);
  world.tasks.schedule("subscription.cycle", subscription.id, nextPeriodEnd(subscription));
  const now = world.clock.now();
  if (subscription.status === "trialing" && subscription.trial_end !== null) {
    world.tasks.schedule(
      "subscription.trial_will_end",
      subscription.id,
      Math.max(now, subscription.trial_end - threeDays),
    );
  } else {
    world.tasks.cancel("subscription.trial_will_end", subscription.id);
  }
}

/** Schedules the subscription's `cancel_at`, or clears it. A subscription with a schedule is canceled by that. */
export function scheduleCancel(world: World, subscription: Subscription): void {
  if (subscription.cancel_at === null || subscription.schedule !== null)
    world.tasks.cancel("subscription.cancel", subscription.id);
  else world.tasks.schedule("subscription.cancel", subscription.id, subscription.cancel_at);
}

/** `invoice.upcoming` is sent some days before a renewal, or not at all if less time is left. */
function scheduleUpcoming(world: World, subscription: Subscription): void {
  const { upcomingDays } = world.settings.notices;
  const at = upcomingDays === null ? 0 : nextPeriodEnd(subscription) - upcomingDays * day;
  if (at > world.clock.now()) world.tasks.schedule("invoice.upcoming", subscription.id, at);
  else world.tasks.cancel("invoice.upcoming", subscription.id);
}

/** Schedules `invoice.will_be_due` and `invoice.overdue` for an invoice with a due date. */
export function scheduleDueNotices(world: World, invoice: Invoice): void {
  if (invoice.due_date === null) return;
  const { willBeDueDays, overdueDays } = world.settings.notices;
  const early = willBeDueDays === null ? 0 : invoice.due_date - willBeDueDays * day;
  if (early > world.clock.now()) world.tasks.schedule("invoice.will_be_due", invoice.id, early);
  world.tasks.schedule("invoice.overdue", invoice.id, invoice.due_date + (overdueDays ?? 0) * day);
}
