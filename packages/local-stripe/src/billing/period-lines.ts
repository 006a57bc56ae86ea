import { type Period, periodContaining } from "../engine/periods";
import { remainingShare } from "../engine/proration";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { cadenceOf, fullAmount, type Item, isMetered } from "./cadence";
import { describePeriod, describeTrial } from "./describe";
import type { LineInput } from "./lines";

type Subscription = PublicTables["subscription"];

/** The item's period that begins at `at`: to the next boundary of the anchor's grid. */
export function periodFrom(anchor: number, item: Pick<Item, "price">, at: number): Period {
  return { start: at, end: periodContaining(anchor, cadenceOf(item.price), at).end };
}

/** What a licensed item costs for a period that has just begun; a period cut short by the anchor costs its share. */
export function licensedLines(world: World, subscription: Subscription, item: Item, prorated: boolean): LineInput[] {
  if (isMetered(item.price)) return [];
  const period = { start: item.current_period_start, end: item.current_period_end };
  const grid = periodContaining(subscription.billing_cycle_anchor, cadenceOf(item.price), period.start);
  const partial = grid.start < period.start;
  if (partial && !prorated) return [];
  const price = world.store.get("price", item.price.id) ?? item.price;
  const quantity = item.quantity ?? 1;
  const full = fullAmount({ price, quantity });
  const line = lineOf(subscription, item, price, quantity, period);
  return [
    {
      ...line,
      amount: partial ? remainingShare(full, grid, period.start) : full,
      description: describePeriod(world, price, quantity),
      proration: partial,
    },
  ];
}

/** The 0.00 line that shows a trial on its invoice. */
export function trialLine(world: World, subscription: Subscription, item: Item): LineInput {
  const period = { start: item.current_period_start, end: item.current_period_end };
  const line = lineOf(subscription, item, item.price, item.quantity ?? 1, period);
  return { ...line, amount: 0, description: describeTrial(world, item.price), proration: false };
}

function lineOf(subscription: Subscription, item: Item, price: Item["price"], quantity: number, period: Period) {
  return {
    currency: price.currency,
    period,
    price,
    quantity,
    subscription: subscription.id,
    subscriptionItem: item.id,
    invoiceItem: null,
    discountable: true,
    metadata: subscription.metadata,
    taxRates: item.tax_rates ?? [],
  };
}
