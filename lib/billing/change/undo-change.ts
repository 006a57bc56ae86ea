import "server-only";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { discardPendingChange } from "./discard-pending-change";
import { openExit, requireOwnSchedule } from "./open-change";
import { releaseSchedule } from "./write-schedule";

/**
 * Undoes a change that is scheduled for the period's end or awaits payment. The subscription stays as it is.
 *
 * @throws GatehouseError `conflict` when there is none.
 */
export async function undoChange(ctx: TenantContext): Promise<{ outcome: "undone" }> {
  const open = await openExit(ctx);
  requireOwnSchedule(open.subscription);
  const { scheduled } = open.current;
  const discarded = await discardPendingChange(open);
  if (!scheduled && !discarded) throw conflict("There is no change to undo.", { reason: "none_scheduled" });
  if (scheduled) await releaseSchedule(open);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: scheduled ? "billing.scheduled_change_undone" : "billing.unpaid_change_undone",
    subject: open.subscription.id,
    ...(scheduled ? { details: { at: scheduled.at } } : {}),
  });
  return { outcome: "undone" };
}
