import type { Money } from "@/lib/money";

/** What counts of an invoice, in minor units of its currency. */
export type InvoiceAmounts = {
  status: "open" | "paid" | "uncollectible" | "void";
  total: Money;
  paid: number;
  refunded: number;
  credited: number;
};

/** What a month's invoices add up to in one currency, in minor units. Voided ones count for nothing. */
export type Charges = { currency: string; invoiced: number; paid: number; givenBack: number; open: number };

/** One for each currency, the first invoiced first. Pure. */
export function chargesOf(invoices: readonly InvoiceAmounts[]): Charges[] {
  const sums = new Map<string, Charges>();
  for (const { status, total, paid, refunded, credited } of invoices) {
    if (status === "void") continue;
    const { currency } = total;
    const sum = sums.get(currency) ?? { currency, invoiced: 0, paid: 0, givenBack: 0, open: 0 };
    sum.invoiced += total.amount;
    sum.paid += paid;
    sum.givenBack += refunded + credited;
    if (status === "open") sum.open += Math.max(0, total.amount - paid - credited);
    sums.set(currency, sum);
  }
  return [...sums.values()];
}
