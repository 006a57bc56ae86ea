import { storedPrice } from "../../lookup/localized-price";
import { invoiceSubscription } from "../../objects/invoice-object";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import type { DiscountAmount } from "../invoices/line";
import { type Item, isMetered } from "../periods/cadence";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];
type Line = Invoice["lines"]["data"][number];
type InvoiceItem = PublicTables["invoiceitem"];
type CreditedItems = NonNullable<InvoiceItem["proration_details"]>["credited_items"];

/** A past charge for an item's time, and how much of that time has already been credited. */
export interface PastCharge {
  /** Minor units, before discounts. */
  amount: number;
  discounts: readonly DiscountAmount[];
  start: number;
  end: number;
  /** Where the credited part begins; the end if nothing was credited. */
  creditedFrom: number;
  price: PublicTables["price"];
  quantity: number;
  taxRates: PublicTables["tax_rate"][];
  /** How a credit refers to this charge. */
  reference: NonNullable<CreditedItems>;
}

/**
 * The charges for an item's time after `at`: lines on its invoices and pending invoice items. Voided invoices don't
 * count.
 */
export function pastCharges(world: World, subscription: Subscription, item: Item, at: number): PastCharge[] {
  const invoices = world.store
    .where("invoice", "customer", subscription.customer)
    .filter((invoice) => invoiceSubscription(invoice) === subscription.id && invoice.status !== "void");
  const pending = invoiceItemsOf(world, subscription, item).filter((row) => row.invoice === null);
  const starts = creditStarts(world, subscription, item);
  const found = [
    ...invoices.flatMap((invoice) =>
      invoice.lines.data
        .filter((line) => isChargeFor(line, item, at))
        .map((line) => chargeFromLine(world, invoice.id, line, item, starts)),
    ),
    ...pending
      .filter((row) => row.proration && row.amount > 0 && row.period.end > at)
      .map((row) => chargeFromInvoiceItem(world, row, item, starts)),
  ];
  return found.filter((charge) => !isMetered(charge.price) && charge.creditedFrom > Math.max(at, charge.start));
}

function isChargeFor(line: Line, item: Item, at: number): boolean {
  return (
    line.parent?.subscription_item_details?.subscription_item === item.id && line.amount > 0 && line.period.end > at
  );
}

function invoiceItemsOf(world: World, subscription: Subscription, item: Item): InvoiceItem[] {
  return world.store
    .where("invoiceitem", "customer", subscription.customer)
    .filter((row) => row.parent?.subscription_details?.subscription_item === item.id);
}

/** By line or invoice item: from when on its time has been credited. */
function creditStarts(world: World, subscription: Subscription, item: Item): Map<string, number> {
  const starts = new Map<string, number>();
  for (const row of invoiceItemsOf(world, subscription, item)) {
    const isVoid = world.store.get("invoice", row.invoice ?? "")?.status === "void";
    if (row.amount >= 0 || isVoid) continue;
    for (const key of creditedKeys(world, row.proration_details?.credited_items ?? null))
      starts.set(key, Math.min(starts.get(key) ?? row.period.start, row.period.start));
  }
  return starts;
}

function creditedKeys(world: World, credited: CreditedItems): string[] {
  if (!credited) return [];
  if (credited.invoice_item !== undefined) return [credited.invoice_item];
  const details = credited.invoice_line_item_details;
  const lines = world.store.get("invoice", details?.invoice ?? "")?.lines.data ?? [];
  return lines.filter((line) => details?.invoice_line_items.includes(line.id)).map(keyOf);
}

/** A line that comes from an invoice item is identified by that item. */
function keyOf(line: Line): string {
  return line.parent?.subscription_item_details?.invoice_item ?? line.id;
}

function chargeFromLine(
  world: World,
  invoice: string,
  line: Line,
  item: Item,
  starts: Map<string, number>,
): PastCharge {
  return {
    amount: line.amount,
    discounts: (line.discount_amounts ?? []).filter(({ amount }) => amount !== 0),
    start: line.period.start,
    end: line.period.end,
    creditedFrom: starts.get(keyOf(line)) ?? line.period.end,
    price: storedPrice(world, line.pricing?.price_details?.price ?? "", line.currency) ?? item.price,
    quantity: line.quantity ?? 1,
    taxRates: (line.taxes ?? []).flatMap(
      (tax) => world.store.get("tax_rate", tax.tax_rate_details?.tax_rate ?? "") ?? [],
    ),
    reference: { invoice_line_item_details: { invoice, invoice_line_items: [line.id] }, type: "invoice_line_items" },
  };
}

function chargeFromInvoiceItem(world: World, row: InvoiceItem, item: Item, starts: Map<string, number>): PastCharge {
  return {
    amount: row.amount,
    discounts: (row.proration_details?.discount_amounts ?? []).filter(({ amount }) => amount !== 0),
    start: row.period.start,
    end: row.period.end,
    creditedFrom: starts.get(row.id) ?? row.period.end,
    price: storedPrice(world, row.pricing?.price_details?.price ?? "", row.currency) ?? item.price,
    quantity: row.quantity,
    taxRates: row.tax_rates ?? [],
    reference: { invoice_item: row.id, type: "invoice_item" },
  };
}
