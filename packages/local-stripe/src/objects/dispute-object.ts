import type { CardBehavior } from "../engine/cards";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";

type Dispute = PublicTables["dispute"];
type Charge = PublicTables["charge"];

/** Why a test card's charges are disputed. An inquiry withdraws no funds unless it escalates. */
export type DisputeKind = NonNullable<CardBehavior["dispute"]>;

/** Visa's codes for the reasons above. */
const reasonCodes: Record<DisputeKind, string> = { fraudulent: "10.4", product_not_received: "13.1", inquiry: "10.4" };

/** Stripe gives 7 to 21 days, depending on the network; the deadline is at the end of a day. */
const daysToRespond = 9;
const day = 86_400;

/** A dispute of everything that hasn't been refunded, before any funds are withdrawn. */
export function newDispute(world: World, charge: Charge, kind: DisputeKind): Dispute {
  const now = world.clock.now();
  const lastDay = Math.floor(now / day) + daysToRespond;
  const brand = charge.payment_method_details?.card?.brand ?? "visa";
  return {
    id: world.ids.next("du"),
    object: "dispute",
    amount: charge.amount_captured - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: lastDay * day - 1,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: kind === "inquiry",
    livemode: false,
    metadata: {},
    network_reason_code: reasonCodes[kind],
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand,
        case_type: kind === "inquiry" ? "inquiry" : "chargeback",
        network: brand,
        network_reason_code: reasonCodes[kind],
      },
      type: "card",
    },
    reason: kind === "inquiry" ? "fraudulent" : kind,
    status: kind === "inquiry" ? "warning_needs_response" : "needs_response",
  };
}

const noEvidence: Dispute["evidence"] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

/** Stripe's fee for a dispute, returned when it is won. */
const disputeFee = 1500;

/**
 * What a dispute takes from the account's balance or returns to it.
 *
 * @param direction -1 to withdraw the disputed amount and the fee, 1 to reinstate both
 */
export function disputeTransaction(
  world: World,
  dispute: Dispute,
  direction: -1 | 1,
): Dispute["balance_transactions"][number] {
  const now = world.clock.now();
  const amount = direction * dispute.amount;
  const fee = -direction * disputeFee;
  return {
    id: world.ids.next("txn"),
    object: "balance_transaction",
    amount,
    available_on: now,
    balance_type: "payments",
    created: now,
    currency: dispute.currency,
    description: `Chargeback ${direction < 0 ? "withdrawal" : "reversal"} for ${dispute.charge}`,
    exchange_rate: null,
    fee,
    fee_details: [
      { amount: fee, application: null, currency: dispute.currency, description: "Dispute fee", type: "stripe_fee" },
    ],
    net: amount - fee,
    reporting_category: direction < 0 ? "dispute" : "dispute_reversal",
    source: dispute.id,
    status: "available",
    type: "adjustment",
  };
}
