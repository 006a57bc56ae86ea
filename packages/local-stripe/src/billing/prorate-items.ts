import { type Period, periodContaining } from "../engine/periods";
import { prorate, remainingShare } from "../engine/proration";
import { emit } from "../events/emit";
import { invoiceSubscription } from "../resources/invoice-object";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { cadenceOf, fullAmount, type Item } from "./cadence";
import { describeProration } from "./describe";

type Subscription = PublicTables["subscription"];
type InvoiceItem = PublicTables["invoiceitem"];

/** Credits what is left of every item's period. */
export function creditUnusedTime(world: World, subscription: Subscription, at: number): void {
  for (const item of subscription.items.data) {
    const amount = -remainingShare(fullAmount(item), gridOf(subscription, item), at);
    if (amount !== 0) prorationItem(world, subscription, item, "credit", amount, at);
  }
}

/** Credits the old item's unused time and charges the new one's remaining time, within the same period. */
export function prorateChange(
  world: World,
  subscription: Subscription,
  before: Item | null,
  after: Item | null,
  at: number,
): void {
  const item = after ?? before;
  if (!item) return;
  const period = gridOf(subscription, item);
  for (const part of prorate(before ? fullAmount(before) : 0, after ? fullAmount(after) : 0, period, at)) {
    const changed = part.kind === "credit" ? before : after;
    if (changed) prorationItem(world, subscription, changed, part.kind, part.amount, at);
  }
}

/** The whole period an item's price is for, also where the item began in the middle of it. */
export function gridOf(subscription: Subscription, item: Item): Period {
  return periodContaining(subscription.billing_cycle_anchor, cadenceOf(item.price), item.current_period_start);
}

export function prorationItem(
  world: World,
  subscription: Subscription,
  item: Item,
  kind: "credit" | "charge",
  amount: number,
  at: number,
): InvoiceItem {
  const quantity = item.quantity ?? 1;
  const id = world.ids.next("ii");
  const row = world.store.put("invoiceitem", {
    id,
    object: "invoiceitem",
    amount,
    currency: subscription.currency,
    customer: subscription.customer,
    customer_account: null,
    date: world.clock.now(),
    description: describeProration(world, kind, item.price, quantity, at),
    discountable: false,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    parent: {
      subscription_details: { subscription: subscription.id, subscription_item: item.id },
      type: "subscription_details",
    },
    period: { start: at, end: item.current_period_end },
    pricing: {
      price_details: { price: item.price.id, product: item.price.product },
      type: "price_details",
      unit_amount_decimal: item.price.unit_amount_decimal,
    },
    proration: true,
    proration_details: {
      credited_items: kind === "credit" ? creditedLines(world, subscription, item) : null,
      discount_amounts: [],
    },
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: item.tax_rates ?? [],
    test_clock: world.clock.testClock(),
  });
  emit(world, "invoiceitem.created", row);
  return row;
}

/** The line that once charged the time now given back. */
function creditedLines(
  world: World,
  subscription: Subscription,
  item: Item,
): NonNullable<InvoiceItem["proration_details"]>["credited_items"] {
  const invoices = world.store.where("invoice", "customer", subscription.customer).reverse();
  for (const invoice of invoices) {
    if (invoiceSubscription(invoice) !== subscription.id) continue;
    const lines = invoice.lines.data.filter((line) => {
      const details = line.parent?.subscription_item_details;
      return details?.subscription_item === item.id && line.amount > 0 && line.period.end === item.current_period_end;
    });
    if (lines.length === 0) continue;
    const invoice_line_items = lines.map((line) => line.id);
    return { invoice_line_item_details: { invoice: invoice.id, invoice_line_items }, type: "invoice_line_items" };
  }
  return null;
}
