import type { StripeState } from "./stripe-state";

/** Where the customer is billed, by the address or else the card; null when Stripe doesn't say. */
export function billingCountry({ customer }: Pick<StripeState, "customer">): string | null {
  if (customer.deleted) return null;
  if (customer.address?.country) return customer.address.country;
  const method = customer.invoice_settings.default_payment_method;
  if (method === null || typeof method === "string") return null;
  return method.billing_details.address?.country ?? method.card?.country ?? null;
}
