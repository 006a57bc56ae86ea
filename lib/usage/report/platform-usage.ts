import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { type Entitlements, entitlementsOfMany } from "@/lib/entitlements";
import type { LimitViolation, TopOrganizations } from "@/lib/metrics";
import { pgArray } from "@/lib/pg-array";

/** More candidates than are shown, because an add-on or override may have raised the limit of some. */
const candidates = 4;

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
  const meters = catalog.meters.map(({ key }) => key);
  const rows = await readUsage(
    ctx,
    sql`
      select meters.meter, top.* from unnest(${pgArray(meters)}::text::text[]) as meters (meter) cross join lateral (
        select organization_id, used, grace_started_at as since from usage_counters c
        where c.meter = meters.meter and ${isCurrent(ctx)} and used > 0
        union all
        select organization_id, level, null from gauges g where g.meter = meters.meter and level > 0
        order by 2 desc, 1 limit ${limit}) top`,
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
  const { critical, soft, hard } = catalog.thresholds;
  const counters = sql`
    select meter, organization_id, used, grace_started_at as since, used::float8 / greatest(included, 1) as ratio
    from usage_counters where ${isCurrent(ctx)} and not sold and included is not null and used > 0
      and used >= included * ${critical}::float8`;
  const planLimits = catalog.plans.flatMap((plan) =>
    catalog.meters
      .filter(({ kind }) => kind === "gauge")
      .flatMap(({ key }) => {
        const included = plan.limits[key];
        return typeof included === "number" ? [{ plan: plan.key, meter: key, included }] : [];
      }),
  );
  const gaugeRows = sql`
    select g.meter, g.organization_id, g.level, null::timestamptz, g.level::float8 / greatest(l.included, 1)
    from gauges g join subscriptions s on s.organization_id = g.organization_id
      join trials t on t.organization_id = g.organization_id
      join unnest(${pgArray(planLimits.map(({ plan }) => plan))}::text::text[],
        ${pgArray(planLimits.map(({ meter }) => meter))}::text::text[],
        ${pgArray(planLimits.map(({ included }) => included))}::text::bigint[]) as l (plan_key, meter, included)
        on l.plan_key = coalesce(s.plan_key, t.plan_key) and l.meter = g.meter
    where g.level > 0 and g.level >= l.included * ${critical}::float8`;
  const rows = await readUsage(
    ctx,
    sql`select meter, organization_id, used, since from (${counters} union all ${gaugeRows}) near
      order by ratio desc, organization_id limit ${limit * candidates}`,
  );
  const entitlements = await entitlementsOfMany(ctx, idsOf(rows));
  return rows
    .flatMap((row): LimitViolation[] => {
      const found = catalog.meters.find(({ key }) => key === row.meter);
      const included = limitOf(entitlements.get(row.organization_id), row.meter);
      if (!found || included === null || included === 0) return [];
      const { used, ...organization } = described(row);
      const ratio = used / included;
      if (ratio < critical) return [];
      const step = ratio >= (found.kind === "gauge" ? soft : hard) ? "hard" : ratio >= soft ? "soft" : "critical";
      const since = row.since ? new Date(row.since) : null;
      return [{ ...organization, meter: row.meter, label: found.name, used, limit: included, ratio, step, since }];
    })
    .sort((a, b) => b.ratio - a.ratio || b.mrr - a.mrr)
    .slice(0, limit);
}

/** In the running usage period, whichever day it began on. */
const isCurrent = ({ now }: Context): SQL =>
  sql`period_start <= ${now.toISOString()}::timestamptz and period_end > ${now.toISOString()}::timestamptz`;

/** @param source rows of meter, organization_id, used and since. */
async function readUsage({ tx }: Context, source: SQL): Promise<UsageRow[]> {
  const rows = await tx.execute<UsageRow>(sql`
    select u.meter, u.organization_id, o.name, coalesce(s.plan_key, t.plan_key) as plan_key, u.used::text, s.mrr::text,
      s.currency, u.since::text
    from (${source}) as u (meter, organization_id, used, since)
      join organizations o on o.id = u.organization_id
      join subscriptions s on s.organization_id = u.organization_id
      join trials t on t.organization_id = u.organization_id`);
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
