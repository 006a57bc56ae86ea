import { formatMoney } from "../../format";
import { couponOf } from "../../lookup/coupon-of";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";

type Invoice = PublicTables["invoice"];
type Line = Invoice["lines"]["data"][number];

export interface SumRow {
  label: string;
  amount: string;
  strong?: boolean;
}

/** The rows from the subtotal to the amount due or paid, in the order of Stripe's invoices. */
export function sumRows(world: World, invoice: Invoice): SumRow[] {
  const money = (amount: number): string => formatMoney(amount, invoice.currency);
  const row = (label: string, amount: number): SumRow => ({ label, amount: money(amount) });
  const taxes = taxRows(world, invoice);
  const { ending_balance, starting_balance } = invoice;
  const applied = ending_balance === null ? invoice.amount_due - invoice.total : starting_balance - ending_balance;
  const credited = invoice.pre_payment_credit_notes_amount;
  return [
    row("Subtotal", invoice.subtotal),
    ...discountRows(world, invoice),
    ...(taxes.length > 0 ? [row("Total excluding tax", invoice.total_excluding_tax ?? invoice.total)] : []),
    ...taxes,
    row("Total", invoice.total),
    ...(credited === 0 ? [] : [row("Credit notes", -credited)]),
    ...(applied === 0 ? [] : [row("Applied balance", applied)]),
    { ...row("Amount due", invoice.amount_due), strong: invoice.status !== "paid" },
    ...(invoice.status === "paid" ? [{ ...row("Amount paid", invoice.amount_paid), strong: true }] : []),
  ];
}

function discountRows(world: World, invoice: Invoice): SumRow[] {
  return (invoice.total_discount_amounts ?? []).map(({ amount, discount }) => {
    const coupon = couponOf(world, world.store.get("discount", discount));
    const name = coupon?.name ?? "Discount";
    const off = coupon?.percent_off ? ` (${coupon.percent_off}% off)` : "";
    return { label: `${name}${off}`, amount: formatMoney(-amount, invoice.currency) };
  });
}

/** One row per rate: `VAT (19% on $100.00)` and its amount. */
export function taxRows(world: World, { total_taxes, currency }: Pick<Invoice, "total_taxes" | "currency">): SumRow[] {
  return (total_taxes ?? []).map((tax) => {
    const rate = world.store.get("tax_rate", tax.tax_rate_details?.tax_rate ?? "");
    const place = rate?.jurisdiction ? `${rate.display_name} – ${rate.jurisdiction}` : (rate?.display_name ?? "Tax");
    const of = tax.taxable_amount === null ? "" : ` on ${formatMoney(tax.taxable_amount, currency)}`;
    const within = tax.tax_behavior === "inclusive" ? ", included" : "";
    return {
      label: `${place} (${rate?.percentage ?? 0}%${of}${within})`,
      amount: formatMoney(tax.amount, currency),
    };
  });
}

/** A line's tax rates, such as `19% incl.`, and their total. */
export function lineTax(
  world: World,
  line: Pick<Line, "taxes" | "currency">,
): { rates: string; amount: string } | null {
  const taxes = line.taxes ?? [];
  if (taxes.length === 0) return null;
  const rates = taxes.map(({ tax_behavior, tax_rate_details }) => {
    const percentage = world.store.get("tax_rate", tax_rate_details?.tax_rate ?? "")?.percentage ?? 0;
    return `${percentage}%${tax_behavior === "inclusive" ? " incl." : ""}`;
  });
  const amount = taxes.reduce((sum, tax) => sum + tax.amount, 0);
  return { rates: rates.join(" + "), amount: formatMoney(amount, line.currency) };
}

/** The note that invoices need for reverse charge and exempt customers. */
export function taxNote(invoice: Invoice): string | null {
  switch (invoice.customer_tax_exempt) {
    case "reverse":
      return "Tax to be paid on reverse charge basis.";
    case "exempt":
      return "The customer is exempt from tax.";
    default:
      return null;
  }
}
