import "server-only";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { giveUpPending } from "./give-up-pending";
import type { CancelInput } from "./input";
import { openChange } from "./open-change";
import { releaseSchedule } from "./write-schedule";

/**
 * Ends the subscription with the period that is paid for. Why is kept in Stripe, beside what it explains, and comes back
 * with the next reading. A change that was scheduled, or waits for its payment, is given up: nobody wants it any more.
 *
 * @returns when it ends, UTC.
 */
export async function cancelSubscription(
  ctx: TenantContext,
  { reason, comment = "" }: CancelInput,
): Promise<{ outcome: "canceling"; at: Date }> {
  const open = await openChange(ctx);
  const { budget, subscription, present } = open;
  await releaseSchedule(open);
  await giveUpPending(open);
  await budget.call((stripe) =>
    stripe.subscriptions.update(subscription.id, {
      ...(subscription.cancel_at === null ? { cancel_at_period_end: true } : {}),
      cancellation_details: { feedback: reason, comment },
      metadata: { cancel_reason: reason },
    }),
  );
  const at = new Date((subscription.cancel_at ?? present.periodEnd) * 1000);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.cancellation_requested",
    subject: subscription.id,
    details: { reason, ...(comment ? { comment } : {}), at },
  });
  return { outcome: "canceling", at };
}
