import "server-only";
import type Stripe from "stripe";
import { catalog } from "@/lib/catalog";
import { type OpenChange, readSubscription } from "../change/open-change";
import { presentOf } from "../change/present-pieces";
import { writeSchedule } from "../change/write-schedule";

/** Sets a subscription's discounts, in its schedule too, which would remove them when it takes effect. */
export async function writeDiscounts(
  { budget, subscription, present }: OpenChange,
  discounts: Stripe.SubscriptionUpdateParams.Discount[],
  more: Stripe.SubscriptionUpdateParams = {},
): Promise<void> {
  await budget.call((stripe) => stripe.subscriptions.update(subscription.id, { ...more, discounts }));
  if (!present.scheduled) return;
  const changed = await readSubscription(budget, subscription.id);
  const open = { budget, subscription: changed, present: presentOf(catalog, changed) };
  await writeSchedule(open, present.scheduled.pieces);
}
