import type { ReactNode } from "react";
import type { OrganizationTotals } from "@/lib/admin";
import { cn } from "@/lib/cn";
import { formatMoney } from "@/lib/money";
import { formatNumber } from "@/lib/numbers";

type TotalsStripProps = { totals: OrganizationTotals; currency: string };

/** What all matching organizations come to, whatever the page. */
export function TotalsStrip({ totals, currency }: TotalsStripProps) {
  const amounts = totals.mrr.length > 0 ? totals.mrr : [{ amount: 0, currency }];
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-lg border bg-card shadow-raised sm:grid-cols-3 lg:grid-cols-[1.6fr_repeat(5,1fr)] *:-mr-px *:-mb-px *:border-r *:border-b">
      <Total term="MRR" className="max-sm:col-span-2">
        {amounts.map((money) => (
          <span key={money.currency} className="block">
            {formatMoney(money)}
            {amounts.length > 1 && (
              <span className="ml-1 text-muted-foreground text-xs uppercase">{money.currency}</span>
            )}
          </span>
        ))}
      </Total>
      <Total term="Organizations">{formatNumber(totals.organizations)}</Total>
      <Total term="Paying">{formatNumber(totals.paying)}</Total>
      <Total term="On trial">{formatNumber(totals.onTrial)}</Total>
      <Total term="Past due">{formatNumber(totals.pastDue)}</Total>
      <Total term="Members" className="max-sm:col-span-2">
        {formatNumber(totals.members)}
      </Total>
    </dl>
  );
}

function Total({ term, className, children }: { term: string; className?: string; children: ReactNode }) {
  return (
    <div className={cn("grid content-start gap-0.5 px-4 py-3", className)}>
      <dt className="text-muted-foreground text-xs">{term}</dt>
      <dd className="font-medium font-mono text-base tabular-nums tracking-[-0.02em]">{children}</dd>
    </div>
  );
}
