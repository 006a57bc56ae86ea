import Stripe from "stripe";
import { nothingRead, type StripeState } from "@/lib/billing/mirror/stripe-state";

/**
 * Complete objects as Stripe sends them at 2026-10-28.endive. The SDK's types, generated from Stripe's specification, check
 * that nothing is missing. A test names only the values it is about.
 */
export const seconds = (iso: string) => Date.parse(iso) / 1000;

export const periodStart = seconds("2026-11-01T10:00:00Z");
export const periodEnd = seconds("2026-12-01T10:00:00Z");

type PriceGiven = {
  product?: string;
  lookupKey: string | null;
  unitAmount?: number;
  interval?: "month" | "year" | "week";
  metered?: boolean;
};

export function stripePrice({
  lookupKey,
  unitAmount = 19900,
  interval = "month",
  metered = false,
  product = "unison_professional",
}: PriceGiven): Stripe.Price {
  return {
    id: `price_${lookupKey ?? "unknown"}`,
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created: periodStart,
    currency: "usd",
    custom_unit_amount: null,
    livemode: false,
    lookup_key: lookupKey,
    metadata: {},
    nickname: null,
    product,
    recurring: {
      interval,
      interval_count: 1,
      meter: metered ? "mtr_1" : null,
      trial_period_days: null,
      usage_type: metered ? "metered" : "licensed",
    },
    tax_behavior: "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "recurring",
    unit_amount: unitAmount,
    unit_amount_decimal: Stripe.Decimal.from(unitAmount),
  };
}

/** The legacy form of a price, which every item still has. */
function stripePlan(price: Stripe.Price): Stripe.Plan {
  return {
    id: price.id,
    object: "plan",
    active: true,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: "per_unit",
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? "month",
    interval_count: 1,
    livemode: false,
    metadata: {},
    meter: null,
    nickname: null,
    product: "unison_professional",
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: "licensed",
  };
}

export function stripeItem(price: Stripe.Price, given: Partial<Stripe.SubscriptionItem> = {}): Stripe.SubscriptionItem {
  return {
    id: `si_${price.id}`,
    object: "subscription_item",
    billing_thresholds: null,
    created: periodStart,
    current_period_end: periodEnd,
    current_period_start: periodStart,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: stripePlan(price),
    price,
    quantity: 1,
    subscription: "sub_1",
    tax_rates: [],
    ...given,
  };
}

export function stripeSubscription(
  given: Partial<Omit<Stripe.Subscription, "items">> & { items?: Stripe.SubscriptionItem[] } = {},
): Stripe.Subscription {
  const { items = [stripeItem(stripePrice({ lookupKey: "unison_professional_month_usd_v1" }))], ...rest } = given;
  return {
    id: "sub_1",
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: periodStart,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: "included" }, type: "flexible" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: "charge_automatically",
    created: periodStart,
    currency: "usd",
    customer: "cus_1",
    customer_account: null,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: "self" },
    },
    latest_invoice: "in_1",
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: null,
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: periodStart,
    status: "active",
    test_clock: null,
    transfer_data: null,
    trial_end: null,
    trial_settings: null,
    trial_start: null,
    ...rest,
    items: { object: "list", data: items, has_more: false, url: "/v1/subscription_items?subscription=sub_1" },
  };
}

export function stripeInvoice(given: Partial<Stripe.Invoice> = {}): Stripe.Invoice {
  return {
    id: "in_1",
    object: "invoice",
    account_country: "US",
    account_name: "Unison",
    account_tax_ids: null,
    amount_due: 19900,
    amount_overpaid: 0,
    amount_paid: 19900,
    amount_remaining: 0,
    amount_shipping: 0,
    application: null,
    attempt_count: 1,
    attempted: true,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: "subscription_create",
    collection_method: "charge_automatically",
    created: periodStart,
    currency: "usd",
    custom_fields: null,
    customer: "cus_1",
    customer_account: null,
    customer_address: null,
    customer_email: "owner@example.com",
    customer_name: "Acme",
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: "none",
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: periodStart,
    ending_balance: 0,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: "https://invoice.stripe.com/i/1",
    invoice_pdf: "https://invoice.stripe.com/i/1/pdf",
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: "list", data: [], has_more: false, url: "/v1/invoices/in_1/lines" },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: "A1B2C3D4-0001",
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: {}, subscription: "sub_1" },
      type: "subscription_details",
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: periodStart,
    period_start: periodStart,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: "paid",
    status_transitions: {
      finalized_at: periodStart,
      marked_uncollectible_at: null,
      paid_at: periodStart,
      voided_at: null,
    },
    subtotal: 19900,
    subtotal_excluding_tax: 19900,
    test_clock: null,
    total: 19900,
    total_discount_amounts: [],
    total_excluding_tax: 19900,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: periodStart,
    ...given,
  };
}

export function stripeCard(last4 = "4242"): Stripe.PaymentMethod {
  return {
    id: `pm_${last4}`,
    object: "payment_method",
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: {
      brand: "visa",
      checks: null,
      country: "US",
      display_brand: "visa",
      exp_month: 3,
      exp_year: 2030,
      funding: "credit",
      generated_from: null,
      last4,
      networks: null,
      regulated_status: null,
      three_d_secure_usage: null,
      wallet: null,
    },
    created: periodStart,
    customer: "cus_1",
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  };
}

export function stripeCustomer(defaultCard: Stripe.PaymentMethod | null = null): Stripe.Customer {
  return {
    id: "cus_1",
    object: "customer",
    balance: 0,
    created: periodStart,
    default_source: null,
    description: null,
    email: "owner@example.com",
    invoice_settings: {
      custom_fields: null,
      default_payment_method: defaultCard,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    shipping: null,
  };
}

export function stripeState(given: Partial<StripeState> = {}): StripeState {
  return {
    ...nothingRead,
    customer: stripeCustomer(),
    subscriptions: [stripeSubscription()],
    invoices: [stripeInvoice()],
    ...given,
  };
}
