import { Stat, StatGrid } from "@/components/ui/stat";
import type { RevenueSummary } from "@/lib/metrics";
import { kpis } from "@/lib/metrics/kpis";
import { formatMoney, formatPrice } from "@/lib/money";
import { formatPercent } from "@/lib/numbers";
import { formatChange } from "../movement-labels";

/** Amounts are in the currency with the most MRR. The other currencies are in a line below. */
export function Kpis({ revenue, productCurrency }: { revenue: RevenueSummary; productCurrency: string }) {
  const main = revenue.revenue[0] ?? { currency: productCurrency, mrr: 0, arr: 0, paying: 0, arpa: null };
  const { currency } = main;
  return (
    <StatGrid className="lg:grid-cols-4">
      <Stat label={kpis.mrr.label} value={formatMoney({ amount: main.mrr, currency })} {...growth(revenue, currency)} />
      <Stat label={kpis.arr.label} value={formatPrice({ amount: main.arr, currency })} hint={kpis.arr.hint} />
      <Stat
        label={kpis.arpa.label}
        value={main.arpa === null ? "n/a" : formatMoney({ amount: main.arpa, currency })}
        hint={kpis.arpa.hint}
      />
      <Stat label={kpis.churnedMrr.label} value={churned(revenue, currency)} hint={churnRate(revenue, currency)} />
      <Stat label="Organizations" value={revenue.organizations} />
      <Stat label="Paying organizations" value={revenue.paying} hint={otherCurrencies(revenue)} />
      <Stat label="Active trials" value={revenue.trials} />
      <Stat label={kpis.trialConversion.label} {...conversion(revenue)} />
    </StatGrid>
  );
}

function growth({ month }: RevenueSummary, currency: string) {
  const own = month.find((each) => each.currency === currency);
  const amount = own ? kpis.netNewMrr.formula(own) : 0;
  if (amount === 0) return { hint: "Unchanged this month" };
  return {
    delta: formatChange({ amount, currency }),
    trend: amount > 0 ? ("up" as const) : ("down" as const),
    hint: "this month",
  };
}

function churned({ month }: RevenueSummary, currency: string): string {
  const own = month.find((each) => each.currency === currency);
  return formatMoney({ amount: own ? kpis.churnedMrr.formula(own) : 0, currency });
}

function churnRate({ month }: RevenueSummary, currency: string): string {
  const own = month.find((each) => each.currency === currency);
  const rate = own ? kpis.grossMrrChurn.formula(own) : null;
  return rate === null ? "No MRR at the start of the month" : `${formatPercent(rate)} gross MRR churn`;
}

function conversion({ trialCohorts }: RevenueSummary) {
  const { converted, started, rate, running } = kpis.trialConversion.formula(trialCohorts);
  return {
    value: rate === null ? "n/a" : formatPercent(rate),
    hint: `${converted} of ${started} trials${running ? ", some still active" : ""}`,
  };
}

function otherCurrencies({ revenue }: RevenueSummary): string | undefined {
  const others = revenue.slice(1).map(({ mrr, currency }) => formatMoney({ amount: mrr, currency }));
  return others.length > 0 ? `Plus ${others.join(", ")} MRR in other currencies` : undefined;
}
