import { ChartFrame } from "@/components/charts/chart-frame";
import { Waterfall } from "@/components/charts/waterfall";
import type { MetricFilter, Waterfall as MonthWaterfall } from "@/lib/metrics/page/types";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { chartHref } from "../analytics/paths";

import { formatChange } from "../movement-labels";
import { movementColors } from "./movement-colors";
import { isAlwaysShown, stepHref } from "./movement-table";
import { periodLabel } from "./period-labels";

type MonthLedgerProps = { waterfall: MonthWaterfall; currency: string; filter: MetricFilter; className?: string };

/** How MRR came from the month's opening to its closing. */
export function MonthLedger({ waterfall, currency, filter, className }: MonthLedgerProps) {
  const { month, opening, closing, running } = waterfall;
  const steps = waterfall.steps.filter(({ kind, amount }) => amount !== 0 || isAlwaysShown(kind));
  const money = (amount: number) => formatMoney({ amount, currency });
  return (
    <ChartFrame
      id="month"
      title={`MRR in ${periodLabel(month)}${running ? ", to date" : ""}`}
      hint="Every change in MRR in the month, by kind. Opening + movements = closing, to the cent. Select a row to see the organizations behind it."
      className={className}
      csv={chartHref("movements", filter)}
      empty={
        opening === 0 &&
        closing === 0 &&
        steps.every(({ amount }) => amount === 0) &&
        "MRR movements of this month appear here."
      }
    >
      <Waterfall
        label={`MRR from ${money(opening)} to ${money(closing)}`}
        opening={{ label: "Opening", amount: opening }}
        steps={steps.map(({ kind, label, amount, count }) => ({
          key: kind,
          label,
          amount,
          color: movementColors[kind],
          note: kind === "fx" ? undefined : count > 0 ? formatCount(count, "movement") : undefined,
          href: stepHref(kind, month, filter),
        }))}
        closing={{ label: running ? "Now" : "Closing", amount: closing }}
        format={money}
        formatChange={(amount) => formatChange({ amount, currency })}
      />
    </ChartFrame>
  );
}
