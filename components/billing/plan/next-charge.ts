import type { NextCharge } from "@/lib/billing";
import { formatUtcDate } from "@/lib/dates";
import { everyInterval } from "@/lib/intervals";
import { formatMoney } from "@/lib/money";

/** "$699.30 on Dec 14, 2026, then $999.00 a month from Mar 14, 2027." */
export function nextChargeWords(charge: NextCharge): string {
  const added = chargeAdditions(charge);
  const { used, rest } = partsOf(charge);
  const first = `${formatMoney(charge)}${added ? ` ${added}` : ""} on ${formatUtcDate(charge.at)}`;
  return `${first}${used ? `, after ${used}` : ""}${rest ? `, then ${rest}` : ""}.`;
}

/** "plus overage and tax"; empty if nothing is added to the amount. */
export function chargeAdditions({ plusUsage, plusTax }: Pick<NextCharge, "plusUsage" | "plusTax">): string {
  if (plusUsage) return plusTax ? "plus overage and tax" : "plus overage";
  return plusTax ? "plus tax" : "";
}

/** "After $20.00 of your credit. Then $999.00 a month from Mar 14, 2027 UTC."; empty if there is nothing to add. */
export function nextChargeNotes(charge: NextCharge): string {
  const { used, rest } = partsOf(charge);
  return [used && `After ${used}.`, rest && `Then ${rest}.`].filter((note) => note !== "").join(" ");
}

function partsOf({ credit, currency, plusTax, after, ...interval }: NextCharge) {
  const money = (amount: number) => formatMoney({ amount, currency });
  const tax = plusTax ? " plus tax" : "";
  return {
    used: credit > 0 ? `${money(credit)} of your credit` : "",
    rest: after ? `${money(after.amount)}${tax} ${everyInterval(interval)} from ${formatUtcDate(after.from)}` : "",
  };
}
