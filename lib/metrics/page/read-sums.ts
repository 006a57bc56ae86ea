import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { grouped } from "@/lib/grouped";
import { type Closing, type ClosingRow, closings } from "../closings";
import { type Period, type PeriodSums, periodSums, type SumRow } from "../period-sums";
import { monthOf } from "../rollup/contributions";
import { type Dimension, paymentKinds, retentionKinds } from "../rollup/sums";
import type { ReadBasis } from "./basis";

/** By month, or by so many days from the first one on. */
export type Grain = { months: true } | { days: number };

/** Periods without a gap, oldest first; the last one contains today or ends before it. */
export type Span = { grain: Grain; periods: readonly Period[] };

export type Slice = { dimension: Dimension; value?: string };

/** The sums of one slice in each period. */
export async function readPeriods(ctx: Context, basis: ReadBasis, span: Span, slice?: Slice): Promise<PeriodSums[]> {
  const wanted = slice ?? basis.segment ?? { dimension: "all" as const, value: "all" };
  const rows = await readSums(ctx, basis, span, wanted);
  return periodSums(rows, span.periods, basis.conversion);
}

/** The same for each value of a dimension. */
export async function readPeriodsByValue(
  ctx: Context,
  basis: ReadBasis,
  span: Span,
  dimension: Dimension,
): Promise<Map<string, PeriodSums[]>> {
  const byValue = grouped(await readSums(ctx, basis, span, { dimension }), ({ value }) => value);
  return new Map([...byValue].map(([value, rows]) => [value, periodSums(rows, span.periods, basis.conversion)]));
}

/** For each value of a dimension, MRR and paying organizations at the end of each period: a fraction of all sums. */
export async function readClosingsByValue(
  ctx: Context,
  basis: ReadBasis,
  span: Span,
  dimension: Dimension,
): Promise<Map<string, Closing[]>> {
  const rows = await ctx.tx.execute<ClosingRow & { value: string }>(sql`
    select value, coalesce(period::text, '') as period, currency, sum(amount::float8) as mrr,
      sum(customers::float8) as customers
    from (${storedSums(basis, span, { dimension })}) sums where currency <> '' and kind not in ${[...retentionKinds, ...paymentKinds]}
    group by value, sums.period, currency`);
  const byValue = grouped(rows, ({ value }) => value);
  return new Map([...byValue].map(([value, own]) => [value, closings(own, span.periods, basis.conversion)]));
}

async function readSums(ctx: Context, basis: ReadBasis, span: Span, slice: Slice) {
  return ctx.tx.execute<SumRow & { value: string }>(sql`
    select value, coalesce(period::text, '') as period, currency, kind, sum(amount::float8) as amount,
      sum(count::float8) as count, sum(customers::float8) as customers,
      ${basis.basis.converted ? sql`sum(converted::float8)` : sql`null::float8`} as converted
    from (${storedSums(basis, span, slice)}) sums group by value, sums.period, currency, kind`);
}

/**
 * The stored sums of a slice with the period of each; null for what was before the first one. Whole months as far as possible,
 * days at the edges: what lies ahead, such as the ends of trials, is left out. Sums over the customers of a month's start are
 * kept by month only.
 */
function storedSums({ today, included }: ReadBasis, { grain, periods }: Span, { dimension, value }: Slice): SQL {
  const first = periods[0]?.firstDay ?? "";
  const last = periods.at(-1)?.lastDay ?? "";
  const until = last < today ? last : today;
  const inSlice = sql`dimension = ${dimension} and ${value === undefined ? sql`true` : sql`value = ${value}`}
    and currency in ${["", ...included]}`;
  const months = (period: SQL, which: SQL) => sql`
    select value, ${period} as period, currency, kind, amount, count, customers, converted
    from metric_months where ${inSlice} and ${which}`;
  const days = (period: SQL, from: string, to: SQL) => sql`
    select value, ${period}, currency, kind, amount, count, customers, converted
    from metric_days where ${inSlice} and day >= ${from}::date and ${to}`;
  const before = sql`null::date`;
  const parts = [
    months(before, sql`month < ${monthOf(first)}::date`),
    days(before, monthOf(first), sql`day < ${first}::date`),
  ];
  if ("days" in grain) {
    parts.push(days(stepOf(first, grain.days), first, sql`day <= ${until}::date`));
  } else {
    const running = monthOf(today);
    const isComplete = sql`(month < ${running}::date or kind in ${[...retentionKinds]})`;
    parts.push(months(sql`month`, sql`month >= ${first}::date and month <= ${until}::date and ${isComplete}`));
    parts.push(days(sql`${running}::date`, [running, first].sort()[1] ?? first, sql`day <= ${until}::date`));
  }
  return sql.join(parts, sql` union all `);
}

const stepOf = (first: string, days: number): SQL =>
  days === 1 ? sql`day` : sql`${first}::date + ((day - ${first}::date) / ${days}::int) * ${days}::int`;
