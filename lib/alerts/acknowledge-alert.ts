import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { alerts } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import { resolveAlert } from "./resolve-alert";

/**
 * Says that someone takes care of an alert. It leaves the overview and stays on the alerts page until its cause is gone; an
 * alert about something that is over is resolved by it. Runs in the platform role.
 *
 * @throws GatehouseError `not_found`; `conflict` if it is acknowledged or resolved already.
 */
export async function acknowledgeAlert(ctx: Context, { alertId }: { alertId: string }): Promise<{ resolved: boolean }> {
  const [row] = await ctx.tx.select().from(alerts).where(eq(alerts.id, alertId)).for("update");
  const alert = found(row, "alert");
  if (alert.resolvedAt) throw conflict("This alert is already resolved.");
  if (alert.acknowledgedAt) throw conflict("This alert was already acknowledged.");
  await ctx.tx
    .update(alerts)
    .set({ acknowledgedAt: ctx.now, acknowledgedBy: ctx.actor.kind === "user" ? ctx.actor.id : null })
    .where(and(eq(alerts.id, alertId), isNull(alerts.acknowledgedAt)));
  const resolved = isOver(alert);
  if (resolved) await resolveAlert(ctx, { kind: alert.kind, dedupeKey: alert.dedupeKey.slice(alert.kind.length + 1) });
  await recordAudit(ctx, {
    organizationId: alert.organizationId ?? platformChain,
    action: "alerts.acknowledged",
    subject: alert.id,
    details: { kind: alert.kind, title: alert.title },
  });
  return { resolved };
}

/** About something that has happened and has no later state: a plan that ended, a request that Stripe refused. */
const isOver = ({ kind, dedupeKey }: Pick<typeof alerts.$inferSelect, "kind" | "dedupeKey">): boolean =>
  kind === "stripe" || (kind === "cancellation" && dedupeKey.endsWith(":ended"));
