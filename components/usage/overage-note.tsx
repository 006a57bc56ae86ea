import { formatUtcDate } from "@/lib/dates";
import { formatMoney, formatUnitPrice } from "@/lib/money";
import { formatNumber } from "@/lib/numbers";
import type { MeterReport } from "@/lib/usage";
import { estimateOverage } from "@/lib/usage/overage/overage";
import { countOf } from "./words";

type OverageNoteProps = {
  meter: MeterReport;
  /** The currency of overage. */
  currency: string;
};

/** The price of overage, and its cost so far in this period, rated by the code that tests compare with Stripe's invoices. */
export function OverageNote({ meter, currency }: OverageNoteProps) {
  const { overage, unit, resetsAt } = meter;
  const beyond = estimateOverage(meter);
  if (!overage || !beyond) return null;
  const price = priceWords(meter, overage, currency);
  if (beyond.units === 0) {
    return <p className="text-muted-foreground text-sm">Above your limit, you pay {price}.</p>;
  }
  return (
    <p className="text-sm">
      <span className="font-medium">{countOf(beyond.units, unit)} of overage:</span> about{" "}
      <span className="font-medium tabular-nums">{formatMoney({ amount: beyond.amount, currency })}</span> so far, at{" "}
      {price}
      {resetsAt && `. It will be on the invoice after ${formatUtcDate(resetsAt)}`}.
    </p>
  );
}

/** "$0.50 per 1,000 API calls, rounded up", or by tier: "$0.01 per API call up to 1,000, then $0.005". */
function priceWords(
  { unit }: Pick<MeterReport, "unit">,
  { unitAmount, tiers, tiersMode, per }: NonNullable<MeterReport["overage"]>,
  currency: string,
): string {
  const money = (amount: number) => formatUnitPrice({ amount, currency });
  if (!tiers) return `${money(unitAmount)} per ${per === 1 ? unit.one : countOf(per, unit)}, rounded up`;
  const steps = tiers.map(({ upTo, unitAmount: each, flatAmount }, index) => {
    const flat = flatAmount > 0 ? ` plus ${formatMoney({ amount: flatAmount, currency })}` : "";
    return `${money(each)}${index === 0 ? ` per ${unit.one}` : ""}${flat}${upTo === null ? "" : ` up to ${formatNumber(upTo)}`}`;
  });
  return `${steps.join(", then ")}${tiersMode === "volume" ? ", at the price of the highest step for all of it" : ""}`;
}
