import type Stripe from "stripe";
import { cancelReasons, type pendingChanges, type retentionOffers, type TaxId } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { storableText } from "../events/storable";
import { readItems } from "./items";
import type { StripeState } from "./stripe-state";

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
  { pending_update, latest_invoice, currency }: Stripe.Subscription,
  state: Pick<StripeState, "invoices" | "products" | "detailedPrices">,
): PendingChange | null {
  if (!pending_update) return null;
  const invoiceId = typeof latest_invoice === "string" ? latest_invoice : latest_invoice?.id;
  const { plan } = readItems(catalog, pending_update.subscription_items ?? [], currency, state);
  return {
    planKey: plan?.plan.key ?? null,
    expiresAt: new Date(pending_update.expires_at * 1000),
    invoiceUrl: state.invoices.find(({ id }) => id === invoiceId)?.hosted_invoice_url ?? null,
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

export const taxIdsOf = (customer: StripeState["customer"]): TaxId[] =>
  customer.deleted ? [] : (customer.tax_ids?.data ?? []).map(({ type, value }) => ({ type, value }));

export function retentionOffer(customer: StripeState["customer"]): RetentionOffer | null {
  const accepted = customer.deleted ? undefined : customer.metadata[retainedKey];
  return accepted ? { acceptedAt: new Date(accepted) } : null;
}
