import type Stripe from "stripe";
import { cancelReasons, type pendingChanges, type retentionOffers, type subscriptions } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { storableText } from "../events/storable";
import { lookupKeyOf } from "./lookup-key-of";
import { planOfItems } from "./plan-of-items";
import type { StripeState } from "./stripe-state";

type Columns = typeof subscriptions.$inferSelect;

/** Why and when the customer canceled, as stored in Stripe. */
export function cancellationFacts({ cancellation_details, canceled_at }: Stripe.Subscription) {
  const { feedback, comment } = cancellation_details ?? {};
  return {
    cancelReason: cancelReasons.find((reason) => reason === feedback) ?? null,
    cancelComment: typeof comment === "string" ? storableText(comment) : null,
    cancelRequestedAt: canceled_at === null ? null : new Date(canceled_at * 1000),
  };
}

/** A row of `pending_changes` without its organization. */
export type PendingChange = Omit<typeof pendingChanges.$inferSelect, "organizationId">;

/** A change that awaits payment: Stripe stores it on the subscription until it expires. */
export function pendingChange(
  catalog: Catalog,
  { pending_update, latest_invoice }: Stripe.Subscription,
  { invoices }: Pick<StripeState, "invoices">,
): PendingChange | null {
  if (!pending_update) return null;
  const invoiceId = typeof latest_invoice === "string" ? latest_invoice : latest_invoice?.id;
  const found = planOfItems(catalog, pending_update.subscription_items ?? [], ({ price }) => lookupKeyOf(price));
  return {
    planKey: found?.plan.plan.key ?? null,
    expiresAt: new Date(pending_update.expires_at * 1000),
    invoiceUrl: invoices.find(({ id }) => id === invoiceId)?.hosted_invoice_url ?? null,
  };
}

type DiscountColumns = Pick<Columns, Extract<keyof Columns, `discount${string}`>>;

export const noDiscount: DiscountColumns = {
  discountName: null,
  discountCode: null,
  discountPercentOff: null,
  discountAmountOff: null,
  discountEndsAt: null,
};

/** The discount to show for the whole subscription: the last one entered. */
export function discountFacts(
  { discounts }: Stripe.Subscription,
  { coupons }: Pick<StripeState, "coupons">,
): DiscountColumns {
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

/** A row of `retention_offers` without its organization. */
export type RetentionOffer = Omit<typeof retentionOffers.$inferSelect, "organizationId">;

/**
 * Records that the retention offer was accepted: on the customer, because it also holds for their next subscription.
 */
export const retainedKey = "retained_at";

export const billingEmailOf = (customer: StripeState["customer"]): string | null =>
  customer.deleted ? null : customer.email;

export function retentionOffer(customer: StripeState["customer"]): RetentionOffer | null {
  const accepted = customer.deleted ? undefined : customer.metadata[retainedKey];
  return accepted ? { acceptedAt: new Date(accepted) } : null;
}
