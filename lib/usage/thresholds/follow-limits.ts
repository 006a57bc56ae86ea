import "server-only";
import { and, asc, desc, eq, gt, gte, isNull, lte, or, sql } from "drizzle-orm";
import { subscriptions, usageCounters, usageGates, usageNotices } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { type Context, inTenant, type TenantContext, withPlatform } from "@/lib/context";
import { balanceFor, creditPrice, type GrantRow, lockGate, openGrants } from "@/lib/credits";
import { type Entitlements, entitlementsOf } from "@/lib/entitlements";
import { logger } from "@/lib/logger";
import { grantPlanCredits, plansGrantCredits } from "../credits/grant-plan-credits";
import { creditCapacity } from "../credits/meter-credits";
import { recordTerms } from "../overage/record-terms";
import { usagePeriod } from "../period";
import { counterThresholds } from "../track/batch";
import { type CounterRow, isCounter } from "../track/lock-counter";
import { closeNotices } from "./close-notices";
import { notifyLimits } from "./notify-limits";
import { countUnder, graceOf, reachedThresholds, reachesSoft } from "./thresholds";

type Opening = Pick<Context, "actor" | "now">;

const maxPerRun = 500;

/**
 * The job that compares usage with limits that have changed, by a write or by time. Each organization in a transaction of the
 * platform role, so that none is locked for long. Safe to run twice at once.
 *
 * @throws the last error, after all organizations were tried. The next run retries those that failed.
 */
export async function followChangedLimits(opening: Opening): Promise<void> {
  let failure: unknown;
  for (const organizationId of await withPlatform(opening, changedOrganizations)) {
    try {
      await withPlatform(opening, (ctx) => followLimits(inTenant(ctx, organizationId)));
    } catch (error) {
      failure = error;
      logger.warn({ err: error, organizationId }, "could not compare usage with its limits");
    }
  }
  if (failure) throw failure;
}

/** Those never compared before come last: a release that starts to do so has many of them. */
async function changedOrganizations({ tx, now }: Context): Promise<string[]> {
  const { followedVersion, followAt } = usageGates;
  const changed = sql`${followedVersion} is distinct from ${subscriptions.entitlementsVersion}`;
  const rows = await tx
    .select({ organizationId: subscriptions.organizationId })
    .from(subscriptions)
    .leftJoin(usageGates, eq(usageGates.organizationId, subscriptions.organizationId))
    .where(or(changed, lte(followAt, now), plansGrantCredits ? isNull(followAt) : undefined))
    .orderBy(sql`${followedVersion} is null`, asc(subscriptions.organizationId))
    .limit(maxPerRun);
  return rows.map(({ organizationId }) => organizationId);
}

/**
 * Compares an organization's usage with its limits after they may have changed: records the terms that hold from now on, ends
 * and starts grace periods, notifies the thresholds of a new limit that are already reached, and closes the alerts of the
 * old one. Does nothing if nothing has changed.
 */
export async function followLimits(ctx: TenantContext): Promise<void> {
  await lockGate(ctx);
  const gate = await readGate(ctx);
  const entitlements = await entitlementsOf(ctx);
  const expired = gate.followAt !== null && gate.followAt <= ctx.now;
  if (gate.followedVersion === entitlements.version && !expired) return;
  await recordPastTerms(ctx, expired ? gate.followAt : null);
  await recordTerms(ctx, entitlements);
  const grantsAt = await grantPlanCredits(ctx, entitlements);
  const grants = await openGrants(ctx);
  for (const counter of await countersOf(ctx, entitlements)) await followCounter(ctx, counter, entitlements, grants);
  const closesAt = await closeNotices(ctx, entitlements);
  await writeGate(ctx, entitlements, [grantsAt, closesAt]);
  await notifyLimits(ctx);
}

type Gate = Pick<typeof usageGates.$inferSelect, "followedVersion" | "followAt">;

async function readGate({ tx, organizationId }: TenantContext): Promise<Gate> {
  const [gate] = await tx.select().from(usageGates).where(eq(usageGates.organizationId, organizationId));
  if (!gate) throw new Error("a gate that was just locked is missing");
  return gate;
}

/** The terms that began between the last comparison and now because something ended by time, each from its own moment. */
async function recordPastTerms(ctx: TenantContext, first: Date | null): Promise<void> {
  let at = first;
  while (at && at < ctx.now) {
    const entitlements = await entitlementsOf({ ...ctx, now: at });
    await recordTerms({ ...ctx, now: at }, entitlements);
    at = entitlements.validUntil;
  }
}

/**
 * The counters of the running period. Those that a new billing anchor cut short don't count any more, although their own period
 * would go on: what a trial used isn't held against the plan that was bought after it.
 */
function countersOf({ tx, organizationId, now }: TenantContext, { anchorAt }: Entitlements): Promise<CounterRow[]> {
  const { start } = usagePeriod(catalog.usagePeriod, anchorAt, now);
  const { periodStart, periodEnd } = usageCounters;
  return tx
    .select()
    .from(usageCounters)
    .where(and(eq(usageCounters.organizationId, organizationId), gt(periodEnd, now), gte(periodStart, start)))
    .orderBy(desc(usageCounters.meter), asc(usageCounters.periodStart));
}

async function followCounter(
  ctx: TenantContext,
  counter: CounterRow,
  entitlements: Entitlements,
  grants: readonly GrantRow[],
): Promise<void> {
  const thresholds = counterThresholds(catalog, entitlements, counter.meter);
  const count = countUnder(thresholds, counter);
  const isCovered = creditsFor(entitlements, counter, grants, ctx.now) > 0;
  const reached = reachedThresholds(thresholds, count.used, isCovered);
  const graceStartedAt = reachesSoft(thresholds, count)
    ? (graceOf(thresholds, count) ?? (isCovered ? null : ctx.now))
    : null;
  if (counter.included !== thresholds.limit) {
    await ctx.tx
      .update(usageCounters)
      .set({ included: thresholds.limit, graceStartedAt })
      .where(isCounter(ctx, counter.meter, counter.periodStart));
  }
  // Also at the same limit: when overage is no longer sold, the hard limit is new.
  const { organizationId, now } = ctx;
  const { meter, periodStart } = counter;
  if (!thresholds.limit || reached.length === 0) return;
  const notice = { organizationId, meter, periodStart, atLimit: thresholds.limit, toldAt: now };
  await ctx.tx
    .insert(usageNotices)
    .values(reached.map((step) => ({ ...notice, step })))
    .onConflictDoNothing();
}

function creditsFor(
  entitlements: Entitlements,
  { meter, prepaid }: CounterRow,
  grants: readonly GrantRow[],
  now: Date,
): number {
  const balance = balanceFor(grants, { meter, price: creditPrice(catalog, entitlements, meter), now });
  return creditCapacity(catalog, entitlements, meter, { balance, prepaid });
}

function writeGate({ tx, organizationId }: TenantContext, entitlements: Entitlements, others: (Date | null)[]) {
  const { version, validUntil } = entitlements;
  const times = [validUntil, ...others].flatMap((at) => (at ? [at.getTime()] : []));
  const followAt = times.length === 0 ? null : new Date(Math.min(...times));
  return tx
    .update(usageGates)
    .set({ followedVersion: version, followAt })
    .where(eq(usageGates.organizationId, organizationId));
}
