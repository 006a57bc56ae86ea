import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import { unlessForeign } from "./write-sums";

/**
 * Adds the outcomes of payments that the rollups don't contain yet, and takes back what they were before. `convertSums` has to
 * be called afterwards.
 *
 * @returns how many payments it added or changed.
 */
export async function rollPayments({ tx }: Context, limit: number): Promise<number> {
  const [row] = await tx.execute<{ rolled: string }>(sql`
    with waiting as (
      select organization_id, stripe_invoice_id, outcome, rolled as former from metric_payments
      where rolled is distinct from outcome order by day limit ${limit} for update),
    marked as (
      update metric_payments p set rolled = w.outcome from waiting w
      where p.organization_id = w.organization_id and p.stripe_invoice_id = w.stripe_invoice_id
      returning p.day, p.currency, p.amount, p.outcome, w.former),
    changes as (
      select day, currency, 'payment_' || outcome as kind, amount, 1 as count from marked
      union all select day, currency, 'payment_' || former, -amount, -1 from marked where former is not null),
    by_day as (
      insert into metric_days as known (dimension, value, day, currency, kind, amount, count, customers, converted)
      select 'all', 'all', day, currency, kind, sum(amount), sum(count), 0, ${unlessForeign(sql`currency`, sql`sum(amount)`)}
      from changes group by day, currency, kind
      on conflict (dimension, value, day, currency, kind) do update set
        amount = known.amount + excluded.amount, count = known.count + excluded.count,
        converted = ${unlessForeign(sql`excluded.currency`, sql`known.amount + excluded.amount`)}),
    by_month as (
      insert into metric_months as known (dimension, value, month, currency, kind, amount, count, customers, converted)
      select 'all', 'all', date_trunc('month', day)::date, currency, kind, sum(amount), sum(count), 0,
        ${unlessForeign(sql`currency`, sql`sum(amount)`)}
      from changes group by 3, currency, kind
      on conflict (dimension, value, month, currency, kind) do update set
        amount = known.amount + excluded.amount, count = known.count + excluded.count,
        converted = ${unlessForeign(sql`excluded.currency`, sql`known.amount + excluded.amount`)})
    select count(*) as rolled from marked`);
  return Number(row?.rolled ?? 0);
}
