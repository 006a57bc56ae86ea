import type { BillingSummary, SummaryDiscount, SummaryItem } from "@/lib/billing";
import { formatUtcDate } from "@/lib/dates";
import { everyInterval } from "@/lib/intervals";
import { formatMoney } from "@/lib/money";

/** "Professional × 5". An add-on always has its quantity. */
export const itemName = ({ kind, name, quantity }: Pick<SummaryItem, "kind" | "name" | "quantity">): string =>
  quantity > 1 || kind === "add_on" ? `${name} × ${quantity}` : name;

/** "$500.00 a month", or "Billed by usage". */
export function itemPrice({ amount, currency, metered, ...interval }: SummaryItem): string | null {
  if (metered) return "Billed by usage";
  return amount === null ? null : `${formatMoney({ amount, currency })} ${everyInterval(interval)}`;
}

/** What items cost in all, before discounts: "$699.00 a month and $1,200.00 a year". Null where that isn't known. */
export function totalWords(items: readonly SummaryItem[]): string | null {
  const totals = new Map<string, SummaryItem>();
  for (const item of items.filter(({ metered }) => !metered)) {
    if (item.amount === null) return null;
    const key = `${item.intervalCount} ${item.interval}`;
    totals.set(key, { ...item, amount: (totals.get(key)?.amount ?? 0) + item.amount });
  }
  return totals.size === 0 ? null : [...totals.values()].map(itemPrice).join(" and ");
}

/** "30% off until Dec 21, 2026 UTC (Stay)", with the item it is for before it. @param invoice the one it may be for alone. */
export function discountWords(
  { item, duration, endsAt, name, code, ...off }: SummaryDiscount,
  invoice = "your next invoice",
): string {
  const until = endsAt ? ` until ${formatUtcDate(endsAt)}` : duration === "once" ? ` ${invoice}` : "";
  return `${item ? `${item}: ` : ""}${offWords(off)}${until} (${code ?? name})`;
}

function offWords({ percentOff, amountOff, currency }: Pick<SummaryDiscount, "percentOff" | "amountOff" | "currency">) {
  if (percentOff !== null) return `${percentOff}% off`;
  return amountOff !== null && currency ? `${formatMoney({ amount: amountOff, currency })} off` : "Discount";
}

/** Whether the price of the plan alone says what the customer pays. */
export const isPlanAlone = ({ items }: Pick<BillingSummary, "items">): boolean =>
  items.every(({ kind, quantity }) => kind === "overage" || (kind === "plan" && quantity === 1));
