import type { ChartTable } from "@/components/charts/types";
import type { Context } from "@/lib/context";
import {
  churnMetrics,
  cohortMetrics,
  conversionMetrics,
  funnelMetrics,
  growthMetrics,
  movementMetrics,
  overviewMetrics,
  paymentMetrics,
  planMixMetrics,
  projectionMetrics,
} from "@/lib/metrics";
import type { GrowthRange, MetricFilter, Range, SegmentDimension } from "@/lib/metrics/page/types";
import { limitViolations, topOrganizations } from "@/lib/usage";
import { monthsWithRevenue, movementTable } from "../metrics/movement-table";
import { monthsWithCustomers, type RatioChart, retentionTable } from "../metrics/retention-table";
import { mrrTable, planSeries, previousLabel } from "../overview/mrr/mrr-series";
import { type ChurnSlicing, churnMonthTable, churnSliceTable } from "./churn/churn-tables";
import { forecastTable } from "./forecast/forecast-table";
import { conversionSliceTable, conversionTable, funnelTable, sourceTable } from "./funnel/funnel-tables";
import { type GrowthChart, growthTable } from "./growth/growth-table";
import { lastMonths, monthsShown } from "./last-months";
import { paymentTable, successTable } from "./payments/payment-table";
import { mixMonthTable, mixTable } from "./plans/mix-table";
import { cohortTable } from "./retention/cohort-table";
import { topTable, violationTable } from "./usage/usage-tables";

export type ChartInput = {
  filter: MetricFilter;
  /** Of the overview's MRR. */
  overviewRange: Range;
  growthRange: GrowthRange;
  dimension: SegmentDimension | "currency";
  meter: string | null;
};

/** A file of a list is as long as a spreadsheet is read. */
const mostRows = 1_000;

type Read = (ctx: Context, input: ChartInput) => Promise<ChartTable | null>;

const growth =
  (chart: GrowthChart): Read =>
  async (ctx, { filter, growthRange }) =>
    growthTable(chart, await growthMetrics(ctx, { ...filter, range: growthRange }), filter);
const ratios =
  (chart: RatioChart): Read =>
  async (ctx, { filter }) =>
    retentionTable(
      chart,
      monthsWithCustomers((await movementMetrics(ctx, { ...filter, ...lastMonths(ctx.now, monthsShown) })).retention),
      filter,
    );
const churn =
  (slicing: ChurnSlicing): Read =>
  async (ctx, { filter }) =>
    churnSliceTable(slicing, await churnMetrics(ctx, filter));
const cohorts =
  (unit: "revenue" | "customers"): Read =>
  async (ctx, { filter }) =>
    cohortTable(unit, await cohortMetrics(ctx, { ...filter, months: monthsShown }));

/** Every chart of the admin pages that can be downloaded, by its name in the URL. */
export const chartFiles = {
  mrr: async (ctx, { filter, overviewRange: range }) => {
    const metrics = await overviewMetrics(ctx, { ...filter, range });
    const { points } = metrics.mrr;
    return mrrTable(points, planSeries(metrics, points), metrics.currency, filter, previousLabel(range, points));
  },
  movements: async (ctx, { filter }) => {
    const { months, currency } = await movementMetrics(ctx, { ...filter, ...lastMonths(ctx.now, monthsShown) });
    return movementTable(monthsWithRevenue(months), currency, filter);
  },
  retention: ratios("retention"),
  "churn-rates": ratios("churn-rates"),
  "customer-churn": ratios("customer-churn"),
  "growth-mrr": growth("mrr"),
  "growth-net-new": growth("net-new"),
  "growth-sign-ups": growth("sign-ups"),
  "growth-customers": growth("customers"),
  "cohorts-revenue": cohorts("revenue"),
  "cohorts-customers": cohorts("customers"),
  "churn-months": async (ctx, { filter }) => churnMonthTable(await churnMetrics(ctx, filter), filter),
  "churn-reason": churn("reason"),
  "churn-cause": churn("cause"),
  "churn-plan": churn("plan"),
  "churn-age": churn("age"),
  funnel: async (ctx, { filter }) => funnelTable(await funnelMetrics(ctx, filter)),
  sources: async (ctx, { filter }) => sourceTable(await funnelMetrics(ctx, filter)),
  conversion: async (ctx, { filter }) => conversionTable(await conversionMetrics(ctx, filter)),
  "conversion-plan": async (ctx, { filter }) =>
    conversionSliceTable("Plan", (await conversionMetrics(ctx, filter)).byPlan),
  "conversion-source": async (ctx, { filter }) =>
    conversionSliceTable("Source", (await conversionMetrics(ctx, filter)).bySource),
  "mix-months": async (ctx, { filter, dimension }) =>
    mixMonthTable(await planMixMetrics(ctx, { ...filter, dimension, months: monthsShown })),
  mix: async (ctx, { filter, dimension }) =>
    mixTable(await planMixMetrics(ctx, { ...filter, dimension, months: monthsShown }), () => undefined),
  payments: async (ctx, { filter }) => paymentTable(await paymentMetrics(ctx, filter)),
  "payment-success": async (ctx, { filter }) => successTable(await paymentMetrics(ctx, filter)),
  top: async (ctx, { meter }) => {
    const found = (await topOrganizations(ctx)).meters.find((each) => each.meter === meter);
    return found ? topTable(found) : null;
  },
  violations: async (ctx) => violationTable(await limitViolations(ctx, { limit: mostRows }), ctx.now),
  forecast: async (ctx, { filter }) => forecastTable(await projectionMetrics(ctx, filter)),
} as const satisfies Record<string, Read>;

export type ChartFile = keyof typeof chartFiles;
export const chartNames = Object.keys(chartFiles) as ChartFile[];
