import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import { roiAlerts } from "@/products/origin/schema";
import { channelName } from "../data/names";
import { notifyTurns } from "./notify-turns";
import type { RoiAlertInput } from "./roi-alert-input";

const mostAlerts = 100;

/**
 * Sets the ROI that a channel has to keep, or changes it, and has it checked right away.
 *
 * @throws GatehouseError `feature_not_in_plan`, `read_only`, `conflict` with as many alerts as an organization can have.
 */
export async function setRoiAlert(ctx: TenantContext, { channel, threshold }: RoiAlertInput): Promise<void> {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, "roi_alerts");
  const { actor, organizationId, now, tx } = ctx;
  const others = and(eq(roiAlerts.organizationId, organizationId), ne(roiAlerts.channel, channel));
  if ((await tx.$count(roiAlerts, others)) >= mostAlerts) throw conflict(`You can have ${mostAlerts} alerts.`);
  const createdBy = actor.kind === "user" ? actor.id : null;
  await tx
    .insert(roiAlerts)
    .values({ organizationId, channel, threshold, createdBy, createdAt: now })
    .onConflictDoUpdate({
      target: [roiAlerts.organizationId, roiAlerts.channel],
      set: { threshold, checkedDay: null },
    });
  await sendJob(ctx, "check-roi-alerts", { organizationId }, organizationId);
  await recordAudit(ctx, {
    organizationId,
    action: "attribution.alert_set",
    subject: channel,
    details: { name: channelName(channel), threshold },
  });
}

/** Removes a channel's alert. One that was below its threshold is resolved. @throws GatehouseError `not_found`, `read_only`. */
export async function removeRoiAlert(ctx: TenantContext, channel: string): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  const [row] = await tx
    .delete(roiAlerts)
    .where(and(eq(roiAlerts.organizationId, organizationId), eq(roiAlerts.channel, channel)))
    .returning();
  const removed = found(row, "alert");
  if (removed.fallenAt !== null) await notifyTurns(ctx, [{ ...removed, turn: "recovers" }]);
  await recordAudit(ctx, {
    organizationId,
    action: "attribution.alert_removed",
    subject: channel,
    details: { name: channelName(channel) },
  });
}
