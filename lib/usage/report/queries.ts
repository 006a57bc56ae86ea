import "server-only";
import { and, asc, desc, eq, gte, lt, sql } from "drizzle-orm";
import { gaugeReadings, gauges, usageCounters, usageEvents, usageNotices } from "@/db/schema";
import { catalog, findMeter } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { type CreditBalance, creditLedger, creditsOf, type LedgerEntry, openGrants } from "@/lib/credits";
import {
  accessRefusal,
  type Entitlements,
  entitlementsOf,
  type Lift,
  liftsOf,
  type TraceStep,
  upgradeUrl,
} from "@/lib/entitlements";
import type { GatehouseError } from "@/lib/errors";
import { type Period, usagePeriod } from "../period";
import { heldNow } from "../track/lock-counter";
import { checkLimit, type LimitCheck, type LimitVerdict, limitVerdict } from "./check-limit";
import { cumulate, type DayPoint, levelCurve, type ReachedAt } from "./history";
import { describeUsage, type MeterUsage, type Readings } from "./meter-usage";
import type { PeriodUse } from "./past-periods";
import { type Projection, project } from "./projection";
import { type Breakdown, usageBreakdown } from "./usage-breakdown";
import { usageHistory } from "./usage-history";

export type UsageNow = { entitlements: Entitlements; period: Period; meters: MeterUsage[] };

/** The usage of every meter at `ctx.now`, with the entitlements and the usage period it is based on. */
export async function usageNow(ctx: TenantContext): Promise<UsageNow> {
  const entitlements = await entitlementsOf(ctx);
  const period = usagePeriod(catalog.usagePeriod, entitlements.anchorAt, ctx.now);
  const meters = describeUsage(catalog, entitlements, period, await readingsOf(ctx, period.start), ctx.now);
  return { entitlements, period, meters };
}

/**
 * Checks whether `amount` more of a meter would be allowed now.
 *
 * @throws GatehouseError `unknown_name` (422) with the valid names.
 */
export async function wouldFit(ctx: TenantContext, meter: string, amount: number): Promise<LimitVerdict> {
  findMeter(catalog, meter);
  const { entitlements, period, meters } = await usageNow(ctx);
  const held = await heldNow(ctx, meter, period.start);
  return limitVerdict({ entitlements, meters, now: ctx.now }, meter, amount, held);
}

export type CreditReport = { balances: CreditBalance[]; changes: LedgerEntry[] };

/** Enough to see what happened lately. The API has all of them. */
const shownChanges = 20;

async function creditReport(ctx: TenantContext): Promise<CreditReport> {
  const [balances, { data }] = await Promise.all([creditsOf(ctx), creditLedger(ctx, { limit: shownChanges })]);
  return { balances, changes: data };
}

/** A meter with everything the usage page shows about it. */
export type MeterReport = MeterUsage & {
  /** Usage by day of the period. */
  curve: DayPoint[];
  /** Null for a gauge, and while there is too little to project from. */
  projection: Projection | null;
  /** A counter's latest periods, oldest first. */
  past: PeriodUse[];
  /** A counter's current period by a property; null for a gauge. */
  breakdown: Breakdown | null;
  /** The thresholds of the current limit that were reached in this period. */
  reached: ReachedAt[];
  /** Whether one more is allowed, and if not, why. */
  stopped: LimitCheck;
  lifts: Lift[];
  /** Where the limit comes from: plan, add-ons, overrides. */
  trace: TraceStep[];
};

export type UsageReport = Omit<UsageNow, "meters"> & {
  meters: MeterReport[];
  /** What credits are left, and the latest changes of them; empty for an organization that never had any. */
  credits: CreditReport;
  /** Why nothing may be written, whatever the limits are; null if writing is allowed. */
  refusedBy: GatehouseError | null;
};

/**
 * Everything the usage page shows.
 *
 * @param by the property to break counters down by. Defaults to the first one found.
 */
export async function usageReport(ctx: TenantContext, by?: string): Promise<UsageReport> {
  const { entitlements, period, meters } = await usageNow(ctx);
  const facts = { catalog, entitlements, now: ctx.now, upgradeUrl: upgradeUrl() };
  const [totals, readings, reached, history, breakdowns, credits] = await Promise.all([
    dayTotals(ctx, period),
    levelReadings(ctx, period),
    reachedInPeriod(ctx, period),
    usageHistory(ctx, entitlements.anchorAt),
    breakdownsOf(ctx, meters, period, by),
    creditReport(ctx),
  ]);
  const of = <T extends { meter: string }>(rows: readonly T[], key: string) =>
    rows.filter(({ meter }) => meter === key);
  const reports = meters.map(
    (meter): MeterReport => ({
      ...meter,
      curve:
        meter.kind === "counter"
          ? cumulate(period, of(totals, meter.key), ctx.now)
          : levelCurve(period, of(readings.within, meter.key), of(readings.before, meter.key)[0]?.level ?? 0, ctx.now),
      projection: meter.kind === "counter" ? project(period, meter.used, ceilingOf(meter), ctx.now) : null,
      past: history.get(meter.key) ?? [],
      breakdown: breakdowns.get(meter.key) ?? null,
      reached: of(reached, meter.key).filter(({ limit }) => limit === meter.limit),
      stopped: checkLimit(facts, meter, 1),
      lifts: liftsOf(catalog, entitlements.plan.key, meter.key, meter.limit, meter.used + 1),
      trace: entitlements.trace.filter(({ subject }) => subject.kind === "meter" && subject.key === meter.key),
    }),
  );
  return { entitlements, period, meters: reports, credits, refusedBy: accessRefusal(entitlements, "write") ?? null };
}

