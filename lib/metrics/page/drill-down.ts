import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { invalidInput } from "@/lib/errors";
import { addMonths } from "../months";
import type { MovementKind } from "../movements";
import { freshenMetrics } from "../rollup/roll-metrics";
import { attributeIs, inSegment } from "./segment";
import type { DrillDown, DrillDownQuery, DrillDownRow } from "./types";

const pageSize = 50;

/**
 * The rows that a figure consists of, each with its organization and its objects at Stripe: movements, or the organizations
 * with MRR at a period's end.
 *
 * @throws GatehouseError `invalid_input` for a period or cursor that isn't one.
 */
export async function movementsBehind(ctx: Context, query: DrillDownQuery): Promise<DrillDown> {
  await freshenMetrics(ctx);
  const limit = Math.min(query.limit ?? pageSize, 1_000);
  const source = sourceOf(query, periodOf(query.period), ctx.now);
  const after = query.cursor ? readCursor(query.cursor) : null;
  const beyond = after ? sql`where (sort, id) < (${after.sort}::bigint, ${after.id}::uuid)` : sql``;
  const [rows, totals] = await Promise.all([
    ctx.tx.execute<StoredRow>(sql`
      with source as (${source}), page as (
        select * from source ${beyond} order by sort desc, id desc limit ${limit + 1})
      select page.id, page.organization_id, o.name, page.kind, page.amount::text, page.currency, page.mrr_before::text,
        page.mrr_after::text, page.plan_before, page.plan_after, s.stripe_customer_id,
        coalesce(page.stripe_subscription_id, s.stripe_subscription_id) as stripe_subscription_id,
        (select i.stripe_invoice_id from invoices i where i.organization_id = page.organization_id
          and i.stripe_subscription_id = coalesce(page.stripe_subscription_id, s.stripe_subscription_id)
          and i.created_at <= page.occurred_at + interval '1 day' order by i.created_at desc limit 1) as stripe_invoice_id,
        page.occurred_at::text, page.sort::text
      from page left join organizations o on o.id = page.organization_id
        left join subscriptions s on s.organization_id = page.organization_id
      order by page.sort desc, page.id desc`),
    ctx.tx.execute<{ currency: string; amount: string; count: number }>(sql`
      select coalesce(currency, '') as currency, sum(amount)::text as amount, count(*)::int as count
      from (${source}) source group by currency order by 3 desc`),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(describe),
    totals: totals.map(({ currency, amount, count }) => ({ currency, amount: Number(amount), count })),
    nextCursor: last ? writeCursor({ sort: last.sort, id: last.id }) : null,
  };
}

type StoredRow = Record<"id" | "organization_id" | "amount" | "occurred_at" | "sort", string> &
  Record<
    | "name"
    | "currency"
    | "mrr_before"
    | "mrr_after"
    | "plan_before"
    | "plan_after"
    | "stripe_customer_id"
    | "stripe_subscription_id"
    | "stripe_invoice_id",
    string | null
  > & { kind: MovementKind | null };

const describe = (row: StoredRow): DrillDownRow => ({
  id: row.id,
  organizationId: row.organization_id,
  organizationName: row.name,
  kind: row.kind,
  amount: Number(row.amount),
  currency: row.currency,
  mrrBefore: row.mrr_before === null ? null : Number(row.mrr_before),
  mrrAfter: row.mrr_after === null ? null : Number(row.mrr_after),
  planBefore: row.plan_before,
  planAfter: row.plan_after,
  stripeCustomerId: row.stripe_customer_id,
  stripeSubscriptionId: row.stripe_subscription_id,
  stripeInvoiceId: row.stripe_invoice_id,
  occurredAt: new Date(row.occurred_at),
});

type Between = { from: Date; until: Date };

/** One month or day, or from one to another. */
function periodOf(period: string): Between {
  const [first = "", last] = period.split("..");
  const { from, until } = monthOrDay(first);
  return last === undefined ? { from, until } : { from, until: monthOrDay(last).until };
}

function monthOrDay(period: string): Between {
  const isMonth = /^\d{4}-\d{2}$/.test(period);
  const from = z.iso.date().safeParse(isMonth ? `${period}-01` : period);
  if (!from.success) throw invalidInput("period: use a month such as 2026-11, or a day such as 2026-11-30.");
  const start = new Date(from.data);
  return { from: start, until: isMonth ? addMonths(start, 1) : addDays(start, 1) };
}

/** Rows with the same columns for every metric; `sort` puts the latest or the largest first. */
function sourceOf(query: DrillDownQuery, period: Between, now: Date): SQL {
  const { metric } = query;
  switch (metric) {
    case "movements":
      return movementRows(query, period, now);
    case "mrr":
      return period.until > now ? currentRows(query) : balanceRows(query, period);
    case "lost":
      return lostRows(query, period, now);
    case "sign_ups":
      return organizationRows(query, sql`signed_up_at`, within(sql`signed_up_at`, period, now));
    case "trials_started":
      return organizationRows(query, sql`trial_started_at`, within(sql`trial_started_at`, period, now));
    case "trials":
      return organizationRows(
        query,
        sql`trial_started_at`,
        onTrial(earlier(new Date(period.until.getTime() - 1), now)),
      );
    default:
      return metric satisfies never;
  }
}

const at = (date: Date): SQL => sql`${date.toISOString()}::timestamptz`;
const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
const inCurrency = ({ currency }: DrillDownQuery): SQL => (currency ? sql`m.currency = ${currency}` : sql`true`);

function movementRows(query: DrillDownQuery, { from, until }: Between, now: Date): SQL {
  const kind = query.kind ? sql`m.kind = ${query.kind}` : sql`true`;
  return sql`
    select m.id, m.organization_id, m.kind, m.amount, m.currency, m.mrr_before, m.mrr_after, m.plan_before, m.plan_after,
      m.stripe_subscription_id, m.occurred_at, (extract(epoch from m.occurred_at) * 1000)::bigint as sort
    from movements m
    where m.occurred_at >= ${at(from)} and m.occurred_at < ${at(until)} and m.occurred_at <= ${at(now)}
      and ${kind} and ${inCurrency(query)} and ${movementSegment(query)}`;
}

/** A movement between two plans belongs to both. */
function movementSegment({ segment }: DrillDownQuery): SQL {
  const columnsOf = (plan: SQL, interval: SQL) => ({ organizationId: sql`m.organization_id`, plan, interval });
  if (segment?.dimension !== "plan" && segment?.dimension !== "interval") {
    return inSegment(segment ?? null, columnsOf(sql`null`, sql`null`));
  }
  const before = inSegment(segment, columnsOf(sql`m.plan_before`, sql`m.interval_before`));
  const after = inSegment(segment, columnsOf(sql`m.plan_after`, sql`m.interval_after`));
  const { value } = segment;
  return value === "unknown" ? sql`(${before} and ${after})` : sql`(${before} or ${after})`;
}

/** The mirror says the same as the movements so far, which `assertMovements` checks daily, and is quicker to read. */
function currentRows(query: DrillDownQuery): SQL {
  const where = inSegment(query.segment ?? null, {
    organizationId: sql`m.organization_id`,
    plan: sql`m.plan_key`,
    interval: sql`m.interval`,
  });
  return sql`
    select m.organization_id as id, m.organization_id, null::text as kind, m.mrr as amount, m.currency,
      null::bigint as mrr_before, m.mrr as mrr_after, null::text as plan_before, m.plan_key as plan_after,
      m.stripe_subscription_id, coalesce(m.first_paid_at, m.updated_at) as occurred_at, m.mrr as sort
    from subscriptions m where m.mrr > 0 and ${inCurrency(query)} and ${where}`;
}

function balanceRows(query: DrillDownQuery, { until }: Between): SQL {
  const where = inSegment(query.segment ?? null, {
    organizationId: sql`m.organization_id`,
    plan: sql`m.plan`,
    interval: sql`m.interval`,
  });
  const latestFirst = sql`order by occurred_at desc, id desc`;
  return sql`
    select m.organization_id as id, m.organization_id, null::text as kind, m.amount, m.currency, null::bigint as mrr_before,
      m.amount as mrr_after, null::text as plan_before, m.plan as plan_after, m.stripe_subscription_id, m.occurred_at,
      m.amount as sort
    from (
      select organization_id, currency, sum(amount)::bigint as amount, max(occurred_at) as occurred_at,
        (array_agg(plan_after ${latestFirst}))[1] as plan, (array_agg(interval_after ${latestFirst}))[1] as interval,
        (array_agg(stripe_subscription_id ${latestFirst}))[1] as stripe_subscription_id
      from movements where occurred_at < ${at(until)} group by organization_id, currency having sum(amount) > 0) m
    where ${inCurrency(query)} and ${where}`;
}

/** Pauses left out, as in the rates, and customers who pay in another currency now. */
function lostRows(query: DrillDownQuery, { from, until }: Between, now: Date): SQL {
  const end = at(earlier(until, now));
  const before = sql`occurred_at < ${at(from)}`;
  const kept = sql`kind not in ('paused', 'resumed')`;
  const opening = sql`coalesce(sum(amount) filter (where ${before} and ${kept}), 0)::bigint`;
  const closing = sql`coalesce(sum(amount) filter (where ${kept}), 0)::bigint`;
  const latestFirst = sql`order by occurred_at desc, id desc`;
  const where = inSegment(query.segment ?? null, {
    organizationId: sql`m.organization_id`,
    plan: sql`m.plan`,
    interval: sql`m.interval`,
  });
  return sql`
    select m.organization_id as id, m.organization_id, m.kind, m.closing - m.opening as amount, m.currency,
      m.opening as mrr_before, m.closing as mrr_after, m.plan as plan_before, m.plan_after, m.stripe_subscription_id,
      m.occurred_at, m.opening - m.closing as sort
    from (
      select organization_id, currency, ${opening} as opening, ${closing} as closing, max(occurred_at) as occurred_at,
        (array_agg(coalesce(plan_after, plan_before) ${latestFirst}) filter (where ${before}))[1] as plan,
        (array_agg(coalesce(interval_after, interval_before) ${latestFirst}) filter (where ${before}))[1] as interval,
        (array_agg(plan_after ${latestFirst}))[1] as plan_after, (array_agg(kind ${latestFirst}))[1] as kind,
        (array_agg(stripe_subscription_id ${latestFirst}))[1] as stripe_subscription_id,
        bool_or(${opening} <= 0 and ${closing} > 0) over (partition by organization_id) as moved
      from movements
      where occurred_at < ${end} and organization_id in (
        select organization_id from movements where occurred_at >= ${at(from)} and occurred_at < ${end})
      group by organization_id, currency) m
    where m.opening > 0 and m.closing < m.opening and (m.closing > 0 or not m.moved) and ${inCurrency(query)} and ${where}`;
}

const within = (time: SQL, { from, until }: Between, now: Date): SQL =>
  sql`${time} >= ${at(from)} and ${time} < ${at(until)} and ${time} <= ${at(now)}`;

/** As the sums count them: by the day, and no longer on the day that a trial ends. */
function onTrial(instant: Date): SQL {
  const day = sql`(${at(instant)} at time zone 'UTC')::date`;
  const ends = sql`(least(trial_ends_at, deleted_at) at time zone 'UTC')::date`;
  return sql`(trial_started_at at time zone 'UTC')::date <= ${day} and coalesce(${ends} > ${day}, true)`;
}

function organizationRows({ metric, segment }: DrillDownQuery, time: SQL, where: SQL): SQL {
  const kind =
    metric === "trials_started"
      ? sql`(select kind from movements m where m.organization_id = metric_organizations.organization_id and kind = 'new' limit 1)`
      : sql`null::text`;
  return sql`
    select organization_id as id, organization_id, ${kind} as kind, 0::bigint as amount, null::text as currency,
      null::bigint as mrr_before, null::bigint as mrr_after, null::text as plan_before, trial_plan_key as plan_after,
      null::text as stripe_subscription_id, ${time} as occurred_at, (extract(epoch from ${time}) * 1000)::bigint as sort
    from metric_organizations
    where ${where} and ${segment ? attributeIs(segment) : sql`true`}`;
}

const cursorSchema = z.tuple([z.string().regex(/^-?\d{1,18}$/), z.uuid()]);

const writeCursor = ({ sort, id }: { sort: string; id: string }): string =>
  Buffer.from(JSON.stringify([sort, id])).toString("base64url");

function readCursor(text: string): { sort: string; id: string } {
  const parsed = cursorSchema.safeParse(fromJson(Buffer.from(text, "base64url").toString("utf8")));
  if (!parsed.success) throw invalidInput("cursor: use the nextCursor of the previous page.");
  const [sort, id] = parsed.data;
  return { sort, id };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
