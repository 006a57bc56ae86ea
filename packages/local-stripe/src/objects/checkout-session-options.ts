import type Stripe from "stripe";
import type { CheckoutPlan, PublicTables } from "../store/tables";
import { invalidRequest } from "../wire/errors";
import type { Wire } from "../wire/types";

type Session = PublicTables["checkout_session"];
export type SessionInput = Wire<Stripe.Checkout.SessionCreateParams>;
type Item = NonNullable<SessionInput["line_items"]>[number];

/** What the page collects besides the payment method, and its custom texts. */
export function sessionOptions(
  input: SessionInput,
): Pick<
  Session,
  | "consent_collection"
  | "custom_text"
  | "phone_number_collection"
  | "saved_payment_method_options"
  | "tax_id_collection"
> {
  const { consent_collection: consent, custom_text: text, saved_payment_method_options: saved } = input;
  const customText = (requested: { message: string } | "" | null | undefined): { message: string } | null =>
    requested ? { message: requested.message } : null;
  return {
    consent_collection: consent
      ? {
          payment_method_reuse_agreement: consent.payment_method_reuse_agreement ?? null,
          promotions: consent.promotions ?? null,
          terms_of_service: consent.terms_of_service ?? null,
        }
      : null,
    custom_text: {
      after_submit: customText(text?.after_submit),
      shipping_address: null,
      submit: customText(text?.submit),
      terms_of_service_acceptance: customText(text?.terms_of_service_acceptance),
    },
    phone_number_collection: { enabled: input.phone_number_collection?.enabled ?? false },
    saved_payment_method_options: {
      allow_redisplay_filters: saved?.allow_redisplay_filters ?? ["always"],
      payment_method_remove: saved?.payment_method_remove ?? "disabled",
      payment_method_save: saved?.payment_method_save ?? null,
    },
    tax_id_collection: {
      enabled: input.tax_id_collection?.enabled ?? false,
      required: input.tax_id_collection?.required ?? "never",
    },
  };
}

/** The range a customer can choose the quantity from: 0 to 99 unless specified, as at Stripe. */
export function adjustableQuantity(item: Item, index: number): CheckoutPlan["items"][number]["adjustable"] {
  const requested = item.adjustable_quantity;
  if (!requested?.enabled) return undefined;
  const minimum = requested.minimum ?? 0;
  const maximum = requested.maximum ?? 99;
  if (minimum > maximum || maximum > 999_999)
    throw invalidRequest(
      "The adjustable quantity's `maximum` must be at least its `minimum` and at most 999999.",
      `line_items[${index}][adjustable_quantity]`,
    );
  return { minimum, maximum };
}
