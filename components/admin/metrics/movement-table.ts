import type { ChartTable } from "@/components/charts/types";
import type { MetricFilter, Waterfall, WaterfallKind } from "@/lib/metrics/page/types";
import { sinceFirst } from "../analytics/last-months";
import { drillHref, sectionHref } from "../analytics/paths";
import { moneyCell, moneyColumn } from "./cells";
import { movementColors } from "./movement-colors";
import { periodLabel } from "./period-labels";

/** Six kinds make up a month in every business; the others are shown when they occur. */
export const isAlwaysShown = (kind: WaterfallKind): boolean =>
  ["new", "expansion", "reactivation", "contraction", "churn", "paused"].includes(kind);

/** The movements of a kind in a month. An exchange rate has no rows behind it, a transfer is seen in the other segment. */
export function stepHref(kind: WaterfallKind, month: string, filter: MetricFilter): string | undefined {
  if (kind === "fx") return undefined;
  if (kind === "transfer_in" || kind === "transfer_out") return sectionHref("plans", filter);
  return drillHref({ metric: "movements", period: month, kind, ...filter });
}

/** Without the months before the first revenue. */
export const monthsWithRevenue = (months: readonly Waterfall[]): Waterfall[] =>
  sinceFirst(
    months,
    ({ opening, closing, steps }) => opening === 0 && closing === 0 && steps.every(({ amount }) => amount === 0),
  );

/** Opening, every kind of movement, and closing by month. */
export function movementTable(months: readonly Waterfall[], currency: string, filter: MetricFilter): ChartTable {
  const kinds = (months[0]?.steps ?? []).filter(
    ({ kind }) =>
      isAlwaysShown(kind) || months.some(({ steps }) => steps.some((step) => step.kind === kind && step.amount !== 0)),
  );
  return {
    head: "Month",
    columns: [
      moneyColumn("Opening", currency),
      ...kinds.map(({ kind, label }) => moneyColumn(label, currency, movementColors[kind])),
      moneyColumn("Closing", currency),
    ],
    rows: months.map(({ month, opening, steps, closing, running }) => ({
      label: periodLabel(month),
      href: drillHref({ metric: "movements", period: month, ...filter }),
      note: running ? "to date" : undefined,
      cells: [
        moneyCell(opening, currency),
        ...kinds.map(({ kind }) => {
          const amount = steps.find((step) => step.kind === kind)?.amount ?? 0;
          return amount === 0 ? { text: "–", value: 0 } : moneyCell(amount, currency, stepHref(kind, month, filter));
        }),
        moneyCell(closing, currency),
      ],
    })),
  };
}
