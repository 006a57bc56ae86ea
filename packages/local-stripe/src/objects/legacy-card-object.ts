import type Stripe from "stripe";
import type { PublicTables } from "../store/tables";
import type { Wire } from "../wire/types";
import type { World } from "../world";

type PaymentMethod = PublicTables["payment_method"];

/** A customer's legacy cards, oldest first. */
export function legacyCardsOf(world: World, customer: string): Wire<Stripe.Card>[] {
  return world.store.where("payment_method", "customer", customer).filter(isLegacyCard).map(legacyCardOf);
}

export function isLegacyCard(method: PaymentMethod): boolean {
  return method.id.startsWith("card_");
}

/** A payment method in the shape of a legacy card object. */
export function legacyCardOf({ id, card, customer, billing_details, metadata }: PaymentMethod): Wire<Stripe.Card> {
  const { address, name } = billing_details;
  return {
    id,
    object: "card",
    address_city: address?.city ?? null,
    address_country: address?.country ?? null,
    address_line1: address?.line1 ?? null,
    address_line1_check: null,
    address_line2: address?.line2 ?? null,
    address_state: address?.state ?? null,
    address_zip: address?.postal_code ?? null,
    address_zip_check: null,
    allow_redisplay: "unspecified",
    brand: brands[card?.brand ?? ""] ?? "Unknown",
    country: card?.country ?? null,
    customer,
    cvc_check: "pass",
    dynamic_last4: null,
    exp_month: card?.exp_month ?? 0,
    exp_year: card?.exp_year ?? 0,
    fingerprint: card?.fingerprint ?? null,
    funding: card?.funding ?? "unknown",
    last4: card?.last4 ?? "",
    metadata,
    name,
    regulated_status: "unregulated",
    tokenization_method: null,
  };
}

const brands: Record<string, string> = {
  visa: "Visa",
  mastercard: "MasterCard",
  amex: "American Express",
  discover: "Discover",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
};
