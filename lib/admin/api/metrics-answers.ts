import "server-only";
import type { Context } from "@/lib/context";
import {
  cohortMetrics,
  type GrowthRange,
  growthMetrics,
  type MetricReading,
  movementMetrics,
  overviewMetrics,
  type Range,
} from "@/lib/metrics";
import { filterOf, filterOfMonths, type MetricQuery, type MonthsQuery } from "./metric-filter";

/** The metrics of the overview as the API returns them. */
export async function metricsAnswer(ctx: Context, { range, ...query }: MetricQuery & { range: Range }) {
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
export async function growthAnswer(ctx: Context, { range, ...query }: MetricQuery & { range: GrowthRange }) {
  const { totals, ...growth } = await growthMetrics(ctx, { range, ...filterOf(query) });
  return { ...growth, metrics: totals.map(describeMetric) };
}

/** The waterfall and the retention of each month as the API returns them. */
export const movementsAnswer = (ctx: Context, query: MonthsQuery) => movementMetrics(ctx, filterOfMonths(query));

/** Cohorts as the API returns them. */
export const cohortsAnswer = (ctx: Context, { months, ...query }: MetricQuery & { months: number }) =>
  cohortMetrics(ctx, { months, ...filterOf(query) });

const describeMetric = ({ hint, href, ...metric }: MetricReading) => ({ ...metric, definition: hint, rows: href });
