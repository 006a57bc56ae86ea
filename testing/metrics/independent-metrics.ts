import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/**
 * Revenue metrics in plain SQL over `movements`, written from docs/metrics.md alone: it shares no code, no table and no idea
 * with the rollups. Slow, for comparison only.
 */

export type MonthFigures = {
  month: string;
  opening: number;
  closing: number;
  byKind: Record<string, number>;
  paying: number;
  nrr: number | null;
  grr: number | null;
  grossMrrChurn: number | null;
  logoChurn: number | null;
  delinquentLogoChurn: number | null;
};

const months = (from: string, to: string) => sql`
  select month at time zone 'UTC' as starts, (month + interval '1 month') at time zone 'UTC' as ends,
    to_char(month, 'YYYY-MM') as name
  from generate_series(${`${from}-01`}::timestamp, ${`${to}-01`}::timestamp, interval '1 month') as month`;

/** The waterfall and the rates of one currency in each month. */
export async function figuresByMonth(
  { tx, now }: Context,
  { from, to, currency }: { from: string; to: string; currency: string },
): Promise<MonthFigures[]> {
  const rows = await tx.execute<
    Record<string, string | null> & { name: string; kinds: Record<string, number> | null }
  >(sql`
    with months as (${months(from, to)}),
    known as (select * from movements where occurred_at <= ${now.toISOString()}::timestamptz),
    kept as (select * from known where kind not in ('paused', 'resumed')),
    customers as (
      select m.name, m.starts, m.ends, k.organization_id, k.currency,
        coalesce(sum(k.amount) filter (where k.occurred_at < m.starts), 0) as opening,
        coalesce(sum(k.amount) filter (where k.occurred_at < m.ends), 0) as closing
      from months m cross join kept k group by 1, 2, 3, 4, 5),
    judged as (
      select c.*, exists (select from customers other
          where other.name = c.name and other.organization_id = c.organization_id and other.currency <> c.currency
            and other.opening <= 0 and other.closing > 0) as elsewhere,
        (select k.cause from known k where k.organization_id = c.organization_id and k.kind = 'churn'
            and k.occurred_at >= c.starts and k.occurred_at < c.ends
          order by k.occurred_at desc, k.id desc limit 1) as cause
      from customers c where c.opening > 0),
    counted as (
      select *, case when closing <= 0 and elsewhere then opening else closing end as ending from judged)
    select m.name,
      (select coalesce(sum(amount), 0) from known where known.currency = ${currency} and occurred_at < m.starts)::text as opening,
      (select coalesce(sum(amount), 0) from known where known.currency = ${currency} and occurred_at < m.ends)::text as closing,
      (select count(*) from (select from known where known.currency = ${currency} and occurred_at < m.ends
        group by organization_id having sum(amount) > 0) paying)::text as paying,
      (select json_object_agg(kind, amount) from (select kind, sum(amount) as amount from known
        where known.currency = ${currency} and occurred_at >= m.starts and occurred_at < m.ends group by kind) own) as kinds,
      sum(opening)::text as base, sum(ending)::text as ending, sum(least(opening, ending))::text as floor,
      sum(greatest(0, opening - ending))::text as lost, count(counted.opening)::text as customers,
      count(*) filter (where ending <= 0)::text as left_all,
      count(*) filter (where ending <= 0 and cause = 'delinquent')::text as left_delinquent
    from months m left join counted on counted.name = m.name and counted.currency = ${currency}
    group by m.name, m.starts, m.ends order by m.name`);
  return rows.map((row) => {
    const number = (name: string) => Number(row[name] ?? 0);
    const of = (part: number, whole: number) => (whole > 0 ? part / whole : null);
    return {
      month: row.name,
      opening: number("opening"),
      closing: number("closing"),
      byKind: Object.fromEntries(Object.entries(row.kinds ?? {}).map(([kind, amount]) => [kind, Number(amount)])),
      paying: number("paying"),
      nrr: of(number("ending"), number("base")),
      grr: of(number("floor"), number("base")),
      grossMrrChurn: of(number("lost"), number("base")),
      logoChurn: of(number("left_all"), number("customers")),
      delinquentLogoChurn: of(number("left_delinquent"), number("customers")),
    };
  });
}

