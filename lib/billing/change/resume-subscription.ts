import "server-only";
import type Stripe from "stripe";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { openChange } from "./open-change";

/**
 * Takes a cancellation back before it has taken effect. What has ended cannot be resumed, only bought again.
 *
 * @throws GatehouseError `conflict` when nothing is about to end.
 */
export async function resumeSubscription(ctx: TenantContext): Promise<{ outcome: "resumed" }> {
  const { budget, subscription } = await openChange(ctx);
  if (subscription.cancel_at === null) throw conflict("The plan is not about to end.", { reason: "not_canceling" });
  await budget.call((stripe) => stripe.subscriptions.update(subscription.id, resumption(subscription)));
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.resumed",
    subject: subscription.id,
    details: { wouldHaveEndedAt: new Date(subscription.cancel_at * 1000) },
  });
  return { outcome: "resumed" };
}

/** Stripe takes only one of the two ways to say when a subscription ends; the portal uses the other one. */
export function resumption({ cancel_at_period_end }: Stripe.Subscription): Stripe.SubscriptionUpdateParams {
  return {
    ...(cancel_at_period_end ? { cancel_at_period_end: false } : { cancel_at: "" }),
    cancellation_details: { feedback: "", comment: "" },
    metadata: { cancel_reason: "" },
  };
}
