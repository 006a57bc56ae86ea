import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { Closing } from "../closings";
import { type MetricName, metrics } from "../declarations";
import { monthKey } from "../months";
import { combined, type PeriodSums } from "../period-sums";
import { type ReadBasis, readBasis } from "./basis";
import { trialsEnded } from "./conversion";
import { inputsOf, movementSums, readingOf, retentionOf, waterfallOf } from "./figures";
import { funnelStages } from "./funnel";
import { gaugeTotals } from "./gauges";
import { byCatalogOrder, planLabel } from "./labels";
import { readClosingsByValue, readPeriods, type Span } from "./read-sums";
import { inSegment } from "./segment";
import { daySpan, monthSpan, rowPeriods } from "./spans";
import type { MetricFilter, MrrPoint, OverviewMetrics, Range } from "./types";

/** A year and the month before, for the previous month of its first rate, and two more for trailing figures. */
const monthsRead = 15;

/** Figures of the page `/admin`. `ctx` has the platform role. */
export async function overviewMetrics(
  ctx: Context,
  { range, ...filter }: MetricFilter & { range: Range },
): Promise<OverviewMetrics> {
  const span = await spanOf(ctx, range);
  const half = range === "all" ? 0 : span.periods.length / 2;
  const months = monthSpan(ctx.now, monthsRead);
  const basis = await readBasis(ctx, filter, earliest(span, months));
  const [all, byPlan, monthly, ending, funnel, gauges] = await Promise.all([
    readPeriods(ctx, basis, span),
    basis.segment ? undefined : readClosingsByValue(ctx, basis, { ...span, periods: span.periods.slice(half) }, "plan"),
    readPeriods(ctx, basis, months),
    endingMrr(ctx, basis),
    funnelStages(ctx, { days: 90, segment: basis.segment }),
    gaugeTotals(ctx, { range }),
  ]);
  const current = all.slice(half);
  const inputs = inputsOf(all, ending);
  const monthInputs = inputsOf(monthly);
  const monthNames = months.periods.map(({ name }) => name.slice(0, 7));
  const pointNames = span.periods.map(({ name }) => ("days" in span.grain ? name : name.slice(0, 7)));
  const rangeInputs = {
    names: pointNames.slice(half),
    current: inputs.slice(half),
    before: inputs.slice(0, half),
    steady: steadyPeriods[range],
    rows: rowPeriods({ ...span, periods: span.periods.slice(half) }),
  };
  const whole = combined(current);
  const shown = { segment: basis.segment, converted: basis.basis.converted };
  const lastMonth = monthly.at(-1);
  const isRunning = (month: string) => month === monthKey(ctx.now);
  return {
    ...basis.basis,
    range,
    segment: basis.segment,
    mrr: {
      value: whole.closing.mrr,
      delta: deltaOf(whole),
      points: pointsOf(span, all, byPlan, half),
      plans: plansOf(byPlan),
      committed: whole.closing.mrr - ending,
      onHold: whole.closing.kept - whole.closing.mrr,
      movements: movementSums(whole, shown),
    },
    tiles: Object.values(metrics)
      .filter(({ slug }) => tiles.includes(slug))
      .map((metric) =>
        readingOf(metric, rangeInputs, {
          names: monthNames,
          inputs: monthInputs,
          trialsEnded: (month) => trialsEnded(month, ctx.now),
        }),
      ),
    waterfall: waterfallOf(monthKey(ctx.now), lastMonth ?? combined([]), shown, true),
    retention: monthInputs
      .map((input, index) => retentionOf(monthNames[index] ?? "", input, isRunning(monthNames[index] ?? "")))
      .slice(-12),
    funnel,
    activeByPlan: activeByPlan(byPlan),
    gauges,
  };
}

const tiles: readonly (typeof metrics)[MetricName]["slug"][] = [
  "organizations",
  "paying",
  "trials",
  "mrr",
  "arr",
  "arpa",
  "nrr",
  "gross-mrr-churn",
  "logo-churn",
  "ltv",
  "trial-conversion",
  "payment-success",
  "sign-ups",
  "net-new-mrr",
  "committed-mrr",
  "quick-ratio",
];

/** How many periods of the range are about 30 days. */
const steadyPeriods = { "30d": 30, "90d": 30, "12m": 4, all: 1 } as const satisfies Record<Range, number>;

