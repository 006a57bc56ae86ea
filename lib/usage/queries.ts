import "server-only";
import { and, eq } from "drizzle-orm";
import { gauges, usageCounters } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { describeUsage, type MeterUsage, type Readings } from "./overview";
import { usagePeriod } from "./period";

/** Where every meter of the organization stands at `ctx.now`. */
export async function usageOverview(ctx: TenantContext): Promise<MeterUsage[]> {
  const entitlements = await entitlementsOf(ctx);
  const period = usagePeriod(catalog.usagePeriod, entitlements.anchorAt, ctx.now);
  return describeUsage(catalog, entitlements, period, await readingsOf(ctx, period.start), ctx.now);
}

/** The present level of every gauge that was ever changed. */
export async function gaugeLevels({ tx, organizationId }: TenantContext): Promise<{ meter: string; level: number }[]> {
  return tx
    .select({ meter: gauges.meter, level: gauges.level })
    .from(gauges)
    .where(eq(gauges.organizationId, organizationId));
}

async function readingsOf(ctx: TenantContext, periodStart: Date): Promise<Readings> {
  const { tx, organizationId } = ctx;
  const counters = tx
    .select({ meter: usageCounters.meter, used: usageCounters.used, graceStartedAt: usageCounters.graceStartedAt })
    .from(usageCounters)
    .where(and(eq(usageCounters.organizationId, organizationId), eq(usageCounters.periodStart, periodStart)));
  const [counted, levels] = await Promise.all([counters, gaugeLevels(ctx)]);
  return { counters: counted, levels };
}
