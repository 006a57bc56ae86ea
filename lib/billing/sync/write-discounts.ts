import "server-only";
import type Stripe from "stripe";
import { catalog } from "@/lib/catalog";
import { currentSubscription } from "../change/current-subscription";
import { type OpenChange, readSubscription } from "../change/open-change";
import { writeSchedule } from "../change/write-schedule";

/**
 * Sets a subscription's discounts, and those of its schedule, which would otherwise remove them when it takes effect.
 */
export async function writeDiscounts(
  { budget, subscription, current }: OpenChange,
  discounts: Stripe.SubscriptionUpdateParams.Discount[],
  more: Stripe.SubscriptionUpdateParams = {},
): Promise<void> {
  await budget.call((stripe) => stripe.subscriptions.update(subscription.id, { ...more, discounts }));
  if (!current.scheduled) return;
  const changed = await readSubscription(budget, subscription.id);
  const open = { budget, subscription: changed, current: currentSubscription(catalog, changed) };
  await writeSchedule(open, current.scheduled.items);
}
