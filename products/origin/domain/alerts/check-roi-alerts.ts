import "server-only";
import { and, asc, eq, isNull, lt, lte, max, or } from "drizzle-orm";
import { now as clockNow } from "@/lib/clock";
import { type Actor, type Context, inTenant, type TenantContext, withPlatform, withSnapshot } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addHours } from "@/lib/durations";
import { entitlementsOf } from "@/lib/entitlements";
import { sendJobs } from "@/lib/jobs";
import { channelSpend, conversions, roiAlerts, touchpoints } from "@/products/origin/schema";
import { settingsOf } from "../data/settings";
import { dayIn, shiftDay, startOfDay } from "../import/time-zone";
import { computeRun } from "../runs/compute-run";
import { notifyTurns } from "./notify-turns";
import { type Figures, lastCompleteDay, turnOf, windowDays } from "./roi-alert";

const worker: Actor = { kind: "system", id: "worker" };

/**
 * Checks an organization's alerts against the newest complete day; without one, sends a job for each organization whose alerts may be
 * due. Safe to run twice at once: an alert is compared and notified under its row's lock, once per day of data.
 */
export async function checkRoiAlerts(
  { organizationId }: { organizationId?: string | undefined },
  now = clockNow(),
): Promise<void> {
  if (organizationId === undefined) return withPlatform({ actor: worker, now }, sendDue);
  const due = await withSnapshot({ organizationId, actor: worker, now }, async (ctx) => {
    const { access, features } = await entitlementsOf(ctx);
    if (access === "blocked" || !features.includes("roi_alerts")) return undefined;
    const day = await dayToCheck(ctx);
    if (day === null || (await ctx.tx.$count(roiAlerts, dueAt(organizationId, day))) === 0) return undefined;
    return { day, figures: await figuresOf(ctx, day) };
  });
  if (due)
    await withPlatform({ actor: worker, now }, (ctx) => compare(inTenant(ctx, organizationId), due.day, due.figures));
}

/** Yesterday, where the day ends first. */
const newestYesterday = (now: Date): string => shiftDay(isoDay(addHours(now, 14)), -1);

async function sendDue(ctx: Context): Promise<void> {
  const rows = await ctx.tx
    .selectDistinct({ organizationId: roiAlerts.organizationId })
    .from(roiAlerts)
    .where(or(isNull(roiAlerts.checkedDay), lt(roiAlerts.checkedDay, newestYesterday(ctx.now))));
  await sendJobs(
    ctx,
    "check-roi-alerts",
    rows.map(({ organizationId }) => ({ input: { organizationId }, key: organizationId })),
  );
}

const dueAt = (organizationId: string, day: string) =>
  and(eq(roiAlerts.organizationId, organizationId), or(isNull(roiAlerts.checkedDay), lt(roiAlerts.checkedDay, day)));

async function dayToCheck(ctx: TenantContext): Promise<string | null> {
  const { organizationId, now, tx } = ctx;
  const { timeZone } = await settingsOf(ctx);
  const today = dayIn(now, timeZone);
  const midnight = startOfDay(today, timeZone);
  const newest: Date[] = [];
  for (const table of [touchpoints, conversions]) {
    const [row] = await tx
      .select({ at: max(table.at) })
      .from(table)
      .where(and(eq(table.organizationId, organizationId), lt(table.at, midnight)));
    if (row?.at) newest.push(row.at);
  }
  const yesterday = shiftDay(today, -1);
  const [spend] = await tx
    .select({ day: max(channelSpend.day) })
    .from(channelSpend)
    .where(and(eq(channelSpend.organizationId, organizationId), lte(channelSpend.day, yesterday)));
  const newestEvent = newest.length > 0 ? dayIn(new Date(Math.max(...newest.map(Number))), timeZone) : null;
  return lastCompleteDay(yesterday, { newestEvent, newestSpend: spend?.day ?? null });
}

/** What each channel earned and cost in the days up to `day`, by the linear model. It isn't a run, so it isn't counted. */
async function figuresOf(ctx: TenantContext, day: string): Promise<ReadonlyMap<string, Figures>> {
  const { credits, spend } = await computeRun(
    ctx,
    {
      model: "linear",
      halfLifeDays: null,
      markovOrder: null,
      fromDay: shiftDay(day, 1 - windowDays),
      toDay: day,
      lookBackDays: windowDays,
      conversionType: null,
    },
    async () => {},
  );
  const earned = new Map(credits.map(({ channel, value }) => [channel, value]));
  const channels = new Set([...earned.keys(), ...spend.keys()]);
  return new Map(
    [...channels].map((channel) => [channel, { value: earned.get(channel) ?? 0, spend: spend.get(channel) ?? 0 }]),
  );
}

async function compare(ctx: TenantContext, day: string, figures: ReadonlyMap<string, Figures>): Promise<void> {
  const { organizationId, now, tx } = ctx;
  const alerts = await tx
    .select()
    .from(roiAlerts)
    .where(dueAt(organizationId, day))
    .orderBy(asc(roiAlerts.channel))
    .for("update");
  const compared = alerts.map(({ channel, threshold, fallenAt }) => {
    const found = figures.get(channel) ?? { value: 0, spend: 0 };
    return { channel, threshold, fallenAt, ...found, turn: turnOf(found, threshold, fallenAt !== null) };
  });
  for (const { channel, value, spend, fallenAt, turn } of compared) {
    await tx
      .update(roiAlerts)
      .set({
        checkedDay: day,
        value,
        spend,
        fallenAt: turn === "falls" ? now : turn === "recovers" ? null : fallenAt,
      })
      .where(and(eq(roiAlerts.organizationId, organizationId), eq(roiAlerts.channel, channel)));
  }
  await notifyTurns(
    ctx,
    compared.flatMap(({ turn, ...each }) => (turn === "stays" ? [] : [{ ...each, turn }])),
  );
}
