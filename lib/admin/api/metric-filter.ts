import { type MetricFilter, type Segment, segmentDimensions } from "@/lib/metrics/page/types";

/** The filter of metrics as a query of the API has it. */
export type MetricQuery = { currency?: string | undefined; segment?: string | undefined };

export const filterOf = ({ currency, segment }: MetricQuery): MetricFilter => ({
  ...(currency ? { currency } : {}),
  ...(segment ? { segment: segmentOf(segment) } : {}),
});

/** `plan:professional`. Null for another dimension, which the operation doesn't accept. */
function segmentOf(text: string): Segment | null {
  const [name = "", ...rest] = text.split(":");
  const dimension = segmentDimensions.find((known) => known === name);
  return dimension ? { dimension, value: rest.join(":") } : null;
}

export type MonthsQuery = MetricQuery & { from?: string | undefined; to?: string | undefined };

/** The same with a period. */
export const filterOfMonths = ({ from, to, ...query }: MonthsQuery) => ({
  ...(from ? { from } : {}),
  ...(to ? { to } : {}),
  ...filterOf(query),
});