/** The range and as long before it, for comparison. Weeks are close enough over a year. */
async function spanOf(ctx: Context, range: Range): Promise<Span> {
  switch (range) {
    case "30d":
      return daySpan(ctx.now, 60);
    case "90d":
      return daySpan(ctx.now, 180);
    case "12m":
      return daySpan(ctx.now, 2 * 52 * 7, 7);
    case "all":
      return monthSpan(ctx.now, await monthsOfHistory(ctx));
    default:
      return range satisfies never;
  }
}

/** How many months there are since the first movement. */
export async function monthsOfHistory({ tx, now }: Context): Promise<number> {
  const [row] = await tx.execute<{ months: number | null }>(sql`
    select ((extract(year from age) * 12 + extract(month from age)) + 1)::int as months
    from (select age(date_trunc('month', ${now.toISOString()}::timestamptz at time zone 'UTC'), min(month)::timestamp) as age
      from metric_months where dimension = 'all' and currency <> '') known`);
  return Math.max(1, row?.months ?? 1);
}

const earliest = (...spans: Span[]): string =>
  spans
    .map(({ periods }) => periods[0]?.firstDay ?? "")
    .sort()
    .at(0) ?? "";

function deltaOf({ opening, closing }: PeriodSums) {
  const amount = closing.mrr - opening.mrr;
  return { amount, ratio: opening.mrr > 0 ? amount / opening.mrr : null };
}

/** At the end of each period of the range. */
type ByValue = ReadonlyMap<string, Closing[]> | undefined;

function pointsOf(span: Span, all: readonly PeriodSums[], byPlan: ByValue, half: number): MrrPoint[] {
  return all.slice(half).map((sums, index) => {
    const mrr = sums.closing.mrr;
    const before = half === 0 ? undefined : all[index];
    return {
      day: lastDay(span, half + index),
      mrr,
      byPlan: byPlan ? sharesOf(byPlan, index, mrr) : { all: mrr },
      previous: before && (before.closing.mrr > 0 || before.opening.mrr > 0) ? before.closing.mrr : null,
    };
  });
}

const lastDay = ({ periods }: Span, index: number): string => periods[index]?.lastDay ?? "";

/** Converted amounts are rounded one by one, so the largest plan takes the cents that are left. */
function sharesOf(byPlan: NonNullable<ByValue>, index: number, mrr: number): Record<string, number> {
  const shares = [...byPlan].map(([plan, closings]): [string, number] => [plan, closings[index]?.mrr ?? 0]);
  const left = mrr - shares.reduce((sum, [, amount]) => sum + amount, 0);
  const largest = shares.toSorted(([, a], [, b]) => b - a)[0];
  if (largest) largest[1] += left;
  return Object.fromEntries(shares.filter(([, amount]) => amount !== 0));
}

/** Those that had revenue in the range. */
function plansOf(byPlan: ByValue) {
  return [...(byPlan ?? [])]
    .filter(([, closings]) => closings.some(({ mrr }) => mrr !== 0))
    .map(([key]) => ({ key, label: planLabel(key) }))
    .sort((a, b) => byCatalogOrder(a.key, b.key));
}

function activeByPlan(byPlan: ByValue) {
  return [...(byPlan ?? [])]
    .map(([key, closings]) => ({ key, label: planLabel(key), customers: 0, mrr: 0, ...closings.at(-1) }))
    .filter(({ customers }) => customers > 0)
    .sort((a, b) => byCatalogOrder(a.key, b.key));
}

/** MRR of subscriptions that are set to end. */
async function endingMrr({ tx }: Context, { segment, included, conversion, today }: ReadBasis): Promise<number> {
  const where = inSegment(segment, {
    organizationId: sql`subscriptions.organization_id`,
    plan: sql`subscriptions.plan_key`,
    interval: sql`subscriptions.interval`,
  });
  const rows = await tx.execute<{ currency: string; mrr: string }>(sql`
    select currency, sum(mrr)::text as mrr from subscriptions
    where mrr > 0 and cancel_at is not null and currency in ${included} and ${where} group by currency`);
  return rows.reduce(
    (sum, { currency, mrr }) => sum + Math.round(Number(mrr) * conversion.factorAt(currency, today)),
    0,
  );
}
