import type { ChartTable } from "@/components/charts/types";
import { valueLabel } from "@/lib/metrics/page/labels";
import type { ConversionMetrics, FunnelMetrics } from "@/lib/metrics/page/types";
import { countCell, ratioCell, textCell } from "../../metrics/cells";
import { periodLabel } from "../../metrics/period-labels";
import { timeBetween } from "../../metrics/time-between";

export function funnelTable({ stages }: FunnelMetrics): ChartTable {
  return {
    head: "Step",
    columns: [{ label: "Count" }, { label: "Of previous step" }, { label: "Median time" }],
    rows: stages.map(({ label, count, ofPrevious, medianTime }) => ({
      label,
      cells: [
        countCell(count),
        ofPrevious === null ? textCell("–") : ratioCell(ofPrevious),
        textCell(medianTime === null ? "–" : timeBetween(medianTime)),
      ],
    })),
  };
}

export function sourceTable({ bySource }: FunnelMetrics): ChartTable {
  return {
    head: "Source",
    columns: [{ label: "Sign-ups" }, { label: "Paid" }, { label: "Conversion" }],
    rows: bySource.map(({ source, signUps, paid, rate }) => ({
      label: valueLabel("source", source),
      cells: [countCell(signUps), countCell(paid), ratioCell(rate)],
    })),
  };
}

export function conversionTable({ cohorts }: ConversionMetrics): ChartTable {
  return {
    head: "Trial started in",
    columns: [{ label: "Conversion", color: "var(--chart-1)" }, { label: "Trials" }, { label: "Converted" }],
    rows: cohorts.map(({ month, started, converted, rate, young }) => ({
      label: periodLabel(month),
      note: young ? "still running" : undefined,
      cells: [ratioCell(rate), countCell(started), countCell(converted)],
    })),
  };
}

export function conversionSliceTable(head: string, slices: ConversionMetrics["byPlan"]): ChartTable {
  return {
    head,
    columns: [{ label: "Trials" }, { label: "Converted" }, { label: "Conversion" }],
    rows: slices.map(({ label, started, converted, rate }) => ({
      label,
      cells: [countCell(started), countCell(converted), ratioCell(rate)],
    })),
  };
}
