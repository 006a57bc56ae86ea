import type Stripe from "stripe";
import { cancelReasons } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { storableText } from "../events/storable";
import { lookupKeyOf } from "./lookup-key-of";
import { planOfItems } from "./plan-of-items";
import type { StripeState } from "./stripe-state";

type CancelReason = (typeof cancelReasons)[number];

export type CancellationFacts = {
  cancelReason: CancelReason | null;
  cancelComment: string | null;
  cancelRequestedAt: Date | null;
};

/** Why and when the customer asked to end it, as Stripe keeps it. */
export function cancellationFacts({ cancellation_details, canceled_at }: Stripe.Subscription): CancellationFacts {
  const { feedback, comment } = cancellation_details ?? {};
  return {
    cancelReason: cancelReasons.find((reason) => reason === feedback) ?? null,
    cancelComment: typeof comment === "string" ? storableText(comment) : null,
    cancelRequestedAt: canceled_at === null ? null : new Date(canceled_at * 1000),
  };
}

export type PendingFacts = {
  pendingPlanKey: string | null;
  pendingUntil: Date | null;
  pendingInvoiceUrl: string | null;
};

/** A change that waits for its payment: Stripe holds it beside the subscription, and gives it up in the end. */
export function pendingFacts(
  catalog: Catalog,
  { pending_update, latest_invoice }: Stripe.Subscription,
  { invoices }: Pick<StripeState, "invoices">,
): PendingFacts {
  if (!pending_update) return { pendingPlanKey: null, pendingUntil: null, pendingInvoiceUrl: null };
  const invoiceId = typeof latest_invoice === "string" ? latest_invoice : latest_invoice?.id;
  const found = planOfItems(catalog, pending_update.subscription_items ?? [], ({ price }) => lookupKeyOf(price));
  return {
    pendingPlanKey: found?.plan.plan.key ?? null,
    pendingUntil: new Date(pending_update.expires_at * 1000),
    pendingInvoiceUrl: invoices.find(({ id }) => id === invoiceId)?.hosted_invoice_url ?? null,
  };
}

export type DiscountFacts = {
  discountName: string | null;
  discountCode: string | null;
  discountPercentOff: number | null;
  /** Minor units of the subscription's currency. */
  discountAmountOff: number | null;
  discountEndsAt: Date | null;
};

/** The discount on the whole subscription, to be shown. Of several the last one, which was entered last. */
export function discountFacts(
  { discounts }: Stripe.Subscription,
  { coupons }: Pick<StripeState, "coupons">,
): DiscountFacts {
  const discount = discounts.filter((each) => typeof each !== "string").at(-1);
  const source = discount?.source.coupon;
  const coupon = coupons.get(typeof source === "string" ? source : (source?.id ?? ""));
  const code = discount?.promotion_code;
  return {
    discountName: coupon ? (coupon.name ?? coupon.id) : null,
    discountCode: typeof code === "object" ? (code?.code ?? null) : null,
    discountPercentOff: coupon?.percent_off ?? null,
    discountAmountOff: coupon?.amount_off ?? null,
    discountEndsAt: discount?.end ? new Date(discount.end * 1000) : null,
  };
}

export type CustomerFacts = { billingEmail: string | null; retainedAt: Date | null };

/** Where the offer to stay was taken: on the customer, because the next subscription must know it too. */
export const retainedKey = "retained_at";

export function customerFacts(customer: StripeState["customer"]): CustomerFacts {
  if (customer.deleted) return { billingEmail: null, retainedAt: null };
  const retained = customer.metadata[retainedKey];
  return { billingEmail: customer.email, retainedAt: retained ? new Date(retained) : null };
}
