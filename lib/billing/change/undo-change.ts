import "server-only";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { giveUpPending } from "./give-up-pending";
import { openChange } from "./open-change";
import { releaseSchedule } from "./write-schedule";

/**
 * Takes back the change that waits, for the period's end or for its payment: the subscription goes on as it is.
 *
 * @throws GatehouseError `conflict` when none waits.
 */
export async function undoChange(ctx: TenantContext): Promise<{ outcome: "undone" }> {
  const open = await openChange(ctx);
  const { scheduled } = open.present;
  const unpaid = await giveUpPending(open);
  if (!scheduled && !unpaid) throw conflict("No change is waiting.", { reason: "none_scheduled" });
  if (scheduled) await releaseSchedule(open);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: scheduled ? "billing.scheduled_change_undone" : "billing.unpaid_change_undone",
    subject: open.subscription.id,
    ...(scheduled ? { details: { at: scheduled.at } } : {}),
  });
  return { outcome: "undone" };
}
