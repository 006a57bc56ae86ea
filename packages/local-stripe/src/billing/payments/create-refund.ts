import type Stripe from "stripe";
import { emit, emitChange } from "../../events/emit";
import { fetchCharge, fetchPaymentIntent } from "../../lookup/fetch";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { closeDispute, isClosed, isInquiry } from "../disputes/close-dispute";

type Refund = PublicTables["refund"];

/**
 * Refunds a charge, in full by default.
 *
 * @throws StripeFault 400 if less is left to refund
 */
export function createRefund(world: World, input: Wire<Stripe.RefundCreateParams>): Refund {
  const charge = chargeToRefund(world, input);
  refuseChargedBack(world, charge.id);
  const refundable = charge.amount_captured - charge.amount_refunded;
  const amount = input.amount ?? refundable;
  if (refundable <= 0)
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, undefined, "charge_already_refunded");
  if (amount < 1 || amount > refundable) {
    throw invalidRequest(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${refundable})`,
      "amount",
    );
  }
  const refund = world.store.put("refund", {
    id: world.ids.next("re"),
    object: "refund",
    amount,
    balance_transaction: world.ids.next("txn"),
    charge: charge.id,
    created: world.clock.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
      type: "card",
    },
    metadata: mergeMetadata({}, input.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: input.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  });
  const after = world.store.put("charge", {
    ...charge,
    amount_refunded: charge.amount_refunded + amount,
    refunded: amount === refundable,
  });
  emit(world, "refund.created", refund);
  emitChange(world, "charge.refunded", charge, after);
  if (after.refunded) closeInquiries(world, charge.id);
  return refund;
}

/** The money of a disputed charge is already on its way back. An inquiry can be settled by a refund. */
function refuseChargedBack(world: World, charge: string): void {
  const disputed = world.store
    .where("dispute", "charge", charge)
    .some((row) => !row.is_charge_refundable && row.status !== "won");
  if (disputed)
    throw invalidRequest(
      `Charge ${charge} has been charged back; cannot issue a refund.`,
      undefined,
      "charge_disputed",
    );
}

function closeInquiries(world: World, charge: string): void {
  for (const dispute of world.store.where("dispute", "charge", charge))
    if (isInquiry(dispute) && !isClosed(dispute)) closeDispute(world, dispute, "won");
}

function chargeToRefund(world: World, input: Wire<Stripe.RefundCreateParams>): PublicTables["charge"] {
  if (input.charge !== undefined) return fetchCharge(world, input.charge, "charge");
  if (input.payment_intent === undefined)
    throw invalidRequest("One of the following params should be provided for this request: payment_intent or charge.");
  const intent = fetchPaymentIntent(world, input.payment_intent, "payment_intent");
  if (intent.latest_charge === null)
    throw invalidRequest("This PaymentIntent does not have a successful charge to refund.", "payment_intent");
  return fetchCharge(world, intent.latest_charge);
}
