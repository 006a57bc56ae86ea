import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { pgArray } from "@/lib/pg-array";
import { type Period, type PeriodSums, periodSums, type SumRow } from "../period-sums";
import { type Dimension, retentionKinds } from "../rollup/sums";
import type { ReadBasis } from "./basis";

/** By month, or by so many days from the first one on. */
export type Grain = { months: true } | { days: number };

/** Periods without a gap, oldest first; the last one contains today or ends before it. */
export type Span = { grain: Grain; periods: readonly Period[] };

export type Slice = { dimension: Dimension; value?: string };

/** The sums of one slice in each period. */
export async function readPeriods(ctx: Context, basis: ReadBasis, span: Span, slice?: Slice): Promise<PeriodSums[]> {
  const wanted = slice ?? basis.segment ?? { dimension: "all" as const, value: "all" };
  const rows = await readRows(ctx, basis, span, wanted);
  return periodSums(rows, span.periods, basis.conversion);
}

/** The same for each value of a dimension. */
export async function readPeriodsByValue(
  ctx: Context,
  basis: ReadBasis,
  span: Span,
  dimension: Dimension,
): Promise<Map<string, PeriodSums[]>> {
  const byValue = new Map<string, ValuedRow[]>();
  for (const row of await readRows(ctx, basis, span, { dimension })) {
    const own = byValue.get(row.value);
    if (own) own.push(row);
    else byValue.set(row.value, [row]);
  }
  return new Map([...byValue].map(([value, rows]) => [value, periodSums(rows, span.periods, basis.conversion)]));
}

type ValuedRow = SumRow & { value: string };
type StoredRow = Pick<ValuedRow, "value" | "period" | "currency" | "kind"> &
  Record<"amount" | "count" | "customers", string> & { converted: string | null };

/** Rows of the months before today's, and of days from then on: what lies ahead, such as the ends of trials, is left out. */
async function readRows(ctx: Context, basis: ReadBasis, span: Span, slice: Slice): Promise<ValuedRow[]> {
  const first = span.periods[0];
  const last = span.periods.at(-1);
  if (!first || !last) return [];
  const until = [last.lastDay, basis.today].sort()[0] ?? basis.today;
  const inSlice = slice.value === undefined ? sql`` : sql`and value = ${slice.value}`;
  const where = sql`dimension = ${slice.dimension} ${inSlice} and currency in ${["", ...basis.included]}`;
  const parts = [openingRows(where, first.firstDay)];
  const range = { from: first.firstDay, until, first: first.firstDay };
  if ("days" in span.grain) parts.push(dayRows(where, range, stepOf(first.firstDay, span.grain.days)));
  else parts.push(...monthRows(where, basis, first.firstDay, until));
  const rates = ratesOf(basis, first.firstDay, until);
  const rows = await ctx.tx.execute<StoredRow>(sql`${rates} ${sql.join(parts, sql` union all `)}`);
  return rows.map(({ amount, count, customers, converted, ...row }) => ({
    ...row,
    amount: Number(amount),
    count: Number(count),
    customers: Number(customers),
    converted: converted === null ? null : Number(converted),
  }));
}

/** Everything before the first period: whole months, then the days of the month that it begins in. */
function openingRows(where: SQL, from: string): SQL {
  const month = sql`date_trunc('month', ${from}::date)::date`;
  return sql`
    select value, '' as period, currency, kind, sum(amount)::text as amount, sum(count)::text as count,
      sum(customers)::text as customers, null::text as converted
    from (
      select value, currency, kind, amount, count, customers from metric_months where ${where} and month < ${month}
      union all
      select value, currency, kind, amount, count, customers from metric_days
      where ${where} and day >= ${month} and day < ${from}::date) before
    group by value, currency, kind`;
}

const stepOf = (from: string, days: number): SQL =>
  days === 1 ? sql`day` : sql`${from}::date + ((day - ${from}::date) / ${days}::int) * ${days}::int`;

const monthOfDay = sql`date_trunc('month', day)::date`;

/** Summed by `period`, an expression over `day`. The factors begin at `first`. */
const dayRows = (
  where: SQL,
  { from, until, first }: Record<"from" | "until" | "first", string>,
  period: SQL,
): SQL => sql`
  select value, (${period})::text, currency, kind, sum(amount)::text, sum(count)::text, sum(customers)::text,
    sum(round(amount * factors[day - ${first}::date + 1]))::bigint::text
  from metric_days left join rates using (currency)
  where ${where} and day >= ${from}::date and day <= ${until}::date
  group by 1, 2, 3, 4`;

/**
 * From months as far as they are over, the rest from days, and what is converted at the rates of its days as well. Sums over
 * the customers of a month's start are kept by month only.
 */
function monthRows(where: SQL, basis: ReadBasis, from: string, until: string): SQL[] {
  const current = `${basis.today.slice(0, 7)}-01`;
  const isRetention = sql`kind in ${[...retentionKinds]}`;
  const base = basis.basis.currency;
  const converts = isConverted(basis);
  const fromDays = converts ? sql`and currency in ${["", base]}` : sql``;
  const parts = [
    sql`select value, month::text, currency, kind, amount::text, count::text, customers::text, null::text
      from metric_months
      where ${where} and month >= ${from}::date and month <= ${until}::date
        and (${isRetention} or (month < ${current}::date ${fromDays}))`,
  ];
  if (converts) {
    const foreign = sql`${where} and currency not in ${["", base]}`;
    parts.push(dayRows(foreign, { from, until, first: from }, monthOfDay));
  }
  if (until >= current) {
    const ours = converts ? sql`${where} and currency in ${["", base]}` : where;
    parts.push(dayRows(ours, { from: current > from ? current : from, until, first: from }, monthOfDay));
  }
  return parts;
}

/**
 * The factors of each converted currency by day, the first one at `from`. An array each, because a join by day would compare
 * every sum with every rate.
 */
function ratesOf(basis: ReadBasis, from: string, until: string): SQL {
  const foreign = isConverted(basis) ? basis.included.filter((currency) => currency !== basis.basis.currency) : [];
  const days = daysBetween(from, until);
  const lists = foreign.map((currency) => days.map((day) => basis.conversion.factorAt(currency, day)).join(","));
  return sql`with rates as materialized (
    select currency, string_to_array(list, ',')::float8[] as factors
    from unnest(${pgArray(foreign)}::text::text[], ${pgArray(lists)}::text::text[]) as stored (currency, list))`;
}

/** Whether any amount that is read needs a rate. */
const isConverted = ({ basis, included }: ReadBasis): boolean =>
  basis.converted && included.some((currency) => currency !== basis.currency);

function daysBetween(from: string, until: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= until; day = isoDay(addDays(new Date(day), 1))) days.push(day);
  return days;
}
