import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { pgArray } from "@/lib/pg-array";
import { type ReadBasis, readBasis } from "./basis";
import { monthsBetween } from "./spans";
import type { MetricFilter } from "./types";

/** An organization with what it pays, or how that changed, a month. */
export type MonthCustomer = {
  organizationId: string;
  /** Null when the organization was deleted. */
  name: string | null;
  /** In `currency`, never converted. */
  amount: number;
  currency: string;
};

export type MonthCustomers = {
  /** By MRR at the end of the month, or now. */
  largest: MonthCustomer[];
  /** By how much more they pay than at its beginning. */
  gained: MonthCustomer[];
  /** By how much less, those that left included. Amounts are negative. */
  lost: MonthCustomer[];
};

/** The organizations that matter most to a month's revenue. Currencies are compared at the rate of its last day. */
export async function monthCustomers(
  ctx: Context,
  { month, limit, ...filter }: MetricFilter & { month: string; limit: number },
): Promise<MonthCustomers> {
  const [period] = monthsBetween(month, month).periods;
  const { firstDay: first = "", lastDay = "" } = period ?? {};
  const basis = await readBasis(ctx, filter, first);
  const [day = ""] = [lastDay, basis.today].sort();
  const until = sql`least(${first}::date + interval '1 month', ${ctx.now.toISOString()}::timestamptz at time zone 'UTC')`;
  const ended = sql`m.occurred_at < ${until} at time zone 'UTC'`;
  const within = sql`${ended} and m.occurred_at >= ${first}::date::timestamp at time zone 'UTC'`;
  const read = (where: SQL, having: SQL, order: SQL) => readAmounts(ctx, basis, { where, having, order, limit, day });
  const [largest, gained, lost] = await Promise.all([
    read(ended, sql`sum(m.amount) > 0`, sql`desc`),
    read(within, sql`sum(m.amount) > 0`, sql`desc`),
    read(within, sql`sum(m.amount) < 0`, sql`asc`),
  ]);
  return { largest, gained, lost };
}

/** @property day whose rates currencies are compared at. */
type Selection = { where: SQL; having: SQL; order: SQL; limit: number; day: string };

async function readAmounts(
  { tx }: Context,
  { included, conversion }: ReadBasis,
  { where, having, order, limit, day }: Selection,
): Promise<MonthCustomer[]> {
  const factors = included.map((currency) => conversion.factorAt(currency, day));
  const rows = await tx.execute<{ organization_id: string; name: string | null; currency: string; amount: string }>(sql`
    select sums.*, o.name from (
      select m.organization_id, m.currency, sum(m.amount)::text as amount, sum(m.amount) * max(f.factor) as converted
      from movements m
        join unnest(${pgArray(included)}::text::text[], ${pgArray(factors)}::text::float8[]) as f (currency, factor)
          on f.currency = m.currency
      where ${where} group by m.organization_id, m.currency having ${having}
      order by converted ${order}, m.organization_id limit ${limit}) sums
    left join organizations o on o.id = sums.organization_id order by sums.converted ${order}, sums.organization_id`);
  return rows.map((row) => ({
    organizationId: row.organization_id,
    name: row.name,
    amount: Number(row.amount),
    currency: row.currency,
  }));
}
