import "server-only";
import type { Context } from "@/lib/context";
import { churnMetrics, cohortMetrics, monthCustomers, movementMetrics } from "@/lib/metrics";
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
  return {
    month,
    ...neighbors(month, ctx.now),
    basis,
    waterfall,
    rates,
    months,
    retention,
    churn: { byReason: churn.byReason, byPlan: churn.byPlan, byCause: churn.byCause },
    cohorts: cohorts.cohorts.flatMap((cohort) =>
      cohort.month > month
        ? []
        : [{ ...cohort, cells: cohort.cells.filter((_, age) => monthAfter(cohort.month, age) <= month) }],
    ),
    customers,
  };
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
