import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { growthRanges, ranges } from "@/lib/metrics/page/types";
import { type ChartInput, chartNames } from "./chart-file";
import { filterOf, filterParams } from "./filter-params";
import { defaultRange } from "./paths";
import { mixDimensions } from "./section-input";

/** What the URL of a chart's file says. */
export const loadChartParams = createLoader({
  ...filterParams,
  chart: parseAsStringLiteral(chartNames),
  range: parseAsStringLiteral([...ranges, ...growthRanges]),
  dimension: parseAsStringLiteral(mixDimensions).withDefault("plan"),
  meter: parseAsString,
});

type ChartParams = Awaited<ReturnType<typeof loadChartParams>>;

/** Overview and growth have different ranges; one that the chart doesn't know counts as absent. */
export function chartInput({ currency, by, value, range, dimension, meter }: ChartParams): ChartInput {
  return {
    filter: filterOf({ currency, by, value }),
    overviewRange: ranges.find((each) => each === range) ?? defaultRange,
    growthRange: growthRanges.find((each) => each === range) ?? "12m",
    dimension,
    meter,
  };
}
