import { csvHeader, csvLines } from "@/lib/csv";
import type { ChartTable } from "./types";

/** The values of a chart as a CSV file: plain numbers, money in major units, ratios between 0 and 1. */
export function chartCsv({ head, columns, rows }: ChartTable): string {
  return (
    csvHeader([head, ...columns.map(({ label, fileLabel }) => fileLabel ?? label)]) +
    csvLines(rows.map(({ label, cells }) => [label, ...cells.map(({ value }) => value)]))
  );
}
