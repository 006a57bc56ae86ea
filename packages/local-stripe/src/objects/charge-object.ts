import type { Decline } from "../engine/cards";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";

type Intent = PublicTables["payment_intent"];
type PaymentMethod = PublicTables["payment_method"];
type Charge = PublicTables["charge"];

/** The bank's answer to a charge: succeeded, declined, or pending. */
export function newCharge(
  world: World,
  intent: Intent,
  method: PaymentMethod,
  answer: Decline | "pending" | null,
): Charge {
  const id = world.ids.next("ch");
  const pending = answer === "pending";
  const decline = pending ? null : answer;
  const authorizedOnly = intent.capture_method === "manual";
  return world.store.put("charge", {
    id,
    object: "charge",
    amount: intent.amount,
    amount_captured: decline || authorizedOnly ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: decline || authorizedOnly || pending ? null : world.ids.next("txn"),
    billing_details: method.billing_details,
    calculated_statement_descriptor: world.settings.business.toUpperCase().slice(0, 22),
    captured: !decline && !authorizedOnly,
    created: world.clock.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: chargeOutcome(decline),
    paid: !decline && !pending,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: paymentDetails(intent, method),
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: decline ? "failed" : pending ? "pending" : "succeeded",
    transfer_data: null,
    transfer_group: null,
  });
}

export function chargeOutcome(decline: Decline | null): Charge["outcome"] {
  return {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: decline?.decline_code ? "01" : null,
    network_status: decline ? "declined_by_network" : "approved_by_network",
    reason: decline?.decline_code ?? null,
    risk_level: "normal",
    risk_score: 20,
    seller_message: decline ? "The bank did not return any further details with this decline." : "Payment complete.",
    type: decline ? "issuer_declined" : "authorized",
  };
}

function paymentDetails(intent: Intent, method: PaymentMethod): Charge["payment_method_details"] {
  const { sepa_debit } = method;
  if (!sepa_debit) return { type: "card", ...cardDetails(intent, method) };
  const { generated_from: _, ...account } = sepa_debit;
  return { type: "sepa_debit", sepa_debit: { ...account, mandate: null } };
}

function cardDetails(
  intent: Intent,
  method: PaymentMethod,
): Pick<NonNullable<Charge["payment_method_details"]>, "card"> {
  const { card } = method;
  if (!card) return {};
  return {
    card: {
      amount_authorized: intent.amount,
      authorization_code: null,
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint,
      funding: card.funding,
      installments: null,
      last4: card.last4,
      mandate: null,
      network: card.brand,
      network_transaction_id: null,
      regulated_status: "unregulated",
      three_d_secure: null,
      transaction_link_id: null,
      wallet: null,
    },
  };
}