/** MRR by plan at the end of each month, in one currency. */
export async function mrrByPlan(
  { tx, now }: Context,
  { from, to, currency }: { from: string; to: string; currency: string },
): Promise<{ month: string; plan: string; mrr: number; customers: number }[]> {
  const rows = await tx.execute<{ month: string; plan: string; mrr: string; customers: string }>(sql`
    with months as (${months(from, to)}),
    balances as (
      select m.name, k.organization_id, sum(k.amount) as mrr,
        (array_agg(k.plan_after order by k.occurred_at desc, k.id desc) filter (where k.plan_after is not null))[1] as plan
      from months m join movements k on k.occurred_at < m.ends
      where k.currency = ${currency} and k.occurred_at <= ${now.toISOString()}::timestamptz group by 1, 2)
    select name as month, plan, sum(mrr)::text as mrr, count(*)::text as customers
    from balances where mrr > 0 group by 1, 2 order by 1, 2`);
  return rows.map(({ mrr, customers, ...row }) => ({ ...row, mrr: Number(mrr), customers: Number(customers) }));
}

/** What became of those who first paid in each month, in one currency. */
export async function cohortCells(
  { tx, now }: Context,
  { from, to, currency }: { from: string; to: string; currency: string },
): Promise<{ cohort: string; month: string; start: number; mrr: number; customers: number }[]> {
  const rows = await tx.execute<Record<"cohort" | "month" | "start" | "mrr" | "customers", string>>(sql`
    with months as (${months(from, to)}),
    known as (select * from movements where occurred_at <= ${now.toISOString()}::timestamptz),
    firsts as (
      select distinct on (organization_id) organization_id, currency, amount, occurred_at,
        to_char(occurred_at at time zone 'UTC', 'YYYY-MM') as cohort
      from known where amount > 0 order by organization_id, occurred_at, id),
    starts as (select cohort, sum(amount) filter (where currency = ${currency}) as start from firsts group by 1),
    cells as (
      select f.cohort, m.name as month, f.organization_id, sum(k.amount) as mrr
      from firsts f join months m on m.name >= f.cohort
        join known k on k.organization_id = f.organization_id and k.occurred_at < m.ends
      where k.currency = ${currency} and k.kind not in ('paused', 'resumed') group by 1, 2, 3)
    select cells.cohort, month, coalesce(start, 0)::text as start, sum(mrr)::text as mrr,
      count(*) filter (where mrr > 0)::text as customers
    from cells join starts on starts.cohort = cells.cohort
    where cells.cohort >= ${from} group by 1, 2, 3 order by 1, 2`);
  return rows.map(({ cohort, month, ...row }) => ({
    cohort,
    month,
    start: Number(row.start),
    mrr: Number(row.mrr),
    customers: Number(row.customers),
  }));
}

/** Who left in the months, in one currency, by each part of what is known of them: `reason too_expensive: 2 19800`. */
export async function churnLines(
  { tx, now }: Context,
  { from, to, currency }: { from: string; to: string; currency: string },
): Promise<string[]> {
  const rows = await tx.execute<{ part: string; key: string; customers: string; mrr: string }>(sql`
    with left_by as (
      select m.*, age((m.occurred_at at time zone 'UTC')::date, (first.at at time zone 'UTC')::date) as age
      from movements m cross join lateral (
        select min(occurred_at) as at from movements f where f.organization_id = m.organization_id and f.amount > 0) first
      where m.kind = 'churn' and m.currency = ${currency} and m.occurred_at <= ${now.toISOString()}::timestamptz
        and to_char(m.occurred_at at time zone 'UTC', 'YYYY-MM') between ${from} and ${to}),
    keyed as (
      select l.*, part, key from left_by l cross join lateral (values
        ('reason', coalesce(reason, 'unknown')), ('cause', cause), ('plan', plan_before),
        ('age', case when age < interval '3 months' then '0-3' when age < interval '6 months' then '3-6'
          when age < interval '1 year' then '6-12' when age < interval '2 years' then '12-24' else '24+' end)) parts (part, key))
    select part, key, count(*)::text as customers, (-sum(amount))::text as mrr from keyed group by 1, 2`);
  return rows.map(({ part, key, customers, mrr }) => `${part} ${key}: ${customers} ${mrr}`).sort();
}
