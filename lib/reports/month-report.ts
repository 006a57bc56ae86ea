import "server-only";
import type { Context } from "@/lib/context";
import { type Cohort, churnMetrics, cohortMetrics, monthCustomers, movementMetrics } from "@/lib/metrics";
import { neighbors } from "./report-month";

export type MonthReport = Awaited<ReturnType<typeof monthReport>>;

const monthsShown = 12;
const customersShown = 8;

/**
 * The revenue of a month: what changed it, who left and why, how cohorts hold, and the customers that matter most. Amounts
 * are in the currency of `basis`, converted at stored rates; those of customers are in their own. `ctx` has the platform role.
 *
 * @param month `2026-10`, not in the future.
 */
export async function monthReport(ctx: Context, month: string) {
  const from = yearBefore(month);
  const [movements, churn, cohorts, customers] = await Promise.all([
    movementMetrics(ctx, { from, to: month }),
    churnMetrics(ctx, { from: month, to: month }),
    cohortMetrics(ctx, { months: monthsShown + monthsSince(month, ctx.now) }),
    monthCustomers(ctx, { month, limit: customersShown }),
  ]);
  const { months, retention, ...basis } = movements;
  const waterfall = months.at(-1);
  const rates = retention.at(-1);
  if (!waterfall || !rates) throw new Error(`There is no month ${month} in its own report.`);
  const known = upTo(month, cohorts.cohorts);
  return {
    month,
    ...neighbors(month, ctx.now),
    basis,
    waterfall,
    rates,
    months,
    retention,
    churn: { byReason: churn.byReason, byPlan: churn.byPlan, byCause: churn.byCause },
    cohorts: known,
    average: averageRetention(known),
    customers,
  };
}

/** As they were at the end of the month. */
const upTo = (month: string, cohorts: readonly Cohort[]): Cohort[] =>
  cohorts.flatMap((cohort) =>
    cohort.month > month
      ? []
      : [{ ...cohort, cells: cohort.cells.filter((_, age) => monthAfter(cohort.month, age) <= month) }],
  );

/** At each age, over the cohorts that have reached it. */
function averageRetention(cohorts: readonly Cohort[]): (number | null)[] {
  const ages = Math.max(0, ...cohorts.map(({ cells }) => cells.length));
  return Array.from({ length: ages }, (_, age) => {
    const old = cohorts.filter(({ cells }) => cells.length > age);
    const start = old.reduce((sum, { mrr }) => sum + mrr, 0);
    return start > 0 ? old.reduce((sum, { cells }) => sum + (cells[age]?.mrr ?? 0), 0) / start : null;
  });
}

const yearBefore = (month: string): string => monthAfter(month, 1 - monthsShown);

function monthAfter(month: string, count: number): string {
  const start = new Date(`${month}-01T00:00:00Z`);
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + count, 1)).toISOString().slice(0, 7);
}

function monthsSince(month: string, now: Date): number {
  const start = new Date(`${month}-01T00:00:00Z`);
  return (now.getUTCFullYear() - start.getUTCFullYear()) * 12 + now.getUTCMonth() - start.getUTCMonth();
}
