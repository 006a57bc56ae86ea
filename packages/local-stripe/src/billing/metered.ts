import type { Period } from "../engine/periods";
import { rate } from "../engine/rating";
import type { PublicTables, UsageRecord } from "../store/tables";
import type { World } from "../world";
import { type Item, isMetered } from "./cadence";
import { describePeriod } from "./describe";
import type { LineInput } from "./lines";

type Subscription = PublicTables["subscription"];
type Meter = PublicTables["meter"];

/** What a metered item has used in a period, as the line that asks for it; nothing for other items. */
export function meteredLines(world: World, subscription: Subscription, item: Item, period: Period): LineInput[] {
  if (!isMetered(item.price)) return [];
  const meter = world.store.get("meter", item.price.recurring?.meter ?? "");
  const price = world.store.get("price", item.price.id) ?? item.price;
  const quantity = meter ? usageOf(world, meter, subscription.customer, period) : 0;
  return [
    {
      amount: rate(price, quantity),
      currency: price.currency,
      description: describePeriod(world, price, quantity),
      period,
      price,
      quantity,
      subscription: subscription.id,
      subscriptionItem: item.id,
      invoiceItem: null,
      proration: false,
      discountable: true,
      metadata: subscription.metadata,
      taxRates: item.tax_rates ?? [],
    },
  ];
}

/** A meter's value for a customer over a half-open period. */
export function usageOf(world: World, meter: Meter, customer: string, period: Period): number {
  const events = world.store
    .where("usage", "customer", customer)
    .filter(
      (event) =>
        event.event_name === meter.event_name && event.timestamp >= period.start && event.timestamp < period.end,
    );
  return aggregate(events, meter.default_aggregation.formula);
}

export function aggregate(events: readonly UsageRecord[], formula: string): number {
  switch (formula) {
    case "count":
      return events.length;
    case "last":
      return (
        events.reduce<UsageRecord | null>(
          (latest, event) => (latest === null || event.timestamp >= latest.timestamp ? event : latest),
          null,
        )?.value ?? 0
      );
    default:
      return events.reduce((total, event) => total + event.value, 0);
  }
}
