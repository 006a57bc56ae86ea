import { type Cadence, type Interval, type Period, periodContaining } from "../../engine/periods";
import { rate } from "../../engine/rating";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";

type Price = PublicTables["price"];
type Subscription = PublicTables["subscription"];
export type Item = Subscription["items"]["data"][number];

/** @throws StripeFault 400 for one-time prices */
export function cadenceOf(price: Price): Cadence {
  if (!price.recurring) {
    throw invalidRequest(
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
      "items",
    );
  }
  return { interval: price.recurring.interval as Interval, interval_count: price.recurring.interval_count };
}

/** What defines a subscription's billing periods. */
export type BillingAnchor = Pick<Subscription, "billing_cycle_anchor" | "billing_cycle_anchor_config">;

/** A price's cadence on this subscription, whose anchor may be on a day that some months don't have. */
export function anchoredCadence(subscription: BillingAnchor, price: Price): Cadence {
  const day = subscription.billing_cycle_anchor_config?.day_of_month;
  return day === undefined ? cadenceOf(price) : { ...cadenceOf(price), day };
}

/** The full period of a price that contains `at`, in the subscription's billing cycle. */
export function fullPeriodAt(subscription: BillingAnchor, price: Price, at: number): Period {
  return periodContaining(subscription.billing_cycle_anchor, anchoredCadence(subscription, price), at);
}

export function isMetered(price: Price): boolean {
  return price.recurring?.usage_type === "metered";
}

/** The price of one full period of an item. Zero for metered items. */
export function fullAmount(item: Pick<Item, "price" | "quantity">): number {
  return isMetered(item.price) ? 0 : rate(item.price, item.quantity ?? 1);
}

/** The earliest end of any item's current period. */
export function nextPeriodEnd(subscription: Subscription): number {
  return Math.min(...subscription.items.data.map((item) => item.current_period_end));
}

/** The latest end of any item's current period. */
export function lastPeriodEnd(subscription: Subscription): number {
  return Math.max(...subscription.items.data.map((item) => item.current_period_end));
}

/** The change of one item. No `before` means added, no `after` means removed. */
export interface ItemChange {
  before: Item | null;
  after: Item | null;
}
