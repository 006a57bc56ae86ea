import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { highestUsedStep, limitSteps } from "@/db/schema/usage";
import { catalog, type Meter } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { type Entitlements, entitlementsOfMany } from "@/lib/entitlements";
import type { LimitViolation, TopOrganizations } from "@/lib/metrics";
import { pgArray } from "@/lib/pg-array";

/** Read at a time, for each one shown: an add-on or override may have raised the limit of some. */
const candidates = 2;

type UsageRow = {
  meter: string;
  organization_id: string;
  name: string;
  plan_key: string;
  used: string;
  mrr: string;
  currency: string | null;
  since: string | null;
};

/** The organizations that use the most of each meter now. For a platform-role transaction. */
export async function topOrganizations(
  ctx: Context,
  { limit = 10 }: { limit?: number } = {},
): Promise<TopOrganizations> {
  const most = (kind: Meter["kind"], usage: SQL) => sql`
    select meters.meter, top.* from unnest(${pgArray(metersOf(kind))}::text::text[]) as meters (meter)
      cross join lateral (${usage}) top`;
  // The steps are a loop from the highest one down, which ends as soon as there are enough.
  const rows = await readUsage(
    ctx,
    sql`${most(
      "counter",
      sql`select step.organization_id, step.used, step.since from generate_series(${highestUsedStep}::int, 1, -1) as reached
        cross join lateral (
          select organization_id, used, grace_started_at as since from usage_counters c
          where c.meter = meters.meter and c.used_step = reached and ${isCurrent(ctx)}
          order by used desc, organization_id limit ${limit}) step
        limit ${limit}`,
    )} union all ${most(
      "gauge",
      sql`select organization_id, level as used, null::timestamptz as since from directory_gauges g
        where g.meter = meters.meter order by level desc, organization_id limit ${limit}`,
    )}`,
  );
  const entitlements = await entitlementsOfMany(ctx, idsOf(rows));
  return {
    asOf: ctx.now,
    meters: catalog.meters.map(({ key, name, kind, unit }) => ({
      meter: key,
      label: name,
      kind,
      unit: unit.other,
      rows: rows
        .filter(({ meter }) => meter === key)
        .map((row) => ({ ...described(row), limit: limitOf(entitlements.get(row.organization_id), key) }))
        .sort((a, b) => b.used - a.used),
    })),
  };
}

/** Organizations at or near a limit that isn't extended by overage, those furthest above it first: they need a larger plan. */
export async function limitViolations(
  ctx: Context,
  { limit = 50 }: { limit?: number } = {},
): Promise<LimitViolation[]> {
  const found: LimitViolation[] = [];
  const size = limit * candidates;
  for (let offset = 0; found.length < limit; offset += size) {
    const rows = await readNearLimit(ctx, { limit: size, offset });
    const entitlements = await entitlementsOfMany(ctx, idsOf(rows));
    for (const row of rows) {
      const violation = violationOf(row, limitOf(entitlements.get(row.organization_id), row.meter));
      if (violation) found.push(violation);
    }
    if (rows.length < size) break;
  }
  return found.sort((a, b) => b.ratio - a.ratio || b.mrr - a.mrr).slice(0, limit);
}

/** Those at or near a limit of their plan, the furthest above it first. */
function readNearLimit(ctx: Context, { limit, offset }: { limit: number; offset: number }): Promise<UsageRow[]> {
  const near = [nearCounters(ctx), ...nearGauges(limit + offset)];
  return readUsage(
    ctx,
    sql`select meter, organization_id, used, since from (${sql.join(near, sql` union all `)}) near
      order by ratio desc, organization_id, meter limit ${limit} offset ${offset}`,
  );
}

function nearCounters(ctx: Context): SQL {
  const { critical } = catalog.thresholds;
  const ratio = sql`used::float8 / greatest(included, 1)`;
  // No step may leave out a counter that is near its limit. The lowest step isn't in the index.
  const step = limitSteps.filter((each) => each <= critical).length;
  return sql`(select meter, organization_id, used, grace_started_at as since, ${ratio} as ratio from usage_counters c
    where meter = any(${pgArray(metersOf("counter"))}::text::text[]) and ${isCurrent(ctx)} and used > 0
      and limit_step >= ${sql.raw(String(step))} ${step > 0 ? sql`and limit_step > 0` : sql``} and ${ratio} >= ${critical}::float8)`;
}

/** The highest `count` of each gauge and plan. */
function nearGauges(count: number): SQL[] {
  return metersOf("gauge").flatMap((meter) =>
    catalog.plans.flatMap(({ key, limits }) => {
      const included = limits[meter];
      if (typeof included !== "number") return [];
      // A whole number, and not a fraction too high: who is really near the limit is decided afterwards.
      const least = Math.floor(included * catalog.thresholds.critical + 0.999);
      return [
        sql`(select meter, organization_id, level, null::timestamptz, level::float8 / ${Math.max(included, 1)}::float8
          from directory_gauges where meter = ${meter} and plan_key = ${key} and level >= ${least}::bigint
          order by level desc, organization_id limit ${count})`,
      ];
    }),
  );
}

function violationOf(row: UsageRow, included: number | null): LimitViolation | null {
  const { critical, soft, hard } = catalog.thresholds;
  const meter = catalog.meters.find(({ key }) => key === row.meter);
  if (!meter || included === null || included === 0) return null;
  const { used, ...organization } = described(row);
  const ratio = used / included;
  if (ratio < critical) return null;
  const step = ratio >= (meter.kind === "gauge" ? soft : hard) ? "hard" : ratio >= soft ? "soft" : "critical";
  const since = row.since ? new Date(row.since) : null;
  return { ...organization, meter: row.meter, label: meter.name, used, limit: included, ratio, step, since };
}

const metersOf = (kind: Meter["kind"]): string[] =>
  catalog.meters.filter((meter) => meter.kind === kind).map(({ key }) => key);

/**
 * In the running usage period, whichever day it began on. A counter `c` from before the billing anchor isn't: the period it was
 * in, the trial's, was cut short.
 */
function isCurrent({ now }: Context): SQL {
  const at = sql`${now.toISOString()}::timestamptz`;
  const runs = sql`c.period_start <= ${at} and c.period_end > ${at}`;
  if (catalog.usagePeriod !== "billing_month") return runs;
  // As a value, so that it's looked up for the few rows that come this far, and not read for all organizations.
  const anchor = sql`(select s.anchor_at from subscriptions s where s.organization_id = c.organization_id)`;
  return sql`${runs} and (${anchor} > c.period_start and ${anchor} <= ${at}) is not true`;
}

/** @param source rows of meter, organization_id, used and since. */
async function readUsage({ tx }: Context, source: SQL): Promise<UsageRow[]> {
  const rows = await tx.execute<UsageRow>(sql`
    select u.meter, u.organization_id, d.name, d.plan_key, u.used::text, d.mrr::text, d.currency, u.since::text
    from (${source}) as u (meter, organization_id, used, since)
      join organization_directory d on d.organization_id = u.organization_id`);
  return [...rows];
}

const idsOf = (rows: readonly UsageRow[]): string[] => [...new Set(rows.map((row) => row.organization_id))];

const described = (row: UsageRow) => ({
  organizationId: row.organization_id,
  name: row.name,
  planKey: row.plan_key,
  used: Number(row.used),
  mrr: Number(row.mrr),
  currency: row.currency,
});

function limitOf(entitlements: Entitlements | undefined, meter: string): number | null {
  const limit = entitlements?.limits[meter]?.limit;
  return typeof limit === "number" ? limit : null;
}
