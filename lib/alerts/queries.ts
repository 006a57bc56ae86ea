import "server-only";
import { desc, eq, isNull } from "drizzle-orm";
import { alerts, organizations } from "@/db/schema";
import type { Context } from "@/lib/context";

/** The latest alerts that are not resolved, newest first. */
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
    .where(isNull(alerts.resolvedAt))
    .orderBy(desc(alerts.createdAt), desc(alerts.id))
    .limit(limit);
export type ListedAlert = Awaited<ReturnType<typeof recentAlerts>>[number];
