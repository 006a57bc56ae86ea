import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { nextPeriodEnd } from "./cadence";

type Subscription = PublicTables["subscription"];

const threeDays = 3 * 86_400;

/** Puts the subscription's next renewal, and the notice before its trial ends, on the clock. */
export function scheduleSubscription(world: World, subscription: Subscription): void {
  if (subscription.ended_at !== null || subscription.status === "paused") {
    world.due.cancel("subscription.cycle", subscription.id);
    return;
  }
  world.due.schedule("subscription.cycle", subscription.id, nextPeriodEnd(subscription));
  const now = world.clock.now();
  if (subscription.status === "trialing" && subscription.trial_end !== null) {
    world.due.schedule(
      "subscription.trial_will_end",
      subscription.id,
      Math.max(now, subscription.trial_end - threeDays),
    );
  } else {
    world.due.cancel("subscription.trial_will_end", subscription.id);
  }
}

/** Puts a wished-for end on the clock, or takes it off. */
export function scheduleCancel(world: World, subscription: Subscription): void {
  if (subscription.cancel_at === null) world.due.cancel("subscription.cancel", subscription.id);
  else world.due.schedule("subscription.cancel", subscription.id, subscription.cancel_at);
}
