import { debitBehavior } from "../../engine/debits";
import { emit } from "../../events/emit";
import { chargeOutcome, newCharge } from "../../objects/charge-object";
import { newMandate } from "../../objects/mandate-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";
import type { ChargeOutcome } from "./outcome";

type Intent = PublicTables["payment_intent"];
type PaymentMethod = PublicTables["payment_method"];

/**
 * Submits a debit. The bank answers later; until then the intent is `processing`.
 *
 * @throws StripeFault for currencies other than EUR, the only one SEPA supports
 */
export function submitDebit(world: World, before: Intent, method: PaymentMethod): ChargeOutcome {
  if (before.currency !== "eur")
    throw invalidRequest(
      "The currency provided is invalid for the payment method type `sepa_debit`, which only supports `eur`.",
      "currency",
      "payment_method_currency_mismatch",
    );
  const charge = withMandate(world, newCharge(world, before, method, "pending"), newMandate(world, method).id);
  emit(world, "charge.pending", charge);
  const intent = world.store.put("payment_intent", {
    ...before,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: "processing",
  });
  emit(world, "payment_intent.processing", intent);
  const { delay } = debitBehavior(ibanOf(world, method.id));
  world.tasks.schedule("debit.settle", intent.id, world.clock.now() + delay);
  return { kind: "processing", intent };
}

/**
 * The bank's answer to a debit.
 *
 * @returns null if the intent is no longer processing
 */
export function resolveDebit(world: World, id: string): ChargeOutcome | null {
  const before = world.store.get("payment_intent", id);
  const method = world.store.get("payment_method", before?.payment_method ?? "");
  const charge = world.store.get("charge", before?.latest_charge ?? "");
  if (before?.status !== "processing" || !method || !charge) return null;
  const failure = world.faults.forCharge(before.customer) ?? debitBehavior(ibanOf(world, method.id)).failure;
  if (failure) {
    const failed = { failure_code: failure.code, failure_message: failure.message, outcome: chargeOutcome(failure) };
    emit(world, "charge.failed", world.store.put("charge", { ...charge, ...failed, status: "failed" }));
    const { code, message } = failure;
    const intent = world.store.put("payment_intent", {
      ...before,
      last_payment_error: { charge: charge.id, code, message, payment_method: method, type: "invalid_request_error" },
      payment_method: null,
      status: "requires_payment_method",
    });
    emit(world, "payment_intent.payment_failed", intent);
    return { kind: "declined", intent, decline: failure };
  }
  const paid = { paid: true, status: "succeeded" as const, balance_transaction: world.ids.next("txn") };
  emit(world, "charge.succeeded", world.store.put("charge", { ...charge, ...paid }));
  const intent = world.store.put("payment_intent", { ...before, amount_received: before.amount, status: "succeeded" });
  emit(world, "payment_intent.succeeded", intent);
  return { kind: "succeeded", intent };
}

function ibanOf(world: World, method: string): string {
  return world.store.get("bank_account", method)?.iban ?? "";
}

function withMandate(world: World, charge: PublicTables["charge"], mandate: string): PublicTables["charge"] {
  const details = charge.payment_method_details;
  if (!details?.sepa_debit) return charge;
  const sepa_debit = { ...details.sepa_debit, mandate };
  return world.store.put("charge", { ...charge, payment_method_details: { ...details, sepa_debit } });
}
