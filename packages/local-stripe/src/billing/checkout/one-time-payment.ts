import { rate } from "../../engine/rating";
import { storedPrice } from "../../lookup/localized-price";
import { mergeMetadata } from "../../objects/metadata";
import { futureUsage, newPaymentIntent, shippingOf } from "../../objects/payment-intent-object";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { redeem } from "../discounts/discounts";
import { productName } from "../invoices/describe";
import { draftInvoice } from "../invoices/draft-invoice";
import { finalizeInvoice, paymentIntentOf } from "../invoices/finalize-invoice";
import type { LineInput } from "../invoices/line";
import { payInvoice } from "../invoices/pay-invoice";
import { chargeIntent } from "../payments/charge-intent";
import { requirePayment, savePaymentMethod } from "./buyer";
import type { CheckoutContext, CheckoutOutcome } from "./context";

type Customer = PublicTables["customer"];

/** A one-time payment, with an invoice if the session asked for one. */
export function completePayment(world: World, checkout: CheckoutContext, customer: Customer | null): CheckoutOutcome {
  const { session, method, authenticated } = checkout;
  if (customer && session.invoice_creation?.enabled) return payWithInvoice(world, checkout, customer);
  redeemDiscounts(world, checkout, customer);
  if (!method || !session.amount_total) return { payment_status: "no_payment_required" };
  const { payment } = checkout.plan;
  const intent = newPaymentIntent(world, {
    amount: session.amount_total,
    currency: session.currency ?? "usd",
    customer: customer?.id ?? null,
    description: payment?.description ?? null,
    metadata: mergeMetadata({}, payment?.metadata),
    receiptEmail: payment?.receipt_email ?? null,
    captureMethod: payment?.capture_method === "manual" ? "manual" : "automatic",
    setupFutureUsage: futureUsage(payment?.setup_future_usage),
    shipping: shippingOf(payment?.shipping),
    statementDescriptor: payment?.statement_descriptor ?? null,
    methodTypes: session.payment_method_types,
  });
  const outcome = chargeIntent(world, intent, method, { onSession: true, authenticated });
  requirePayment(outcome);
  if (customer && payment?.setup_future_usage) savePaymentMethod(world, method, customer.id, authenticated);
  return { payment_intent: intent.id, payment_status: outcome.intent.status === "succeeded" ? "paid" : "unpaid" };
}

/** The same, but through an invoice that is paid immediately. */
function payWithInvoice(world: World, checkout: CheckoutContext, customer: Customer): CheckoutOutcome {
  const { session, method, authenticated } = checkout;
  const now = world.clock.now();
  const invoiceData = session.invoice_creation?.invoice_data;
  const draft = draftInvoice(world, {
    customer: customer.id,
    subscription: null,
    reason: "manual",
    currency: session.currency ?? "usd",
    lines: linesOf(world, checkout),
    withPending: false,
    period: { start: now, end: now },
    discounts: redeemDiscounts(world, checkout, customer),
    autoAdvance: false,
    description: invoiceData?.description ?? null,
    metadata: invoiceData?.metadata ?? {},
  });
  const invoice = finalizeInvoice(world, draft);
  if (invoice.status === "paid" || !method) return { invoice: invoice.id, payment_status: "no_payment_required" };
  const options = { automatic: true, onSession: true, authenticated, paymentMethod: method };
  const { attempt } = payInvoice(world, invoice, options);
  requirePayment(attempt);
  return {
    invoice: invoice.id,
    payment_intent: paymentIntentOf(world, invoice)?.id ?? null,
    payment_status: attempt.kind === "succeeded" ? "paid" : "unpaid",
  };
}

function linesOf(world: World, { plan, session }: CheckoutContext): LineInput[] {
  const now = world.clock.now();
  return plan.items.flatMap(({ price: id, quantity = 1, taxRates = [] }) => {
    const price = storedPrice(world, id, session.currency ?? "usd");
    if (!price) return [];
    return {
      amount: rate(price, quantity),
      currency: price.currency,
      description: productName(world, price),
      period: { start: now, end: now },
      price,
      quantity,
      subscription: null,
      subscriptionItem: null,
      invoiceItem: world.ids.next("ii"),
      proration: false,
      discountable: true,
      metadata: {},
      taxRates: taxRates.flatMap((rateId) => world.store.get("tax_rate", rateId) ?? []),
    };
  });
}

function redeemDiscounts(world: World, { plan, session }: CheckoutContext, customer: Customer | null): string[] {
  if (plan.coupon === null) return [];
  const discount = plan.promotionCode ? { promotion_code: plan.promotionCode } : { coupon: plan.coupon };
  return redeem(world, [discount], { customer: customer?.id ?? null, checkoutSession: session.id });
}
