import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { lineItemsOf } from "./checkout-line-items";
import { type SessionInput, sessionOptions } from "./checkout-session-options";
import { mergeMetadata } from "./metadata";

type Session = PublicTables["checkout_session"];

export const newSessionId = (world: World): string => `cs_test_${world.ids.token(58)}`;

export function newSession(world: World, id: string, input: SessionInput, currency: string | null): Session {
  const now = world.clock.now();
  const automatic = input.automatic_tax?.enabled ?? false;
  const setup = input.mode === "setup";
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: null,
    after_expiration: recoverable(input),
    allow_promotion_codes: input.allow_promotion_codes ?? null,
    allowed_payment_method_types: input.allowed_payment_method_types ?? null,
    amount_subtotal: setup ? null : 0,
    amount_total: setup ? null : 0,
    automatic_tax: {
      enabled: automatic,
      liability: automatic ? { type: "self" } : null,
      provider: automatic ? "stripe" : null,
      status: automatic ? "complete" : null,
    },
    billing_address_collection: input.billing_address_collection ?? null,
    cancel_url: input.cancel_url ?? null,
    client_reference_id: input.client_reference_id ?? null,
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    ...sessionOptions(input),
    consent: null,
    created: now,
    currency,
    currency_conversion: null,
    custom_fields: [],
    customer: input.customer ?? null,
    customer_account: null,
    customer_creation: customerCreation(input),
    customer_details: customerDetails(world, input),
    customer_email: input.customer_email ?? null,
    discounts: [],
    expires_at: input.expires_at ?? now + 86_400,
    integration_identifier: null,
    invoice: null,
    invoice_creation: input.mode === "payment" ? invoiceCreation(input) : null,
    livemode: false,
    locale: input.locale ?? null,
    managed_payments: null,
    metadata: mergeMetadata({}, input.metadata),
    mode: input.mode ?? "payment",
    origin_context: input.origin_context ?? null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: input.payment_method_collection ?? "always",
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: input.allowed_payment_method_types ?? ["card"],
    payment_status: "unpaid",
    permissions: null,
    recovered_from: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: input.submit_type ?? null,
    subscription: null,
    success_url: input.success_url ?? null,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `/checkout/${id}`,
    wallet_options: null,
  };
}

/** One-time buyers stay guests, unless a later charge needs a customer. */
function customerCreation(input: SessionInput): Session["customer_creation"] {
  if (input.customer !== undefined) return null;
  const needed = input.mode === "subscription" || input.payment_intent_data?.setup_future_usage !== undefined;
  if (needed || input.invoice_creation?.enabled) return "always";
  return input.customer_creation ?? "if_required";
}

function invoiceCreation(input: SessionInput): Session["invoice_creation"] {
  const invoiceData = input.invoice_creation?.invoice_data;
  return {
    enabled: input.invoice_creation?.enabled ?? false,
    invoice_data: {
      account_tax_ids: null,
      custom_fields: null,
      description: invoiceData?.description ?? null,
      footer: invoiceData?.footer ?? null,
      issuer: null,
      metadata: invoiceData?.metadata ? mergeMetadata({}, invoiceData.metadata) : null,
      rendering_options: null,
    },
  };
}

function customerDetails(world: World, input: SessionInput): Session["customer_details"] {
  const customer = world.store.get("customer", input.customer ?? "");
  const email = customer?.email ?? input.customer_email ?? null;
  if (email === null) return null;
  return {
    address: customer?.address ?? null,
    business_name: null,
    email,
    individual_name: null,
    name: customer?.name ?? null,
    phone: customer?.phone ?? null,
    tax_exempt: customer?.tax_exempt ?? "none",
    tax_ids: [],
  };
}

/** The link to recover it is made when it expires. */
function recoverable({ after_expiration }: SessionInput): Session["after_expiration"] {
  const { recovery } = after_expiration ?? {};
  if (!recovery?.enabled) return null;
  const { allow_promotion_codes = false } = recovery;
  return { recovery: { allow_promotion_codes, enabled: true, expires_at: null, url: null } };
}

/** Sets the session's totals. Nothing is due today during a trial. */
export function withSessionTotals(world: World, session: Session, trial: boolean): Session {
  const plan = world.store.get("checkout_plan", session.id);
  const lines = lineItemsOf(world, session.id);
  const subtotal = trial ? 0 : lines.reduce((sum, line) => sum + line.amount_subtotal, 0);
  const discount = lines.reduce((sum, line) => sum + line.amount_discount, 0);
  const tax = lines.reduce((sum, line) => sum + line.amount_tax, 0);
  const total = trial ? 0 : lines.reduce((sum, line) => sum + line.amount_total, 0);
  return {
    ...session,
    amount_subtotal: subtotal,
    amount_total: total,
    discounts: plan?.coupon
      ? [{ coupon: plan.promotionCode ? null : plan.coupon, promotion_code: plan.promotionCode }]
      : [],
    total_details: { amount_discount: trial ? 0 : discount, amount_shipping: 0, amount_tax: trial ? 0 : tax },
  };
}
