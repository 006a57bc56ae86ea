import { cardBehavior, type Decline } from "../../engine/cards";
import { emit } from "../../events/emit";
import { newCharge } from "../../objects/charge-object";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { scheduleDispute } from "../disputes/open-dispute";
import type { ChargeOutcome } from "./outcome";
import { submitDebit } from "./submit-debit";

type Intent = PublicTables["payment_intent"];
type PaymentMethod = PublicTables["payment_method"];

export interface ChargeOptions {
  /** The customer is present, so 3D Secure can be shown. It can't be for an automatic retry. */
  onSession: boolean;
  /** The customer has just passed 3D Secure. */
  authenticated?: boolean;
  /** A decline that is already known. */
  decline?: Decline;
  /** The request says that the customer is away, so a card that requires 3D Secure is declined. */
  offSession?: boolean;
  /** Where 3D Secure sends the customer back to; without one the page that started it handles it. */
  returnUrl?: string | null;
}

/** docs.stripe.com/payments/save-and-reuse, "Charge the saved payment method later". */
const authenticationRequired: Decline = {
  code: "authentication_required",
  decline_code: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
};

/** Tries to charge the intent's amount. Both the intent and a charge record the outcome. */
export function chargeIntent(
  world: World,
  intent: Intent,
  method: PaymentMethod,
  options: ChargeOptions,
): ChargeOutcome {
  if (method.sepa_debit) return submitDebit(world, intent, method);
  const card = world.store.get("card", method.id);
  const behavior = cardBehavior(card?.number ?? "");
  if (needsChallenge(behavior.challenge, card?.authenticated ?? false, options)) {
    if (options.offSession) return decline(world, intent, method, authenticationRequired);
    return requireAction(world, intent, method, options.returnUrl ?? null);
  }
  const knownDecline = options.decline ?? (world.store.isDryRun() ? null : world.faults.forCharge(intent.customer));
  if (knownDecline) return decline(world, intent, method, knownDecline);
  if (behavior.charge !== "succeeds") return decline(world, intent, method, behavior.charge);
  return succeed(world, intent, method);
}

function needsChallenge(when: "never" | "first" | "always", setUpBefore: boolean, options: ChargeOptions): boolean {
  if (options.authenticated || when === "never") return false;
  return when === "always" || !setUpBefore;
}

function requireAction(world: World, before: Intent, method: PaymentMethod, returnUrl: string | null): ChargeOutcome {
  const intent = world.store.put("payment_intent", {
    ...before,
    payment_method: method.id,
    status: "requires_action",
    next_action: nextAction(world, before.id, returnUrl),
  });
  emit(world, "payment_intent.requires_action", intent);
  return { kind: "requires_action", intent };
}

/** How 3D Secure goes on: on Stripe's page if there is an address to return to, otherwise in the app's own page. */
export function nextAction(world: World, intent: string, returnUrl: string | null) {
  const url = `${world.origin}/pay/challenge/${intent}`;
  if (returnUrl !== null) return { type: "redirect_to_url" as const, redirect_to_url: { return_url: returnUrl, url } };
  const use_stripe_sdk = { type: "three_d_secure_redirect", stripe_js: url, source: `src_${intent.slice(3)}` };
  return { type: "use_stripe_sdk" as const, use_stripe_sdk };
}

function decline(world: World, before: Intent, method: PaymentMethod, reason: Decline): ChargeOutcome {
  const charge = newCharge(world, before, method, reason);
  emit(world, "charge.failed", charge);
  const intent = world.store.put("payment_intent", {
    ...before,
    payment_method: null,
    latest_charge: charge.id,
    next_action: null,
    status: "requires_payment_method",
    last_payment_error: {
      charge: charge.id,
      code: reason.code,
      ...(reason.decline_code ? { decline_code: reason.decline_code } : {}),
      doc_url: `https://stripe.com/docs/error-codes/${reason.code.replaceAll("_", "-")}`,
      message: reason.message,
      payment_method: method,
      type: "card_error",
    },
  });
  emit(world, "payment_intent.payment_failed", intent);
  return { kind: "declined", intent, decline: reason };
}

function succeed(world: World, before: Intent, method: PaymentMethod): ChargeOutcome {
  const card = world.store.get("card", method.id);
  if (card) world.store.put("card", { ...card, authenticated: true });
  const charge = newCharge(world, before, method, null);
  emit(world, "charge.succeeded", charge);
  if (before.capture_method === "manual") return authorize(world, before, method, charge.id);
  const intent = world.store.put("payment_intent", {
    ...before,
    amount_received: before.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: method.id,
    status: "succeeded",
  });
  emit(world, "payment_intent.succeeded", intent);
  scheduleDispute(world, charge.id, method.id);
  return { kind: "succeeded", intent };
}

/** Authorized but not captured yet. */
function authorize(world: World, before: Intent, method: PaymentMethod, charge: string): ChargeOutcome {
  const intent = world.store.put("payment_intent", {
    ...before,
    amount_capturable: before.amount,
    last_payment_error: null,
    latest_charge: charge,
    next_action: null,
    payment_method: method.id,
    status: "requires_capture",
  });
  emit(world, "payment_intent.amount_capturable_updated", intent);
  return { kind: "succeeded", intent };
}

/** Captures all or part of the authorized amount; the rest is released. */
export function captureIntent(world: World, before: Intent, amount: number): Intent {
  const charge = world.store.get("charge", before.latest_charge ?? "");
  if (charge) {
    const captured = { ...charge, amount_captured: amount, captured: true, balance_transaction: world.ids.next("txn") };
    emit(world, "charge.captured", world.store.put("charge", captured));
    scheduleDispute(world, charge.id, charge.payment_method ?? "");
  }
  const intent = world.store.put("payment_intent", {
    ...before,
    amount_capturable: 0,
    amount_received: amount,
    status: "succeeded",
  });
  emit(world, "payment_intent.succeeded", intent);
  return intent;
}

/** Cancels an intent. One that has succeeded, is processing or is already canceled stays the same. */
export function cancelIntent(world: World, before: Intent, reason: Intent["cancellation_reason"]): Intent {
  if (before.status === "succeeded" || before.status === "canceled" || before.status === "processing") return before;
  const intent = world.store.put("payment_intent", {
    ...before,
    canceled_at: world.clock.now(),
    cancellation_reason: reason,
    next_action: null,
    status: "canceled",
  });
  emit(world, "payment_intent.canceled", intent);
  return intent;
}
