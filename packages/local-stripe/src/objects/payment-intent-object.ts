import type Stripe from "stripe";
import { emit } from "../events/emit";
import type { PublicTables } from "../store/tables";
import type { Wire } from "../wire/types";
import type { World } from "../world";
import { address } from "./billing-details";

type Intent = PublicTables["payment_intent"];

interface IntentInput {
  amount: number;
  currency: string;
  customer: string | null;
  description: string | null;
  metadata?: Stripe.Metadata;
  receiptEmail?: string | null;
  captureMethod?: "automatic" | "manual";
  setupFutureUsage?: "off_session" | "on_session" | null;
  /** The accepted payment method types. Depends on the currency by default. */
  methodTypes?: string[];
  shipping?: Intent["shipping"];
  statementDescriptor?: string | null;
}

/** A new intent without a payment method. */
export function newPaymentIntent(world: World, input: IntentInput): Intent {
  const id = world.ids.next("pi");
  const intent = world.store.put("payment_intent", {
    id,
    object: "payment_intent",
    allowed_payment_method_types: input.methodTypes ?? null,
    amount: input.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: input.captureMethod ?? "automatic",
    client_secret: `${id}_secret_${world.ids.token(25)}`,
    confirmation_method: "automatic",
    created: world.clock.now(),
    currency: input.currency,
    customer: input.customer,
    customer_account: null,
    description: input.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: input.metadata ?? {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: input.methodTypes ?? (input.currency === "eur" ? ["card", "sepa_debit"] : ["card"]),
    payment_record: null,
    processing: null,
    receipt_email: input.receiptEmail ?? null,
    review: null,
    setup_future_usage: input.setupFutureUsage ?? null,
    shipping: input.shipping ?? null,
    source: null,
    statement_descriptor: input.statementDescriptor ?? null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  });
  emit(world, "payment_intent.created", intent);
  return intent;
}

/** The SDK's type allows future values; these two are supported. */
export function futureUsage(usage: string | undefined): "off_session" | "on_session" | null {
  return usage === "off_session" || usage === "on_session" ? usage : null;
}

export function shippingOf(
  input: Wire<Stripe.PaymentIntentCreateParams.Shipping> | undefined,
): NonNullable<Intent["shipping"]> | null {
  if (!input) return null;
  const { carrier, name, phone, tracking_number } = input;
  const to = address(input.address, null);
  return {
    ...(to ? { address: to } : {}),
    carrier: carrier ?? null,
    name,
    phone: phone ?? null,
    tracking_number: tracking_number ?? null,
  };
}
