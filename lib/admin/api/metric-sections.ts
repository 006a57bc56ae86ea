import "server-only";
import type { Context } from "@/lib/context";
import {
  churnMetrics,
  conversionMetrics,
  definitionsOf,
  funnelMetrics,
  paymentMetrics,
  planMixMetrics,
  projectionMetrics,
  type SegmentDimension,
} from "@/lib/metrics";
import { filterOf, filterOfMonths, type MetricQuery, type MonthsQuery } from "./metric-filter";

/** Churn as the API returns it. */
export const churnAnswer = async (ctx: Context, query: MonthsQuery) => ({
  ...(await churnMetrics(ctx, filterOfMonths(query))),
  definitions: definitionsOf("logoChurn", "voluntaryLogoChurn", "delinquentLogoChurn", "churnedMrr"),
});

/** The funnel as the API returns it. */
export async function funnelAnswer(ctx: Context, query: MonthsQuery) {
  const { stages, ...funnel } = await funnelMetrics(ctx, filterOfMonths(query));
  return { ...funnel, stages: stages.map(({ hint, ...stage }) => ({ ...stage, definition: hint })) };
}

/** The plan mix as the API returns it. */
export const planMixAnswer = async (
  ctx: Context,
  { currency, ...query }: { currency?: string | undefined; dimension: SegmentDimension | "currency"; months: number },
) => ({
  ...(await planMixMetrics(ctx, { ...query, ...filterOf({ currency }) })),
  definitions: definitionsOf("mrr", "paying", "arpa"),
});

/** Trial conversion as the API returns it. */
export const conversionAnswer = async (
  ctx: Context,
  { months, segment }: { months: number; segment?: string | undefined },
) => ({
  ...(await conversionMetrics(ctx, { months, ...filterOf({ segment }) })),
  definitions: definitionsOf("trialConversion"),
});

/** Payments as the API returns them. */
export const paymentsAnswer = async (ctx: Context, { months, ...query }: MetricQuery & { months: number }) => ({
  ...(await paymentMetrics(ctx, { months, ...filterOf(query) })),
  definitions: definitionsOf("paymentSuccess"),
});

/** The projection as the API returns it. */
export const projectionAnswer = async (ctx: Context, query: MetricQuery) => ({
  ...(await projectionMetrics(ctx, filterOf(query))),
  definitions: definitionsOf("mrr"),
});
