import type Stripe from "stripe";
import type { PublicTables } from "../store/tables";
import type { Wire } from "../wire/types";

type PaymentMethod = PublicTables["payment_method"];
export type BillingDetails = Wire<Stripe.PaymentMethodCreateParams.BillingDetails>;

export function address(
  input: Wire<Stripe.Emptyable<Stripe.AddressParam>> | undefined,
  before: Stripe.Address | null,
): Stripe.Address | null {
  if (input === undefined) return before;
  if (!input) return null;
  const { city, country, line1, line2, postal_code, state } = input;
  return {
    city: city ?? null,
    country: country ?? null,
    line1: line1 ?? null,
    line2: line2 ?? null,
    postal_code: postal_code ?? null,
    state: state ?? null,
  };
}

export function billingDetails(
  input: BillingDetails | undefined,
  before: PaymentMethod["billing_details"] | null,
): PaymentMethod["billing_details"] {
  return {
    address: address(
      input?.address,
      before?.address ?? {
        city: null,
        country: null,
        line1: null,
        line2: null,
        postal_code: null,
        state: null,
      },
    ),
    email: input?.email || (before?.email ?? null),
    name: input?.name || (before?.name ?? null),
    phone: input?.phone || (before?.phone ?? null),
    tax_id: before?.tax_id ?? null,
  };
}
