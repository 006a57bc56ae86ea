import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { createSubscription } from "../subscriptions/create-subscription";
import { requirePayment, savePaymentMethod, verifyCard } from "./buyer";
import type { CheckoutContext, CheckoutOutcome } from "./context";

/** A checkout that starts a subscription. */
export function completeSubscription(
  world: World,
  checkout: CheckoutContext,
  customer: PublicTables["customer"],
): CheckoutOutcome {
  const { session, plan, method, authenticated } = checkout;
  if (method) savePaymentMethod(world, method, customer.id, authenticated);
  const created = createSubscription(
    world,
    {
      ...plan.subscription,
      customer: customer.id,
      ...(session.currency === null ? {} : { currency: session.currency }),
      items: plan.items.map(({ price, quantity, taxRates }) => ({
        price,
        ...(quantity === undefined ? {} : { quantity }),
        ...(taxRates?.length ? { tax_rates: taxRates } : {}),
      })),
      ...(method ? { default_payment_method: method.id } : {}),
      ...(plan.promotionCode
        ? { discounts: [{ promotion_code: plan.promotionCode }] }
        : plan.coupon
          ? { discounts: [{ coupon: plan.coupon }] }
          : {}),
      ...(session.automatic_tax.enabled ? { automatic_tax: { enabled: true } } : {}),
    },
    { onSession: true, authenticated, checkoutSession: session.id },
  );
  requirePayment(created.attempt);
  if (method && created.subscription.status === "trialing") verifyCard(world, method, authenticated);
  return {
    invoice: created.invoice?.id ?? null,
    subscription: created.subscription.id,
    payment_status:
      created.attempt?.kind === "processing"
        ? "unpaid"
        : (created.invoice?.total ?? 0) > 0
          ? "paid"
          : "no_payment_required",
  };
}
