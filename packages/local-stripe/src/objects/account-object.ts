import type Stripe from "stripe";
import type { Wire } from "../wire/types";
import type { World } from "../world";

/** The seller's account: what invoices and pages say of it. Its tax ID isn't part of Stripe's object. */
export function accountObject({ settings, clock }: World): Wire<Stripe.Account> {
  const { business, address, country, email, brandColor } = settings;
  const [line1 = null, ...rest] = address;
  return {
    id: "acct_local",
    object: "account",
    business_profile: {
      annual_revenue: null,
      mcc: null,
      minority_owned_business_designation: null,
      name: business,
      product_description: null,
      specified_commercial_transactions_act_url: null,
      support_address: {
        city: null,
        country,
        line1,
        line2: rest.join(", ") || null,
        postal_code: null,
        state: null,
      },
      support_email: email,
      support_phone: null,
      support_url: null,
      url: null,
    },
    business_type: "company",
    capabilities: { card_payments: "active", transfers: "active" },
    charges_enabled: true,
    country,
    created: clock.now(),
    default_currency: "usd",
    details_submitted: true,
    email,
    metadata: {},
    payouts_enabled: true,
    settings: {
      branding: { icon: null, logo: null, primary_color: brandColor, secondary_color: null },
      card_payments: {
        decline_on: { avs_failure: false, cvc_failure: false },
        statement_descriptor_prefix: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
      dashboard: { display_name: business, timezone: "Etc/UTC" },
      payments: {
        statement_descriptor: null,
        statement_descriptor_kana: null,
        statement_descriptor_kanji: null,
        statement_descriptor_prefix_kana: null,
        statement_descriptor_prefix_kanji: null,
      },
    },
    type: "standard",
  };
}
