import "server-only";
import type Stripe from "stripe";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { discardPendingChange } from "./discard-pending-change";
import type { CancelInput } from "./input";
import { type OpenChange, openExit, requireOwnSchedule } from "./open-change";
import { releaseSchedule } from "./write-schedule";

/**
 * Cancels the subscription at the end of the paid period. The reason is stored in Stripe and mirrored by the next sync. A
 * change that is scheduled or awaits payment is discarded; one that a person arranged in Stripe only when the customer
 * confirms it.
 *
 * @returns when the subscription ends, UTC.
 * @throws GatehouseError `conflict` (`scheduled`) when a person's arrangement waits and `discardScheduled` isn't set.
 */
export async function cancelSubscription(
  ctx: TenantContext,
  { reason, comment = "", discardScheduled = false }: CancelInput,
): Promise<{ outcome: "canceling"; at: Date }> {
  const open = await openExit(ctx);
  const { budget, subscription, current } = open;
  if (!discardScheduled) requireOwnSchedule(subscription);
  await releaseSchedule(open);
  await discardPendingChange(open);
  await budget.call((stripe) =>
    stripe.subscriptions.update(subscription.id, {
      ...endOf(open),
      cancellation_details: { feedback: reason, comment },
      metadata: { cancel_reason: reason },
    }),
  );
  const at = new Date((subscription.cancel_at ?? current.periodEnd) * 1000);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.cancellation_requested",
    subject: subscription.id,
    details: { reason, at },
    ...(comment ? { personal: { facts: { comment } } } : {}),
  });
  return { outcome: "canceling", at };
}

/**
 * At the end of the plan's period. With items of other intervals Stripe would take the earliest end of all
 * (docs.stripe.com/changelog/basil/2025-07-30/cancel-at-enums), so that a monthly item would end a year that is paid.
 */
function endOf({ subscription, current }: OpenChange): Stripe.SubscriptionUpdateParams {
  if (subscription.cancel_at !== null) return {};
  const isCommon = subscription.items.data.every((item) => item.current_period_end === current.periodEnd);
  return isCommon ? { cancel_at_period_end: true } : { cancel_at: current.periodEnd, proration_behavior: "none" };
}
