import "server-only";
import type Stripe from "stripe";
import { conflict } from "@/lib/errors";
import type { OpenChange } from "./open-change";

/**
 * A discount on the subscription replaces the one on the customer, which may have been better
 * (docs.stripe.com/billing/subscriptions/coupons). So the price of the same items is compared with and without it.
 *
 * @param message the error's text when the price wouldn't be lower.
 * @throws GatehouseError `conflict` with it.
 */
export async function requireLowerBill(
  { budget, subscription }: OpenChange,
  discounts: Stripe.InvoiceCreatePreviewParams.Discount[],
  message: string,
): Promise<void> {
  const { customer, currency, items } = subscription;
  if (typeof customer === "string" || customer.deleted || !customer.discount) return;
  if (subscription.discounts.length > 0) return;
  const price = async (given: Pick<Stripe.InvoiceCreatePreviewParams, "discounts">) => {
    const { total } = await budget.call((stripe) =>
      stripe.invoices.createPreview({
        customer: customer.id,
        currency,
        subscription_details: { items: items.data.map(samePrice) },
        ...given,
      }),
    );
    return total;
  };
  const [now, discounted] = await Promise.all([price({}), price({ discounts })]);
  if (discounted >= now) throw conflict(message, { reason: "not_lower" });
}

const samePrice = ({ price, quantity }: Stripe.SubscriptionItem) => ({
  price: price.id,
  ...(quantity === undefined ? {} : { quantity }),
});
