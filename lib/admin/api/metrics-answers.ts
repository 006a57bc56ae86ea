import "server-only";
import type { Context } from "@/lib/context";
import {
  cohortMetrics,
  type GrowthRange,
  growthMetrics,
  type MetricFilter,
  type MetricReading,
  movementMetrics,
  overviewMetrics,
  type Range,
  type Segment,
  segmentDimensions,
} from "@/lib/metrics";

type Query = { currency?: string | undefined; segment?: string | undefined };

/** The metrics of the overview as the API returns them. */
export async function metricsAnswer(ctx: Context, { range, ...query }: Query & { range: Range }) {
  const {
    segment: _,
    mrr,
    tiles,
    waterfall,
    retention,
    funnel,
    activeByPlan,
    gauges,
    ...basis
  } = await overviewMetrics(ctx, { range, ...filterOf(query) });
  const { value, delta, points, committed, onHold } = mrr;
  return {
    ...basis,
    metrics: tiles.map(describeMetric),
    mrr: { value, change: delta, committed, onHold, points },
    waterfall,
    retention,
    plans: activeByPlan,
    funnel: funnel.map(({ hint: __, ...stage }) => stage),
    gauges,
  };
}

/** Growth as the API returns it. */
export async function growthAnswer(ctx: Context, { range, ...query }: Query & { range: GrowthRange }) {
  const { totals, ...growth } = await growthMetrics(ctx, { range, ...filterOf(query) });
  return { ...growth, metrics: totals.map(describeMetric) };
}

/** The waterfall and the retention of each month as the API returns them. */
export const movementsAnswer = (
  ctx: Context,
  { from, to, ...query }: Query & { from?: string | undefined; to?: string | undefined },
) => movementMetrics(ctx, { ...(from ? { from } : {}), ...(to ? { to } : {}), ...filterOf(query) });

/** Cohorts as the API returns them. */
export const cohortsAnswer = (ctx: Context, { months, ...query }: Query & { months: number }) =>
  cohortMetrics(ctx, { months, ...filterOf(query) });

const describeMetric = ({ hint, href, ...metric }: MetricReading) => ({ ...metric, definition: hint, rows: href });

const filterOf = ({ currency, segment }: Query): MetricFilter => ({
  ...(currency ? { currency } : {}),
  ...(segment ? { segment: segmentOf(segment) } : {}),
});

/** `plan:professional`. Null for another dimension, which the operation doesn't accept. */
function segmentOf(text: string): Segment | null {
  const [name = "", ...rest] = text.split(":");
  const dimension = segmentDimensions.find((known) => known === name);
  return dimension ? { dimension, value: rest.join(":") } : null;
}
