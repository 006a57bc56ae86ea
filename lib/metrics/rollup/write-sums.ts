import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { pgArray } from "@/lib/pg-array";
import { monthOf } from "./contributions";
import type { CohortSum, Sum } from "./sums";

/** Rows per statement: large enough to be quick, small enough to plan and log. */
const chunkRows = 5_000;

/** The same sum in the month of its day. */
export const inMonth = (row: Sum): Sum => ({ ...row, period: monthOf(row.period) });

/** What needs no rate is in the catalog's currency already; the rest waits for `convertSums`. */
export const unlessForeign = (currency: SQL, amount: SQL): SQL =>
  sql`case when ${currency} in ('', ${catalog.currency}) then ${amount} end`;

/** Adds differences to stored sums. `convertSums` has to be called afterwards. */
export async function addSums({ tx }: Context, table: "metric_days" | "metric_months", rows: Sum[]): Promise<void> {
  const period = sql.identifier(table === "metric_days" ? "day" : "month");
  const name = sql.identifier(table);
  for (const chunk of chunks(rows)) {
    await tx.execute(sql`
      insert into ${name} as known (dimension, value, ${period}, currency, kind, amount, count, customers, converted)
      select *, ${unlessForeign(sql`currency`, sql`amount`)} from unnest(
        ${column(chunk, "dimension")}::text::text[], ${column(chunk, "value")}::text::text[],
        ${column(chunk, "period")}::text::date[], ${column(chunk, "currency")}::text::text[],
        ${column(chunk, "kind")}::text::text[], ${column(chunk, "amount")}::text::bigint[],
        ${column(chunk, "count")}::text::bigint[], ${column(chunk, "customers")}::text::bigint[])
        as added (dimension, value, ${period}, currency, kind, amount, count, customers)
      on conflict (dimension, value, ${period}, currency, kind) do update set
        amount = known.amount + excluded.amount,
        converted = ${unlessForeign(sql`excluded.currency`, sql`known.amount + excluded.amount`)},
        count = known.count + excluded.count,
        customers = known.customers + excluded.customers`);
  }
}

export async function addCohorts({ tx }: Context, rows: CohortSum[]): Promise<void> {
  for (const chunk of chunks(rows)) {
    await tx.execute(sql`
      insert into metric_cohorts as known
        (dimension, value, cohort, month, currency, amount, customers, start_amount, start_customers)
      select * from unnest(
        ${column(chunk, "dimension")}::text::text[], ${column(chunk, "value")}::text::text[],
        ${column(chunk, "cohort")}::text::date[], ${column(chunk, "month")}::text::date[],
        ${column(chunk, "currency")}::text::text[], ${column(chunk, "amount")}::text::bigint[],
        ${column(chunk, "customers")}::text::bigint[], ${column(chunk, "startAmount")}::text::bigint[],
        ${column(chunk, "startCustomers")}::text::bigint[])
      on conflict (dimension, value, cohort, month, currency) do update set
        amount = known.amount + excluded.amount,
        customers = known.customers + excluded.customers,
        start_amount = known.start_amount + excluded.start_amount,
        start_customers = known.start_customers + excluded.start_customers`);
  }
}

const column = <Row extends object>(rows: readonly Row[], name: keyof Row): SQL =>
  sql`${pgArray(rows.map((row) => row[name] as string | number))}`;

function* chunks<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += chunkRows) yield rows.slice(start, start + chunkRows);
}
