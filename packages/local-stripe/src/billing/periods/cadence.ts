import { type Cadence, type Interval, type Period, periodContaining } from "../../engine/periods";
import { rate } from "../../engine/rating";
import type { PublicTables } from "../../store/tables";
import { invalid } from "../../wire/errors";

type Price = PublicTables["price"];
type Subscription = PublicTables["subscription"];

export type Item = Subscription["items"]["data"][number];

export function cadenceOf(price: Price): Cadence {
  if (!price.recurring) {
    throw invalid(
      `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
      "items",
    );
  }
  return { interval: price.recurring.interval as Interval, interval_count: price.recurring.interval_count };
}

/** What places a subscription's periods in time. */
export type Anchored = Pick<Subscription, "billing_cycle_anchor" | "billing_cycle_anchor_config">;

/** A price's cadence on a subscription whose anchor may wish for a day that not every month has. */
export function cadenceOn(subscription: Anchored, price: Price): Cadence {
  const day = subscription.billing_cycle_anchor_config?.day_of_month;
  return day === undefined ? cadenceOf(price) : { ...cadenceOf(price), day };
}

/** The whole period of a price that contains a moment, on a subscription's grid. */
export function gridAt(subscription: Anchored, price: Price, at: number): Period {
  return periodContaining(subscription.billing_cycle_anchor, cadenceOn(subscription, price), at);
}

export function isMetered(price: Price): boolean {
  return price.recurring?.usage_type === "metered";
}

/** What one whole period of this item costs, licensed prices only. */
export function fullAmount(item: Pick<Item, "price" | "quantity">): number {
  return isMetered(item.price) ? 0 : rate(item.price, item.quantity ?? 1);
}

/** The next time an item's period ends. */
export function nextPeriodEnd(subscription: Subscription): number {
  return Math.min(...subscription.items.data.map((item) => item.current_period_end));
}

/** The time by which everything that is paid for has been used up. */
export function lastPeriodEnd(subscription: Subscription): number {
  return Math.max(...subscription.items.data.map((item) => item.current_period_end));
}

/** One item's change; nothing before is an addition, nothing after a removal. */
export interface ItemChange {
  before: Item | null;
  after: Item | null;
}
