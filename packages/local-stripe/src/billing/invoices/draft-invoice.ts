import { emit } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { storedPrice } from "../../lookup/localized-price";
import { type InvoiceDraft, newInvoice } from "../../objects/invoice-object";
import { taxIdsOf } from "../../objects/tax-id-object";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { setCurrency } from "../customers/currency";
import { removeUsedCustomerDiscount } from "../customers/customer-discount";
import { automaticRates, isReverseCharged, locationOf } from "../taxes/automatic";
import { exemptionOf, taxSum, totalTaxes, withTaxes } from "../taxes/taxes";
import { lineFromInvoiceItem, newLine, withDiscounts } from "./invoice-lines";
import type { Line, LineInput } from "./line";

type Invoice = PublicTables["invoice"];

export interface Draft extends InvoiceDraft {
  lines: LineInput[];
  /** Include the customer's pending invoice items for this subscription. */
  withPending: boolean;
}

/** Creates a draft with its lines and totals. Pending items come first, as on Stripe's invoices. */
export function draftInvoice(world: World, draft: Draft): Invoice {
  setCurrency(world, draft.customer, draft.currency);
  const id = world.ids.next("in");
  const pending = draft.withPending
    ? pendingItems(world, draft.customer, draft.subscription?.id ?? null, draft.currency)
    : [];
  for (const item of pending) world.store.put("invoiceitem", { ...item, invoice: id });
  const inputs = [...pending.map((item) => lineFromInvoiceItem(world, item)), ...draft.lines];
  const lines = inputs.map((input) => newLine(world, id, input));
  const invoice = newInvoice(world, id, fetchCustomer(world, draft.customer), draft);
  const saved = world.store.put("invoice", recalculated(world, invoice, lines));
  emit(world, "invoice.created", saved);
  removeUsedCustomerDiscount(world, saved);
  return saved;
}

/** The customer's pending invoice items in this currency, for this subscription or for none. */
export function pendingItems(
  world: World,
  customer: string,
  subscription: string | null,
  currency: string,
): PublicTables["invoiceitem"][] {
  return world.store.where("invoiceitem", "customer", customer).filter((item) => {
    const owner = item.parent?.subscription_details?.subscription ?? null;
    return item.invoice === null && item.currency === currency && (owner === null || owner === subscription);
  });
}

/** The invoice with these lines after discounts and taxes, and its totals. */
export function recalculated(world: World, invoice: Invoice, lines: Line[]): Invoice {
  const customer = world.store.get("customer", invoice.customer ?? "");
  const reduced = withDiscounts(world, lines, invoice.discounts, world.clock.now(), invoice.currency);
  if (!invoice.automatic_tax.enabled) {
    const common = () => invoice.default_tax_rates;
    return withLines(invoice, withTaxes(world, reduced, common, exemptionOf(customer)));
  }
  const location = locationOf(customer);
  const reverse = customer !== undefined && isReverseCharged(world, taxIdsOf(world, customer.id), location);
  const ratesOf = (line: Line) =>
    automaticRates(world, location, { price: priceOf(world, line), currency: line.currency });
  const taxed = withTaxes(world, reduced, ratesOf, reverse ? "reverse" : exemptionOf(customer));
  const status = location.country === null ? ("requires_location_inputs" as const) : ("complete" as const);
  return withLines({ ...invoice, automatic_tax: { ...invoice.automatic_tax, status } }, taxed);
}

const priceOf = (world: World, line: Line) =>
  storedPrice(world, line.pricing?.price_details?.price ?? "", line.currency) ?? null;

/** The invoice with these lines and the totals that follow from them. */
export function withLines(invoice: Invoice, lines: Line[]): Invoice {
  const subtotal = sum(lines.map((line) => line.amount));
  const byDiscount = new Map<string, number>();
  for (const { amount, discount } of lines.flatMap((line) => line.discount_amounts ?? [])) {
    byDiscount.set(discount, (byDiscount.get(discount) ?? 0) + amount);
  }
  const total_discount_amounts = [...byDiscount].map(([discount, amount]) => ({ amount, discount }));
  const total_taxes = totalTaxes(lines);
  const exclusive = taxSum(total_taxes, "exclusive");
  const inclusive = taxSum(total_taxes, "inclusive");
  const total = subtotal - sum([...byDiscount.values()]) + exclusive;
  const amount_due = Math.max(0, total + invoice.starting_balance);
  return {
    ...invoice,
    lines: { ...invoice.lines, data: lines },
    amount_due,
    amount_remaining: amount_due,
    subtotal,
    subtotal_excluding_tax: subtotal - inclusive,
    total,
    total_excluding_tax: total - exclusive - inclusive,
    total_taxes,
    total_discount_amounts,
    total_pretax_credit_amounts: total_discount_amounts.map((entry) => ({ ...entry, type: "discount" as const })),
  };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
