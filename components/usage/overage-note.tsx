import { catalog } from "@/lib/catalog";
import { formatMoney } from "@/lib/money";
import type { MeterReport } from "@/lib/usage";
import { estimateOverage } from "@/lib/usage/overage/overage";
import { countOf, formatDay } from "./words";

/** What use beyond the plan costs, and has cost so far in this period: rated by the code that is compared with Stripe's invoices. */
export function OverageNote({ meter }: { meter: MeterReport }) {
  const { overage, unit, resetsAt } = meter;
  const beyond = estimateOverage(meter);
  if (!overage || !beyond) return null;
  const money = (amount: number) => formatMoney({ amount, currency: catalog.currency });
  const price = `${money(overage.unitAmount)} for each ${countOf(overage.per, unit)}`;
  if (beyond.units === 0) {
    return <p className="text-muted-foreground text-sm">Beyond what is included, use goes on at {price} begun.</p>;
  }
  return (
    <p className="text-sm">
      <span className="font-medium">{countOf(beyond.units, unit)} beyond what is included:</span> about{" "}
      <span className="font-medium tabular-nums">{money(beyond.amount)}</span> so far, at {price} begun
      {resetsAt && `; it is on the invoice after ${formatDay(resetsAt)}`}.
    </p>
  );
}
