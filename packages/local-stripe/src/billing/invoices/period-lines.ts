import type { Period } from "../../engine/periods";
import { shareOfPeriod } from "../../engine/proration";
import { storedPrice } from "../../lookup/localized-price";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { type BillingAnchor, fullAmount, fullPeriodAt, type Item, isMetered } from "../periods/cadence";
import { describePeriod, describeTrial } from "./describe";
import type { LineInput } from "./line";

type Subscription = PublicTables["subscription"];

/** The item's period starting at `at`, up to the next boundary of the billing cycle. */
export function periodFrom(anchored: BillingAnchor, item: Pick<Item, "price">, at: number): Period {
  return { start: at, end: fullPeriodAt(anchored, item.price, at).end };
}

/**
 * The line for a licensed item's new period. A period cut short by the anchor or by the subscription's end is prorated.
 * Without proration the partial first period is free, and a partial last one costs the full price.
 */
export function licensedLines(world: World, subscription: Subscription, item: Item, prorated: boolean): LineInput[] {
  if (isMetered(item.price)) return [];
  const period = { start: item.current_period_start, end: item.current_period_end };
  const fullPeriod = fullPeriodAt(subscription, item.price, period.start);
  if (fullPeriod.start < period.start && !prorated) return [];
  const partial = prorated && (fullPeriod.start < period.start || period.end < fullPeriod.end);
  const price = storedPrice(world, item.price.id, subscription.currency) ?? item.price;
  const quantity = item.quantity ?? 1;
  const full = fullAmount({ price, quantity });
  const line = baseLine(subscription, item, price, quantity, period);
  return [
    {
      ...line,
      amount: partial ? shareOfPeriod(full, fullPeriod, period) : full,
      description: describePeriod(world, price, quantity),
      proration: partial,
    },
  ];
}

/** The $0 line that classic billing adds for a metered item on the first invoice. */
export function meteredZeroLine(world: World, subscription: Subscription, item: Item): LineInput {
  const period = { start: item.current_period_start, end: item.current_period_end };
  const line = baseLine(subscription, item, item.price, 0, period);
  return { ...line, amount: 0, description: describePeriod(world, item.price, 0), proration: false };
}

/** The $0 line for a trial. */
export function trialLine(world: World, subscription: Subscription, item: Item): LineInput {
  const period = { start: item.current_period_start, end: item.current_period_end };
  const line = baseLine(subscription, item, item.price, item.quantity ?? 1, period);
  return { ...line, amount: 0, description: describeTrial(world, item.price), proration: false };
}

export function baseLine(
  subscription: Subscription,
  item: Item,
  price: Item["price"],
  quantity: number,
  period: Period,
) {
  return {
    currency: price.currency,
    period,
    price,
    quantity,
    subscription: subscription.id,
    subscriptionItem: item.id,
    invoiceItem: null,
    discountable: true,
    discounts: item.discounts,
    metadata: subscription.metadata,
    taxRates: item.tax_rates ?? [],
  };
}
