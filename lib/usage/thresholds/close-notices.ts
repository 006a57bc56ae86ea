import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { usageCounters, usageNotices } from "@/db/schema";
import { resolveAlert } from "@/lib/alerts";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import type { Entitlements } from "@/lib/entitlements";
import { counterThresholds } from "../track/batch";
import { limitAlert } from "./notify-admins";

/**
 * Closes the notices, with their alerts, whose period has ended or whose limit no longer applies.
 *
 * @returns when the next of those that stay open ends; null if none does.
 */
export async function closeNotices(ctx: TenantContext, entitlements: Entitlements): Promise<Date | null> {
  const open: number[] = [];
  for (const notice of await openNotices(ctx)) {
    const { meter, periodStart, atLimit, step, periodEnd } = notice;
    if (periodEnd > ctx.now && counterThresholds(catalog, entitlements, meter).limit === atLimit) {
      open.push(periodEnd.getTime());
      continue;
    }
    await ctx.tx
      .update(usageNotices)
      .set({ overAt: ctx.now })
      .where(
        and(
          eq(usageNotices.organizationId, ctx.organizationId),
          eq(usageNotices.meter, meter),
          eq(usageNotices.periodStart, periodStart),
          eq(usageNotices.atLimit, atLimit),
          eq(usageNotices.step, step),
        ),
      );
    await resolveAlert(ctx, limitAlert(ctx, notice));
  }
  return open.length === 0 ? null : new Date(Math.min(...open));
}

function openNotices({ tx, organizationId }: TenantContext) {
  return tx
    .select({
      meter: usageNotices.meter,
      periodStart: usageNotices.periodStart,
      periodEnd: usageCounters.periodEnd,
      atLimit: usageNotices.atLimit,
      step: usageNotices.step,
    })
    .from(usageNotices)
    .innerJoin(
      usageCounters,
      and(
        eq(usageCounters.organizationId, usageNotices.organizationId),
        eq(usageCounters.meter, usageNotices.meter),
        eq(usageCounters.periodStart, usageNotices.periodStart),
      ),
    )
    .where(and(eq(usageNotices.organizationId, organizationId), isNull(usageNotices.overAt)));
}
