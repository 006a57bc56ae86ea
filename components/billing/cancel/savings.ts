import type { SummaryItem } from "@/lib/billing";
import { formatMoney } from "@/lib/money";

/** Formatted amounts: what an offer saves in all, and what a month costs without and with it. */
export type Savings = { total: string; before: string; after: string };

type Offer = { percentOff: number; months: number };

/** What an offer saves on a subscription that is billed monthly; null where that isn't known. */
export function savingsOf(items: readonly SummaryItem[], { percentOff, months }: Offer): Savings | null {
  const priced = items.filter(({ metered }) => !metered);
  const [first] = priced;
  const isMonthly = priced.every(({ interval, intervalCount }) => interval === "month" && intervalCount === 1);
  if (!first || !isMonthly || priced.some(({ amount }) => amount === null)) return null;
  const before = priced.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  // Stripe rounds a percentage on each line.
  const off = priced.reduce((sum, { amount }) => sum + Math.round(((amount ?? 0) * percentOff) / 100), 0);
  const money = (amount: number) => formatMoney({ amount, currency: first.currency });
  return { total: money(off * months), before: money(before), after: money(before - off) };
}
