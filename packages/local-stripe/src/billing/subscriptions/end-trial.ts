import { emit, emitChange } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { defaultPaymentMethod } from "../invoices/pay-invoice";
import { cancelSubscription } from "./cancel-subscription";
import { scheduleSubscription } from "./schedule-tasks";

type Subscription = PublicTables["subscription"];

/**
 * Cancels or pauses a trial that ends without a payment method, according to `missing_payment_method`.
 *
 * @returns the changed subscription, or null if it continues with an invoice
 */
export function endUnpayableTrial(world: World, subscription: Subscription): Subscription | null {
  if (subscription.status !== "trialing" || canPay(world, subscription)) return null;
  switch (subscription.trial_settings?.end_behavior.missing_payment_method) {
    case "cancel":
      return cancelSubscription(world, subscription, {});
    case "pause":
      return pauseAfterTrial(world, subscription);
    default:
      return null;
  }
}

function canPay(world: World, subscription: Subscription): boolean {
  return subscription.collection_method === "send_invoice" || defaultPaymentMethod(world, subscription) !== undefined;
}

function pauseAfterTrial(world: World, before: Subscription): Subscription {
  const now = world.clock.now();
  const after = world.store.put("subscription", {
    ...before,
    status: "paused",
    status_details: {
      paused: {
        subscription: { type: "trial_end_without_payment_method" },
        transitioned_at: now,
        type: "subscription",
      },
    },
    trial_end: Math.min(before.trial_end ?? now, now),
  });
  scheduleSubscription(world, after);
  world.tasks.cancel("subscription.trial_will_end", after.id);
  emitChange(world, "customer.subscription.updated", before, after);
  emit(world, "customer.subscription.paused", after);
  return after;
}
