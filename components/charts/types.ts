/** One value of a chart, as the page writes it and as a file does. */
export type ChartCell = {
  text: string;
  /** For CSV: money in major units, ratios between 0 and 1, null where there is no value. */
  value: string | number | null;
  /** The rows behind the value. */
  href?: string | undefined;
};

export type ChartRow = {
  label: string;
  /** The rows behind the position. A click in the chart follows it too. */
  href?: string | undefined;
  /** "to date" for a period that isn't over, "estimate". */
  note?: string | undefined;
  cells: readonly ChartCell[];
};

export type ChartColumn = {
  label: string;
  /** CSS color of the series; without one, the column isn't drawn. */
  color?: string | undefined;
  /** For CSV, when it differs from the label: "MRR (USD)". */
  fileLabel?: string | undefined;
};

/**
 * What a chart shows, as a table: the chart's alternative, what its cursor reads out, and its CSV file. One row per position
 * on the x axis, in the chart's order.
 */
export type ChartTable = {
  /** Heading of the first column: "Month", "Plan". */
  head: string;
  columns: readonly ChartColumn[];
  rows: readonly ChartRow[];
};