const ceilingOf = ({ limit }: MeterUsage): number | null => (limit === "unlimited" ? null : limit);

/** Counters without usage have none. */
async function breakdownsOf(ctx: TenantContext, meters: readonly MeterUsage[], period: Period, by?: string) {
  const counters = meters.filter(({ kind, used }) => kind === "counter" && used > 0);
  const read = counters.map(
    async ({ key }) => [key, await usageBreakdown(ctx, { meter: key, period, dimension: by })] as const,
  );
  return new Map(await Promise.all(read));
}

/** The current level of every gauge that was ever set. */
export async function gaugeLevels({ tx, organizationId }: TenantContext): Promise<{ meter: string; level: number }[]> {
  return tx
    .select({ meter: gauges.meter, level: gauges.level })
    .from(gauges)
    .where(eq(gauges.organizationId, organizationId));
}

async function readingsOf(ctx: TenantContext, periodStart: Date): Promise<Readings> {
  const { tx, organizationId } = ctx;
  const counters = tx
    .select({
      meter: usageCounters.meter,
      used: usageCounters.used,
      graceStartedAt: usageCounters.graceStartedAt,
      included: usageCounters.included,
      credited: usageCounters.credited,
      prepaid: usageCounters.prepaid,
      overage: usageCounters.overage,
    })
    .from(usageCounters)
    .where(and(eq(usageCounters.organizationId, organizationId), eq(usageCounters.periodStart, periodStart)));
  const [counted, levels, grants] = await Promise.all([counters, gaugeLevels(ctx), openGrants(ctx)]);
  return { counters: counted, levels, grants };
}

/** By the day an event was recorded, which decides its period, so that the curve ends at the current usage. */
function dayTotals({ tx, organizationId }: TenantContext, { start, end }: Period) {
  const day = sql<string>`to_char(${usageEvents.recordedAt} at time zone 'UTC', 'YYYY-MM-DD')`;
  return tx
    .select({ meter: usageEvents.meter, day, amount: sql<number>`sum(${usageEvents.amount})`.mapWith(Number) })
    .from(usageEvents)
    .where(
      and(
        eq(usageEvents.organizationId, organizationId),
        gte(usageEvents.recordedAt, start),
        lt(usageEvents.recordedAt, end),
        eq(usageEvents.periodStart, start),
      ),
    )
    .groupBy(usageEvents.meter, day);
}

/** The last level of each day of the period, and the last one before it. */
async function levelReadings({ tx, organizationId }: TenantContext, { start, end }: Period) {
  const day = sql<string>`to_char(${gaugeReadings.measuredAt} at time zone 'UTC', 'YYYY-MM-DD')`;
  const ofTenant = eq(gaugeReadings.organizationId, organizationId);
  const within = tx
    .selectDistinctOn([gaugeReadings.meter, day], { meter: gaugeReadings.meter, day, level: gaugeReadings.level })
    .from(gaugeReadings)
    .where(and(ofTenant, gte(gaugeReadings.measuredAt, start), lt(gaugeReadings.measuredAt, end)))
    .orderBy(asc(gaugeReadings.meter), asc(day), desc(gaugeReadings.measuredAt), desc(gaugeReadings.id));
  const before = tx
    .selectDistinctOn([gaugeReadings.meter], { meter: gaugeReadings.meter, level: gaugeReadings.level })
    .from(gaugeReadings)
    .where(and(ofTenant, lt(gaugeReadings.measuredAt, start)))
    .orderBy(asc(gaugeReadings.meter), desc(gaugeReadings.measuredAt), desc(gaugeReadings.id));
  const [readings, earlier] = await Promise.all([within, before]);
  return { within: readings, before: earlier };
}

function reachedInPeriod({ tx, organizationId }: TenantContext, { start }: Period) {
  return tx
    .select({
      meter: usageNotices.meter,
      step: usageNotices.step,
      at: usageNotices.toldAt,
      limit: usageNotices.atLimit,
    })
    .from(usageNotices)
    .where(and(eq(usageNotices.organizationId, organizationId), eq(usageNotices.periodStart, start)));
}
