import "server-only";
import type Stripe from "stripe";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { complimentaryUntilKey, requireOwnEnd } from "./complimentary";
import { openChange, requireOwnSchedule } from "./open-change";

/**
 * Withdraws a cancellation before it takes effect. A subscription that has ended can only be bought again.
 *
 * @throws GatehouseError `conflict` when no cancellation is scheduled, a person's schedule ends the subscription, or a complimentary
 * plan ends as it was given.
 */
export async function resumeSubscription(ctx: TenantContext): Promise<{ outcome: "resumed" }> {
  const { budget, subscription } = await openChange(ctx);
  if (subscription.cancel_at === null) throw conflict("Your plan isn't set to cancel.", { reason: "not_canceling" });
  // Stripe doesn't let a subscription keep its end date apart from the schedule that sets it.
  requireOwnSchedule(subscription);
  requireOwnEnd(ctx, subscription);
  await budget.call((stripe) => stripe.subscriptions.update(subscription.id, resumeParams(subscription)));
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.resumed",
    subject: subscription.id,
    details: { wouldHaveEndedAt: new Date(subscription.cancel_at * 1000) },
  });
  return { outcome: "resumed" };
}

/** The cancellation taken back, as parameters of an update or a preview. Empty when there is none. */
export function withoutCancellation({
  cancel_at,
  cancel_at_period_end,
}: Stripe.Subscription): Pick<
  Stripe.InvoiceCreatePreviewParams.SubscriptionDetails,
  "cancel_at" | "cancel_at_period_end"
> {
  if (cancel_at === null && !cancel_at_period_end) return {};
  return cancel_at_period_end ? { cancel_at_period_end: false } : { cancel_at: "" };
}

/** Stripe accepts only one of its two ways to set an end date in an update; the customer portal uses the other one. */
export function resumeParams(subscription: Stripe.Subscription): Stripe.SubscriptionUpdateParams {
  return {
    ...withoutCancellation(subscription),
    // An end in the middle of an item's period was set without a credit for it.
    proration_behavior: "none",
    cancellation_details: { feedback: "", comment: "" },
    metadata: { cancel_reason: "", [complimentaryUntilKey]: "" },
  };
}
