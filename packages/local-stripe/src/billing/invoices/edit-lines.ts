import type Stripe from "stripe";
import { rate } from "../../engine/rating";
import { emitChange } from "../../events/emit";
import { fetchPrice } from "../../lookup/fetch";
import { priceIn, storedPrice } from "../../lookup/localized-price";
import { mergeMetadata } from "../../objects/metadata";
import { inlinePrice } from "../../objects/price-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, noSuch, refuseUnsupported } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { redeem } from "../discounts/discounts";
import { fetchTaxRates, pendingTax } from "../taxes/taxes";
import { recalculated } from "./draft-invoice";
import { lineFromInvoiceItem, newLine } from "./invoice-lines";
import type { Line } from "./line";

type Invoice = PublicTables["invoice"];
type InvoiceItem = PublicTables["invoiceitem"];
export type LineChange = Omit<Wire<Stripe.InvoiceUpdateLinesParams.Line>, "id">;

/** @throws StripeFault 400 unless the invoice is a draft */
export function requireDraft(invoice: Invoice): Invoice {
  if (invoice.status === "draft") return invoice;
  throw invalidRequest("Finalized invoices can't be updated.", "invoice", "invoice_not_editable");
}

/** Adds a pending invoice item to a draft. */
export function assignItem(world: World, item: InvoiceItem, invoice: Invoice): InvoiceItem {
  const line = newLine(world, requireDraft(invoice).id, lineFromInvoiceItem(world, item));
  saveLines(world, invoice, [...invoice.lines.data, line]);
  return world.store.put("invoiceitem", { ...item, invoice: invoice.id });
}

/** Updates one line of a draft. Fields that are not passed stay the same. */
export function changeLine(world: World, invoice: Invoice, id: string, change: LineChange, param: string): Line {
  refuseUnsupported(change, ["tax_amounts", "quantity_decimal"], param);
  const before = lineOf(requireDraft(invoice), id, param);
  const price = change.price_data
    ? inlinePrice(world, change.price_data)
    : change.pricing?.price === undefined
      ? null
      : priceIn(
          fetchPrice(world, change.pricing.price, `${param}[pricing][price]`),
          invoice.currency,
          `${param}[pricing][price]`,
        );
  const quantity = change.quantity ?? before.quantity ?? 1;
  const amount = change.amount ?? newAmount(world, before, price, change.quantity);
  const target = { customer: invoice.customer ?? "", invoiceItem: invoiceItemOf(before) ?? before.id };
  const line: Line = {
    ...before,
    amount,
    subtotal: amount,
    quantity,
    quantity_decimal: String(quantity),
    description: change.description ?? before.description,
    discountable: change.discountable ?? before.discountable,
    discounts: change.discounts === undefined ? before.discounts : redeem(world, change.discounts || [], target),
    metadata: mergeMetadata(before.metadata, change.metadata),
    period: change.period ?? before.period,
    pricing: price
      ? {
          price_details: { price: price.id, product: price.product },
          type: "price_details",
          unit_amount_decimal: price.unit_amount_decimal,
        }
      : before.pricing,
    taxes:
      change.tax_rates === undefined
        ? before.taxes
        : fetchTaxRates(world, change.tax_rates, `${param}[tax_rates]`).map(pendingTax),
  };
  const saved = saveLines(
    world,
    invoice,
    invoice.lines.data.map((other) => (other.id === id ? line : other)),
  );
  return saved.lines.data.find((other) => other.id === id) ?? line;
}

function newAmount(world: World, before: Line, newPrice: PublicTables["price"] | null, quantity?: number): number {
  if (!newPrice && quantity === undefined) return before.amount;
  const price = newPrice ?? storedPrice(world, before.pricing?.price_details?.price ?? "", before.currency);
  return price ? rate(price, quantity ?? before.quantity ?? 1) : before.amount;
}

/** Removes a line from a draft. Its invoice item is deleted, or becomes pending again. */
export function removeLine(world: World, invoice: Invoice, id: string, behavior: string, param: string): Invoice {
  const line = lineOf(requireDraft(invoice), id, param);
  const item = world.store.get("invoiceitem", invoiceItemOf(line) ?? "");
  if (behavior === "unassign" && !item)
    throw invalidRequest("Only invoice items can be unassigned.", `${param}[behavior]`);
  if (item && behavior === "unassign") world.store.put("invoiceitem", { ...item, invoice: null });
  else if (item) world.store.delete("invoiceitem", item.id);
  return saveLines(
    world,
    invoice,
    invoice.lines.data.filter((other) => other.id !== id),
  );
}

function lineOf(invoice: Invoice, id: string, param: string): Line {
  const line = invoice.lines.data.find((candidate) => candidate.id === id);
  if (!line) throw noSuch("invoice line item", id, `${param}[id]`);
  return line;
}

function invoiceItemOf(line: Line): string | null {
  const { parent } = line;
  return parent?.invoice_item_details?.invoice_item ?? parent?.subscription_item_details?.invoice_item ?? null;
}

function saveLines(world: World, before: Invoice, lines: Line[]): Invoice {
  const after = world.store.put("invoice", recalculated(world, before, lines));
  emitChange(world, "invoice.updated", before, after);
  return after;
}
