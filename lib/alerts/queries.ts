import "server-only";
import { and, desc, eq, isNull, not, type SQL } from "drizzle-orm";
import { alerts, organizations } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type AlertKind, dedupeKeyOf } from "./raise-alert";

/** The latest alerts that no one has acknowledged and whose cause is not gone, newest first, without muted ones. */
export const recentAlerts = ({ tx }: Context, limit: number) =>
  tx
    .select({
      id: alerts.id,
      kind: alerts.kind,
      title: alerts.title,
      text: alerts.text,
      url: alerts.url,
      createdAt: alerts.createdAt,
      organizationId: alerts.organizationId,
      organizationName: organizations.name,
    })
    .from(alerts)
    .leftJoin(organizations, eq(organizations.id, alerts.organizationId))
    .where(and(isNull(alerts.resolvedAt), isNull(alerts.acknowledgedAt), not(alerts.muted)))
    .orderBy(desc(alerts.createdAt), desc(alerts.id))
    .limit(limit);
export type ListedAlert = Awaited<ReturnType<typeof recentAlerts>>[number];

/** An alert that isn't resolved, by what `resolveAlert` takes. */
export type OpenAlert = { kind: AlertKind; dedupeKey: string; createdAt: Date };

/** The organization's alerts that are not resolved. */
export const openAlertsOf = (ctx: Context, organizationId: string): Promise<OpenAlert[]> =>
  openAlerts(ctx, eq(alerts.organizationId, organizationId));

/** All alerts of a kind that are not resolved. */
export const openAlertsOfKind = (ctx: Context, kind: AlertKind): Promise<OpenAlert[]> =>
  openAlerts(ctx, eq(alerts.kind, kind));

async function openAlerts({ tx }: Context, which: SQL): Promise<OpenAlert[]> {
  const rows = await tx
    .select({ kind: alerts.kind, stored: alerts.dedupeKey, createdAt: alerts.createdAt })
    .from(alerts)
    .where(and(which, isNull(alerts.resolvedAt)));
  return rows.map(({ stored, kind, createdAt }) => {
    const prefix = dedupeKeyOf({ kind, dedupeKey: "" });
    return { kind, dedupeKey: stored.slice(prefix.length), createdAt };
  });
}
