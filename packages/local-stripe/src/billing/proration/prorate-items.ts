import type { Period } from "../../engine/periods";
import { shareOfPeriod } from "../../engine/proration";
import { emit } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { describeProration } from "../invoices/describe";
import type { DiscountAmount } from "../invoices/line";
import { fullAmount, fullPeriodAt, type Item } from "../periods/cadence";
import { itemDiscounts } from "./item-discounts";
import { type PastCharge, pastCharges } from "./past-charges";

type Subscription = PublicTables["subscription"];
type InvoiceItem = PublicTables["invoiceitem"];

/** A price for a full period, of which a proration takes a share. */
interface FullPeriodPrice {
  amount: number;
  discounts: readonly DiscountAmount[];
  period: Period;
}

/** Credits the unused time of every item. */
export function creditUnusedTime(world: World, subscription: Subscription, at: number): void {
  for (const item of subscription.items.data) creditItem(world, subscription, item, at);
}

/**
 * Credits an item's time from `at` on. Flexible billing credits what was charged for it, one credit per charge. Classic
 * billing uses the item's current price and discounts (docs.stripe.com/billing/subscriptions/billing-mode/compare,
 * "Credit proration calculations").
 */
export function creditItem(world: World, subscription: Subscription, item: Item, at: number): void {
  if (subscription.billing_mode.type === "classic") {
    const charges = pastCharges(world, subscription, item, at);
    const full = fullPeriodPrice(world, subscription, item);
    const range = { start: at, end: item.current_period_end };
    createProration(world, subscription, item, {
      full,
      range,
      sign: -1,
      reference: charges.at(-1)?.reference ?? null,
    });
    return;
  }
  for (const charge of pastCharges(world, subscription, item, at)) {
    const charged: Item = { ...item, price: charge.price, quantity: charge.quantity, tax_rates: charge.taxRates };
    const full = {
      amount: charge.amount,
      discounts: charge.discounts,
      period: { start: charge.start, end: charge.end },
    };
    const range = { start: Math.max(at, charge.start), end: charge.creditedFrom };
    createProration(world, subscription, charged, { full, range, sign: -1, reference: charge.reference });
  }
}

/** Charges an item's time from `at` to `until` at its current price. */
export function chargeItem(
  world: World,
  subscription: Subscription,
  item: Item,
  at: number,
  until: number = item.current_period_end,
): void {
  const full = fullPeriodPrice(world, subscription, item);
  createProration(world, subscription, item, { full, range: { start: at, end: until }, sign: 1, reference: null });
}

/** Credits the old item's unused time and charges the new item's remaining time, within the same period. */
export function prorateChange(
  world: World,
  subscriptions: { before: Subscription; after: Subscription },
  before: Item | null,
  after: Item | null,
  at: number,
): void {
  if (before) creditItem(world, subscriptions.before, before, at);
  if (after) chargeItem(world, subscriptions.after, after, at);
}

/** The full period an item's price is for, even if the item was added mid-period. */
export function fullPeriodOf(subscription: Subscription, item: Item): Period {
  return fullPeriodAt(subscription, item.price, item.current_period_start);
}

function fullPeriodPrice(world: World, subscription: Subscription, item: Item): FullPeriodPrice {
  const discounts = itemDiscounts(world, subscription, item, world.clock.now());
  return { amount: fullAmount(item), discounts, period: fullPeriodOf(subscription, item) };
}

interface Proration {
  full: FullPeriodPrice;
  range: Period;
  sign: 1 | -1;
  /** For a credit: the charge it returns. */
  reference: PastCharge["reference"] | null;
}

/**
 * Creates one proration as a pending invoice item, unless its amount is zero. Discounts are included in the amount, or
 * listed separately if the subscription asks for that (`proration_discounts: itemized`).
 */
function createProration(world: World, subscription: Subscription, item: Item, proration: Proration): void {
  const { full, range, sign, reference } = proration;
  const itemized = subscription.billing_mode.flexible?.proration_discounts === "itemized";
  const shareOf = (amount: number) => sign * shareOfPeriod(amount, full.period, range);
  const off = full.discounts.reduce((sum, { amount }) => sum + amount, 0);
  const amount = shareOf(itemized ? full.amount : full.amount - off);
  if (amount === 0 && !(itemized && off !== 0)) return;
  if (range.end <= range.start) return;
  const quantity = item.quantity ?? 1;
  const row = world.store.put("invoiceitem", {
    id: world.ids.next("ii"),
    object: "invoiceitem",
    amount,
    currency: subscription.currency,
    customer: subscription.customer,
    customer_account: null,
    date: world.clock.now(),
    description: describeProration(world, sign < 0 ? "credit" : "charge", item.price, quantity, range.start),
    discountable: false,
    discounts: full.discounts.map(({ discount }) => discount),
    invoice: null,
    livemode: false,
    metadata: {},
    parent: {
      subscription_details: { subscription: subscription.id, subscription_item: item.id },
      type: "subscription_details",
    },
    period: range,
    pricing: {
      price_details: { price: item.price.id, product: item.price.product },
      type: "price_details",
      unit_amount_decimal: item.price.unit_amount_decimal,
    },
    proration: true,
    proration_details: {
      credited_items: reference,
      discount_amounts: full.discounts.map(({ amount: discountAmount, discount }) => ({
        amount: itemized ? shareOf(discountAmount) : 0,
        discount,
      })),
    },
    quantity,
    quantity_decimal: String(quantity),
    tax_rates: item.tax_rates ?? [],
    test_clock: world.clock.testClock(),
  } satisfies InvoiceItem);
  emit(world, "invoiceitem.created", row);
}
