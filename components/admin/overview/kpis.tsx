import { Stat, StatGrid } from "@/components/ui/stat";
import type { RevenueSummary } from "@/lib/metrics";
import { formatMoney, formatPrice } from "@/lib/money";
import { formatPercent, signedMoney } from "../words";

/** The figures of the business now. Those of money are shown for the currency that brings most; the others in a line below. */
export function Kpis({ revenue, productCurrency }: { revenue: RevenueSummary; productCurrency: string }) {
  const main = revenue.revenue[0] ?? { currency: productCurrency, mrr: 0, arr: 0, paying: 0, arpa: null };
  const { currency } = main;
  return (
    <StatGrid className="lg:grid-cols-4">
      <Stat label="MRR" value={formatMoney({ amount: main.mrr, currency })} {...growth(revenue, currency)} />
      <Stat label="ARR" value={formatPrice({ amount: main.arr, currency })} hint="MRR × 12" />
      <Stat
        label="ARPA"
        value={main.arpa === null ? "n/a" : formatMoney({ amount: main.arpa, currency })}
        hint="MRR ÷ paying organizations"
      />
      <Stat label="Churned this month" value={churned(revenue, currency)} hint={churnRate(revenue, currency)} />
      <Stat label="Organizations" value={revenue.organizations} />
      <Stat label="Paying" value={revenue.paying} hint={otherCurrencies(revenue)} />
      <Stat label="On trial" value={revenue.trials} />
      <Stat label="Trial conversion" {...conversion(revenue)} />
    </StatGrid>
  );
}

function growth({ month }: RevenueSummary, currency: string) {
  const own = month.find((each) => each.currency === currency);
  const amount = own ? own.closing - own.opening : 0;
  if (amount === 0) return { hint: "unchanged this month" };
  return {
    delta: signedMoney({ amount, currency }),
    trend: amount > 0 ? ("up" as const) : ("down" as const),
    hint: "this month",
  };
}

function churned({ month }: RevenueSummary, currency: string): string {
  const lost = month.find((each) => each.currency === currency)?.byKind.churn.amount ?? 0;
  return formatMoney({ amount: Math.abs(lost), currency });
}

/** (churn + contraction) ÷ opening. */
function churnRate({ month }: RevenueSummary, currency: string): string {
  const own = month.find((each) => each.currency === currency);
  if (!own || own.opening === 0) return "no revenue to lose when the month began";
  const lost = Math.abs(own.byKind.churn.amount + own.byKind.contraction.amount);
  return `${formatPercent(lost / own.opening)} gross MRR churn`;
}

/** Of the trials of the last months that are over, the part that paid. */
function conversion({ trialCohorts }: RevenueSummary) {
  const old = trialCohorts.filter(({ young }) => !young);
  const grown = old.some(({ started }) => started > 0) ? old : trialCohorts;
  const started = grown.reduce((sum, cohort) => sum + cohort.started, 0);
  const converted = grown.reduce((sum, cohort) => sum + cohort.converted, 0);
  return {
    value: started === 0 ? "n/a" : formatPercent(converted / started),
    hint: `${converted} of ${started} trials${grown === old ? "" : ", some still running"}`,
  };
}

function otherCurrencies({ revenue }: RevenueSummary): string | undefined {
  const others = revenue.slice(1).map(({ mrr, currency }) => formatMoney({ amount: mrr, currency }));
  return others.length > 0 ? `and ${others.join(", ")} MRR in other currencies` : undefined;
}
