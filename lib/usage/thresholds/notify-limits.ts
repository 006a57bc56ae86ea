import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { usageCounters, usageNotices } from "@/db/schema";
import { mailBilling, organizationName } from "@/lib/billing";
import { catalog, findMeter } from "@/lib/catalog";
import { type Context, inTenant, type TenantContext } from "@/lib/context";
import { day } from "@/lib/durations";
import { entitlementsOf, upgradeUrl } from "@/lib/entitlements";
import { counterThresholds } from "../track/batch";
import { type NoticeKey, noticeKey, notifyAdmins } from "./notify-admins";
import { countUnder, graceEnd, type NoticeStep } from "./thresholds";

const order: readonly NoticeStep[] = ["warning", "critical", "soft", "refused", "hard"];

/**
 * The job that writes limit emails missed because a process died, or the database was unavailable, right after counting.
 * For a platform-role transaction. Safe to run twice at once.
 */
export async function notifyOpenLimits(ctx: Context): Promise<void> {
  const open = await ctx.tx
    .selectDistinct({ organizationId: usageNotices.organizationId })
    .from(usageNotices)
    .where(isNull(usageNotices.mailedAt))
    .orderBy(usageNotices.organizationId)
    .limit(500);
  for (const { organizationId } of open) await notifyLimits(inTenant(ctx, organizationId));
}

/**
 * Writes the emails about thresholds that were reached and not yet emailed, to the members who manage billing. The
 * notice is locked and marked in the transaction that writes the outbox row, so it is emailed exactly once.
 */
export async function notifyLimits(ctx: TenantContext): Promise<void> {
  const due = await claimDue(ctx);
  if (due.length === 0) return;
  for (const notice of highestOfEach(due)) await notify(ctx, notice);
}

type Notice = NoticeKey & Pick<typeof usageNotices.$inferSelect, "refused">;

/** A warning that couldn't be sent for a day is no longer worth an email. */
const warningExpiresMs = day;

async function claimDue({ tx, organizationId, now }: TenantContext): Promise<Notice[]> {
  const rows = await tx
    .update(usageNotices)
    .set({ mailedAt: now })
    .where(and(eq(usageNotices.organizationId, organizationId), isNull(usageNotices.mailedAt)))
    .returning();
  return rows.filter(({ step, toldAt }) => step !== "warning" || now.getTime() - toldAt.getTime() < warningExpiresMs);
}

/** When several thresholds were reached at once, only the highest is emailed. */
function highestOfEach(notices: readonly Notice[]): Notice[] {
  const rank = ({ step }: Notice) => order.indexOf(step);
  const highest = new Map<string, Notice>();
  for (const notice of notices) {
    const key = `${notice.meter} ${notice.periodStart.toISOString()} ${notice.atLimit}`;
    const known = highest.get(key);
    if (!known || rank(notice) > rank(known)) highest.set(key, notice);
  }
  return [...highest.values()];
}

async function notify(ctx: TenantContext, notice: Notice): Promise<void> {
  const { meter, periodStart, step, atLimit, refused } = notice;
  const thresholds = counterThresholds(catalog, await entitlementsOf(ctx), meter);
  // Another limit applies by now, and has notices of its own.
  if (thresholds.limit !== atLimit) return;
  const stored = await countOf(ctx, meter, periodStart);
  const { used, graceStartedAt } = countUnder(thresholds, stored);
  const organization = await organizationName(ctx);
  const graceEndsAt = thresholds.hardLimit === null ? null : graceEnd(thresholds, graceStartedAt);
  await notifyAdmins(ctx, { ...notice, organization, used, graceEndsAt });
  await mailBilling(ctx, {
    template: "limit-reached",
    key: `limit:${noticeKey(notice)}`,
    props: {
      organization,
      meter: findMeter(catalog, meter).name,
      step,
      used,
      limit: atLimit,
      hardLimit: thresholds.hardLimit,
      refused,
      graceEndsAt: graceEndsAt?.toISOString() ?? null,
      billingUrl: upgradeUrl(),
    },
  });
}

async function countOf({ tx, organizationId }: TenantContext, meter: string, periodStart: Date) {
  const [row] = await tx
    .select({
      used: usageCounters.used,
      credited: usageCounters.credited,
      graceStartedAt: usageCounters.graceStartedAt,
      included: usageCounters.included,
    })
    .from(usageCounters)
    .where(
      and(
        eq(usageCounters.organizationId, organizationId),
        eq(usageCounters.meter, meter),
        eq(usageCounters.periodStart, periodStart),
      ),
    );
  return row ?? { used: 0, credited: 0, graceStartedAt: null, included: null };
}
