import type { NextCharge } from "@/lib/billing";
import { formatUtcDate } from "@/lib/dates";
import { everyInterval } from "@/lib/intervals";
import { formatMoney } from "@/lib/money";

/** "$699.30 on Dec 14, 2026, then $999.00 a month from Mar 14, 2027." */
export function nextChargeWords({
  at,
  amount,
  credit,
  currency,
  plusUsage,
  plusTax,
  after,
  ...interval
}: NextCharge): string {
  const money = (minor: number) => formatMoney({ amount: minor, currency });
  const tax = plusTax ? " plus tax" : "";
  const added = plusUsage ? (plusTax ? " plus overage and tax" : " plus overage") : tax;
  const first = `${money(amount)}${added} on ${formatUtcDate(at)}`;
  const used = credit > 0 ? `, after ${money(credit)} of your credit` : "";
  const rest = after
    ? `, then ${money(after.amount)}${tax} ${everyInterval(interval)} from ${formatUtcDate(after.from)}`
    : "";
  return `${first}${used}${rest}.`;
}
