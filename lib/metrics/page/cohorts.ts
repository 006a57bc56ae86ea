import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { grouped } from "@/lib/grouped";
import { addMonths, monthKey, monthStart } from "../months";
import { readBasis } from "./basis";
import type { Cohort, CohortMetrics, MetricFilter } from "./types";

type CohortRow = {
  cohort: string;
  month: string;
  amount: number;
  customers: number;
  startAmount: number;
  startCustomers: number;
};

/**
 * What became of the organizations that first paid in a month. A cohort is always the month of the first payment: which
 * months are shown changes no cell. Other currencies are converted at the rate of the cohort's first day, so exchange rates
 * never look like retention.
 */
export async function cohortMetrics(
  ctx: Context,
  { months = 24, ...filter }: MetricFilter & { months?: number },
): Promise<CohortMetrics> {
  const first = isoDay(addMonths(monthStart(ctx.now), 1 - months));
  const { basis, included, conversion, segment, today } = await readBasis(ctx, filter, first);
  const slice = segment ?? { dimension: "all", value: "all" };
  const stored = await ctx.tx.execute<Record<"cohort" | "month" | "currency", string> & Record<string, string>>(sql`
    select cohort::text, month::text, currency, amount::text, customers::text, start_amount::text, start_customers::text
    from metric_cohorts
    where dimension = ${slice.dimension === "cohort" ? "all" : slice.dimension}
      and value = ${slice.dimension === "cohort" ? "all" : slice.value}
      and cohort >= ${first}::date and month <= ${today}::date and currency in ${included}
      and (${slice.dimension} <> 'cohort' or to_char(cohort, 'YYYY-MM') = ${slice.value})`);
  const rows = stored.map((row): CohortRow => {
    const factor = conversion.factorAt(row.currency, row.cohort);
    return {
      cohort: row.cohort.slice(0, 7),
      month: row.month.slice(0, 7),
      amount: Number(row.amount) * factor,
      customers: Number(row.customers),
      startAmount: Number(row.start_amount) * factor,
      startCustomers: Number(row.start_customers),
    };
  });
  const cohorts = cohortsOf(rows, ctx.now);
  return { ...basis, cohorts, average: averageOf(cohorts) };
}

/** @param rows changes, which are added up from the cohort's month on. */
export function cohortsOf(rows: readonly CohortRow[], now: Date): Cohort[] {
  const current = monthKey(now);
  return [...grouped(rows, ({ cohort }) => cohort)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, own]) => {
      const sum = (of: keyof CohortRow, to: string) =>
        own.filter((row) => row.month <= to).reduce((total, row) => total + Number(row[of]), 0);
      const mrr = Math.round(sum("startAmount", current));
      const customers = sum("startCustomers", current);
      const cells: Cohort["cells"] = [];
      for (let at = month; at <= current; at = monthKey(addMonths(new Date(`${at}-01`), 1))) {
        const cell = { mrr: Math.round(sum("amount", at)), customers: sum("customers", at) };
        cells.push({
          ...cell,
          revenueRetention: mrr > 0 ? cell.mrr / mrr : null,
          logoRetention: customers > 0 ? cell.customers / customers : null,
        });
      }
      return { month, customers, mrr, cells };
    });
}

/** At each age, over the cohorts that have reached it in a complete month. */
function averageOf(cohorts: readonly Cohort[]): CohortMetrics["average"] {
  const length = Math.max(0, ...cohorts.map(({ cells }) => cells.length));
  return Array.from({ length }, (_, age) => {
    const old = cohorts.filter(({ cells }) => cells.length > age + 1);
    const total = (of: (cohort: Cohort) => number) => old.reduce((sum, cohort) => sum + of(cohort), 0);
    const [mrr, customers] = [total((cohort) => cohort.mrr), total((cohort) => cohort.customers)];
    return {
      revenueRetention: mrr > 0 ? total(({ cells }) => cells[age]?.mrr ?? 0) / mrr : null,
      logoRetention: customers > 0 ? total(({ cells }) => cells[age]?.customers ?? 0) / customers : null,
    };
  });
}
