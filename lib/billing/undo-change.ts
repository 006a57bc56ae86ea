import "server-only";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { openChange } from "./open-change";
import { releaseSchedule } from "./write-schedule";

/**
 * Takes back the change that waits for the period's end: the subscription goes on as it is.
 *
 * @throws GatehouseError `conflict` when none waits.
 */
export async function undoChange(ctx: TenantContext): Promise<{ outcome: "undone" }> {
  const open = await openChange(ctx);
  const { scheduled } = open.present;
  if (!scheduled) throw conflict("No change is scheduled.", { reason: "none_scheduled" });
  await releaseSchedule(open);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.scheduled_change_undone",
    subject: open.subscription.id,
    details: { at: scheduled.at },
  });
  return { outcome: "undone" };
}
