import "server-only";
import type { cancelReasons } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { discardPendingChange } from "./discard-pending-change";
import { openExit, requireOwnSchedule } from "./open-change";
import { releaseSchedule } from "./write-schedule";

type EndInput = { feedback: (typeof cancelReasons)[number]; discardScheduled?: boolean | undefined };

/**
 * Ends the subscription now. Overage is invoiced; nothing is refunded, which an invoice's credit note is for. Other
 * subscriptions of the customer stay.
 *
 * @throws GatehouseError `conflict` (`scheduled`) when a person's arrangement waits and `discardScheduled` isn't set.
 */
export async function endSubscription(
  ctx: TenantContext,
  { feedback, discardScheduled = false }: EndInput,
): Promise<{ outcome: "ended"; at: Date }> {
  const open = await openExit(ctx);
  const { budget, subscription } = open;
  if (!discardScheduled) requireOwnSchedule(subscription);
  await releaseSchedule(open);
  await discardPendingChange(open);
  await budget.call((stripe) =>
    stripe.subscriptions.cancel(subscription.id, {
      invoice_now: true,
      prorate: false,
      cancellation_details: { feedback },
    }),
  );
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.cancellation_requested",
    subject: subscription.id,
    details: { reason: feedback, at: ctx.now },
  });
  return { outcome: "ended", at: ctx.now };
}
