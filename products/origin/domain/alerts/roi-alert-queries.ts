import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { attributionResults, channelSpend, roiAlerts } from "@/products/origin/schema";

/** The organization's alerts: those below their threshold first. */
export async function listRoiAlerts({ organizationId, tx }: TenantContext) {
  const rows = await tx
    .select()
    .from(roiAlerts)
    .where(eq(roiAlerts.organizationId, organizationId))
    .orderBy(asc(roiAlerts.channel));
  return rows.sort((a, b) => Number(b.fallenAt !== null) - Number(a.fallenAt !== null));
}
export type RoiAlert = Awaited<ReturnType<typeof listRoiAlerts>>[number];

/** The channels that cost money, by the run's result and by the days of spend. Only they have an ROI. */
export async function channelsWithSpend({ organizationId, tx }: TenantContext, runId: string): Promise<string[]> {
  const byDay = await tx
    .selectDistinct({ channel: channelSpend.channel })
    .from(channelSpend)
    .where(eq(channelSpend.organizationId, organizationId));
  const byRun = await tx
    .select({ channel: attributionResults.channel, spend: attributionResults.spend })
    .from(attributionResults)
    .where(and(eq(attributionResults.organizationId, organizationId), eq(attributionResults.runId, runId)));
  const names = [...byDay, ...byRun.filter(({ spend }) => spend > 0)].map(({ channel }) => channel);
  return [...new Set(names)].sort();
}
