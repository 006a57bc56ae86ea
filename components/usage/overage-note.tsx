import { catalog } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import type { MeterReport } from "@/lib/usage";
import { estimateOverage } from "@/lib/usage/overage/overage";
import { countOf } from "./words";

/** The price of overage, and its cost so far in this period, rated by the code that tests compare with Stripe's invoices. */
export function OverageNote({ meter }: { meter: MeterReport }) {
  const { overage, unit, resetsAt } = meter;
  const beyond = estimateOverage(meter);
  if (!overage || !beyond) return null;
  const money = (amount: number) => formatMoney({ amount, currency: catalog.currency });
  const price = `${money(overage.unitAmount)} per ${overage.per === 1 ? unit.one : countOf(overage.per, unit)}`;
  if (beyond.units === 0) {
    return <p className="text-muted-foreground text-sm">Above your limit, you pay {price}, rounded up.</p>;
  }
  return (
    <p className="text-sm">
      <span className="font-medium">{countOf(beyond.units, unit)} of overage:</span> about{" "}
      <span className="font-medium tabular-nums">{money(beyond.amount)}</span> so far, at {price}, rounded up
      {resetsAt && `. It will be on the invoice after ${formatUtcDate(resetsAt)}`}.
    </p>
  );
}
