import "server-only";
import type Stripe from "stripe";
import { conflict } from "@/lib/errors";
import type { OpenChange } from "./open-change";
import { withoutCancellation } from "./resume-subscription";

/**
 * A discount on the subscription replaces the one on the customer, which may have been better
 * (docs.stripe.com/billing/subscriptions/coupons). So the next invoice is compared with and without it.
 *
 * @param message what the customer is told when the invoice wouldn't be lower.
 * @throws GatehouseError `conflict` with it.
 */
export async function requireLowerBill(
  { budget, subscription }: OpenChange,
  discounts: Stripe.SubscriptionUpdateParams.Discount[],
  message: string,
): Promise<void> {
  const next = (params: Stripe.InvoiceCreatePreviewParams) =>
    budget.call((stripe) =>
      stripe.invoices.createPreview({
        subscription: subscription.id,
        subscription_details: withoutCancellation(subscription),
        ...params,
      }),
    );
  const [without, discounted] = await Promise.all([next({}), next({ discounts })]);
  if (discounted.total >= without.total) throw conflict(message, { reason: "not_lower" });
}
