import type { Period } from "../../engine/periods";
import { rate } from "../../engine/rating";
import { emit } from "../../events/emit";
import { storedPrice } from "../../lookup/localized-price";
import type { Metering, PublicTables, UsageRecord } from "../../store/tables";
import type { World } from "../../world";
import { describePeriod } from "../invoices/describe";
import type { LineInput } from "../invoices/line";
import { type Item, type ItemChange, isMetered } from "../periods/cadence";

type Subscription = PublicTables["subscription"];
type Meter = PublicTables["meter"];

/**
 * The line for a metered item's unbilled usage in a period; empty for other items. A period that ends early includes
 * the usage of its last second. Tiers apply to the whole period's usage, including what was billed before
 * (docs.stripe.com/billing/subscriptions/usage-based/thresholds, "Thresholds and tiered pricing").
 */
export function meteredLines(
  world: World,
  subscription: Subscription,
  item: Item,
  period: Period,
  counting: "before_end" | "end_too" = "before_end",
): LineInput[] {
  if (!isMetered(item.price)) return [];
  const price = storedPrice(world, item.price.id, subscription.currency) ?? item.price;
  const { from, billed } = meteringOf(world, item);
  const start = Math.max(from, period.start);
  const end = counting === "end_too" ? period.end + 1 : period.end;
  const used = usageOfItem(world, subscription, item, { start, end });
  const quantity = used - billed.quantity;
  return [
    {
      amount: rate(price, used) - billed.amount,
      currency: price.currency,
      description: describePeriod(world, price, quantity),
      period: { start, end: period.end },
      price,
      quantity,
      subscription: subscription.id,
      subscriptionItem: item.id,
      invoiceItem: null,
      proration: false,
      discountable: true,
      discounts: item.discounts,
      metadata: subscription.metadata,
      taxRates: item.tax_rates ?? [],
    },
  ];
}

function meteringOf(world: World, item: Item): Metering {
  return world.store.get("metering", item.id) ?? { id: item.id, from: 0, billed: { quantity: 0, amount: 0 } };
}

function usageOfItem(world: World, subscription: Subscription, item: Item, period: Period): number {
  const meter = world.store.get("meter", item.price.recurring?.meter ?? "");
  return meter ? usageInPeriod(world, meter, subscription.customer, period) : 0;
}

/** Units used since the last invoice that billed them. */
export function unbilledUsage(world: World, subscription: Subscription, item: Item): number {
  const { from, billed } = meteringOf(world, item);
  const start = Math.max(from, item.current_period_start);
  return usageOfItem(world, subscription, item, { start, end: world.clock.now() + 1 }) - billed.quantity;
}

/** Records that a line has been billed. */
export function recordBilled(world: World, line: LineInput): void {
  const id = line.subscriptionItem ?? "";
  const before = world.store.get("metering", id) ?? { id, from: 0, billed: { quantity: 0, amount: 0 } };
  const quantity = before.billed.quantity + line.quantity;
  world.store.put("metering", { ...before, billed: { quantity, amount: before.billed.amount + line.amount } });
}

/** Resets the counters for a new period. */
export function resetMetering(world: World, item: Item): void {
  if (world.store.get("metering", item.id)) world.store.delete("metering", item.id);
}

/**
 * Handles a metered price that is replaced or removed: flexible billing charges the usage so far, unless there is no
 * proration; classic billing drops it. The new price counts from now on
 * (docs.stripe.com/billing/subscriptions/usage-based/manage-billing-setup, "Update prices mid-cycle").
 */
export function closeMeteredPrice(
  world: World,
  subscription: Subscription,
  change: ItemChange,
  prorates: boolean,
): void {
  const { before, after } = change;
  if (before?.price.id === after?.price.id) return;
  const now = world.clock.now();
  if (before && isMetered(before.price)) {
    const flexible = subscription.billing_mode.type === "flexible";
    const period = { start: before.current_period_start, end: now };
    if (flexible && prorates && subscription.status !== "trialing")
      for (const line of meteredLines(world, subscription, before, period, "end_too"))
        createUsageItem(world, subscription, line);
    resetMetering(world, before);
  }
  if (!before || !after || !isMetered(after.price)) return;
  // Usage within this second belongs to the old price.
  const quantity = usageOfItem(world, subscription, after, { start: now, end: now + 1 });
  const amount = rate(after.price, quantity) - rate(after.price, 0);
  world.store.put("metering", { id: after.id, from: now, billed: { quantity, amount } });
}

function createUsageItem(world: World, subscription: Subscription, line: LineInput): void {
  if (line.quantity === 0 || !line.price || line.subscriptionItem === null) return;
  const row = world.store.put("invoiceitem", {
    id: world.ids.next("ii"),
    object: "invoiceitem",
    amount: line.amount,
    currency: line.currency,
    customer: subscription.customer,
    customer_account: null,
    date: world.clock.now(),
    description: line.description,
    discountable: true,
    discounts: [...(line.discounts ?? [])],
    invoice: null,
    livemode: false,
    metadata: {},
    parent: {
      subscription_details: { subscription: subscription.id, subscription_item: line.subscriptionItem },
      type: "subscription_details",
    },
    period: line.period,
    pricing: {
      price_details: { price: line.price.id, product: line.price.product },
      type: "price_details",
      unit_amount_decimal: line.price.unit_amount_decimal,
    },
    proration: false,
    quantity: line.quantity,
    quantity_decimal: String(line.quantity),
    tax_rates: [...(line.taxRates ?? [])],
    test_clock: world.clock.testClock(),
  });
  emit(world, "invoiceitem.created", row);
}

/** A meter's value for a customer over a period, end excluded. */
export function usageInPeriod(world: World, meter: Meter, customer: string, period: Period): number {
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
