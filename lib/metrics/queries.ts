import "server-only";
import { and, desc, eq, gt, gte, lte, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { metricOrganizations, movements, organizations, subscriptions, trials } from "@/db/schema";
import { catalog, longestTrial } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { onTrialAt } from "@/lib/trials";
import { addMonths, monthStart } from "./months";
import {
  type CurrencyRevenue,
  type MonthLosses,
  type MonthlySum,
  type MonthMovements,
  monthMovements,
  mrrSeries,
  type PayingCount,
  revenueByCurrency,
  type SeriesPoint,
} from "./revenue";
import { type TrialCohort, type TrialCount, trialCohorts } from "./trial-cohorts";

export type LatestMovement = {
  id: string;
  organizationId: string;
  /** Null when the organization was deleted. */
  organizationName: string | null;
  kind: MonthlySum["kind"];
  amount: number;
  currency: string;
  planBefore: string | null;
  planAfter: string | null;
  occurredAt: Date;
};

export type RevenueSummary = {
  organizations: number;
  /** Organizations in a trial that hasn't ended. */
  trials: number;
  /** Organizations with MRR > 0, in any currency. */
  paying: number;
  /** Per currency, the largest first; empty before the first sale. */
  revenue: CurrencyRevenue[];
  /** The movements of the current month (UTC), per currency. */
  month: MonthMovements[];
  /** Cohorts by the month the trial started, oldest first. */
  trialCohorts: TrialCohort[];
  /** MRR at the end of each month, oldest first, for each currency. */
  series: SeriesPoint[];
  latest: LatestMovement[];
};

const seriesMonths = 12;
const cohortMonths = 6;
const latestMovements = 10;

/** Revenue figures up to `now`, from movements. `ctx` has the platform role. Amounts in minor units a month. */
export async function revenueSummary(ctx: Context, now: Date = ctx.now): Promise<RevenueSummary> {
  const [sums, lost, paying, counts, trials, latest] = await Promise.all([
    monthlySums(ctx, now),
    monthLosses(ctx, now),
    payingByCurrency(ctx, now),
    countOrganizations(ctx, now),
    trialCounts(ctx, now),
    recentMovements(ctx, now),
  ]);
  return {
    ...counts,
    paying: paying.reduce((sum, each) => sum + each.paying, 0),
    revenue: revenueByCurrency(sums, paying),
    month: monthMovements(sums, lost, now),
    trialCohorts: trialCohorts(trials, now, cohortMonths, longestTrial(catalog)),
    series: mrrSeries(sums, now, seriesMonths),
    latest,
  };
}

const monthOf = (column: AnyPgColumn) => sql<string>`to_char(${column} at time zone 'UTC', 'YYYY-MM')`;

function monthlySums({ tx }: Context, now: Date): Promise<MonthlySum[]> {
  const month = monthOf(movements.occurredAt);
  return tx
    .select({
      month,
      currency: movements.currency,
      kind: movements.kind,
      amount: sql`sum(${movements.amount})`.mapWith(Number),
      count: sql`count(*)`.mapWith(Number),
    })
    .from(movements)
    .where(lte(movements.occurredAt, now))
    .groupBy(sql`1`, movements.currency, movements.kind);
}

/**
 * By customer: one who joined and left within the month had no opening MRR, and another's expansion makes good for nothing.
 * A paused customer counts with the MRR from before the pause.
 */
export async function monthLosses({ tx }: Context, now: Date): Promise<MonthLosses[]> {
  const from = sql`${monthStart(now).toISOString()}::timestamptz`;
  const until = sql`${now.toISOString()}::timestamptz`;
  const rows = await tx.execute<Record<"currency" | "lost" | "left_mrr" | "left_count" | "reduced_count", string>>(sql`
    with balances as (
      select currency, coalesce(sum(amount) filter (where occurred_at < ${from}), 0) as opening, sum(amount) as closing,
        (array_agg(case when kind = 'paused' then -amount else 0 end order by occurred_at desc, id desc))[1] as paused
      from ${movements}
      where occurred_at <= ${until} and organization_id in (
        select organization_id from ${movements} where occurred_at >= ${from} and occurred_at <= ${until})
      group by organization_id, currency)
    select currency, sum(greatest(0, opening - closing - paused)) as lost,
      coalesce(sum(opening) filter (where closing + paused <= 0), 0) as left_mrr,
      count(*) filter (where closing + paused <= 0) as left_count,
      count(*) filter (where closing + paused > 0 and closing + paused < opening) as reduced_count
    from balances where opening > 0 group by currency`);
  return rows.map(({ currency, ...row }) => {
    const lost = Number(row.lost);
    const left = { amount: Number(row.left_mrr), customers: Number(row.left_count) };
    const reduced = { amount: lost - left.amount, customers: Number(row.reduced_count) };
    return { currency, lost, left, reduced };
  });
}

async function payingByCurrency({ tx }: Context, now: Date): Promise<PayingCount[]> {
  const balances = tx
    .select({ currency: movements.currency, mrr: sql`sum(${movements.amount})`.mapWith(Number).as("mrr") })
    .from(movements)
    .where(lte(movements.occurredAt, now))
    .groupBy(movements.organizationId, movements.currency)
    .as("balances");
  return tx
    .select({ currency: balances.currency, paying: sql`count(*)`.mapWith(Number) })
    .from(balances)
    .where(gt(balances.mrr, 0))
    .groupBy(balances.currency);
}

async function countOrganizations({ tx }: Context, now: Date): Promise<{ organizations: number; trials: number }> {
  const [row] = await tx
    .select({
      organizations: sql`count(*)`.mapWith(Number),
      trials: sql`count(*) filter (where ${onTrialAt(now)})`.mapWith(Number),
    })
    .from(subscriptions)
    .innerJoin(trials, eq(trials.organizationId, subscriptions.organizationId));
  return row ?? { organizations: 0, trials: 0 };
}

/** Also of deleted organizations, whose movements stay. */
function trialCounts({ tx }: Context, now: Date): Promise<TrialCount[]> {
  const { trialStartedAt, firstPaidAt } = metricOrganizations;
  return tx
    .select({
      month: monthOf(trialStartedAt),
      started: sql`count(*)`.mapWith(Number),
      converted: sql`count(*) filter (where ${lte(firstPaidAt, now)})`.mapWith(Number),
    })
    .from(metricOrganizations)
    .where(and(gte(trialStartedAt, addMonths(monthStart(now), 1 - cohortMonths)), lte(trialStartedAt, now)))
    .groupBy(sql`1`);
}

function recentMovements({ tx }: Context, now: Date): Promise<LatestMovement[]> {
  return tx
    .select({
      id: movements.id,
      organizationId: movements.organizationId,
      organizationName: organizations.name,
      kind: movements.kind,
      amount: movements.amount,
      currency: movements.currency,
      planBefore: movements.planBefore,
      planAfter: movements.planAfter,
      occurredAt: movements.occurredAt,
    })
    .from(movements)
    .leftJoin(organizations, eq(organizations.id, movements.organizationId))
    .where(lte(movements.occurredAt, now))
    .orderBy(desc(movements.occurredAt), desc(movements.id))
    .limit(latestMovements);
}
