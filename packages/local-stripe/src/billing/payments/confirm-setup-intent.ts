import { cardBehavior } from "../../engine/cards";
import { emit } from "../../events/emit";
import { resolvePaymentMethod } from "../../lookup/resolve-payment-method";
import { newMandate } from "../../objects/mandate-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, StripeFault } from "../../wire/errors";
import type { World } from "../../world";
import { attachPaymentMethod, checkAttachable } from "./attach-payment-method";
import { nextAction } from "./charge-intent";

type Intent = PublicTables["setup_intent"];

/** @throws StripeFault 402 when the card can't be saved */
export function confirmSetupIntent(
  world: World,
  intent: Intent,
  named: string | undefined,
  returnUrl: string | null = null,
): Intent {
  const id = named ?? intent.payment_method;
  if (!id)
    throw invalidRequest(
      "You cannot confirm this SetupIntent because it's missing a payment method.",
      undefined,
      "setup_intent_unexpected_state",
    );
  const method = resolvePaymentMethod(world, id, "payment_method");
  const { challenge } = cardBehavior(world.store.get("card", method.id)?.number ?? "");
  if (challenge !== "never" && !world.store.get("card", method.id)?.authenticated) {
    const pending = world.store.put("setup_intent", {
      ...intent,
      payment_method: method.id,
      status: "requires_action",
      next_action: nextAction(world, intent.id, returnUrl),
    });
    emit(world, "setup_intent.requires_action", pending);
    return pending;
  }
  try {
    if (intent.customer === null) checkAttachable(world, method);
    else attachPaymentMethod(world, method, intent.customer);
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    const failed = world.store.put("setup_intent", {
      ...intent,
      last_setup_error: {
        code: error.details.code,
        message: error.message,
        payment_method: method,
        type: "card_error",
      },
    });
    emit(world, "setup_intent.setup_failed", failed);
    throw new StripeFault(402, "card_error", error.message, { ...error.details, setup_intent: failed });
  }
  const succeeded = world.store.put("setup_intent", {
    ...intent,
    mandate: method.sepa_debit ? newMandate(world, method).id : null,
    payment_method: method.id,
    next_action: null,
    status: "succeeded",
  });
  emit(world, "setup_intent.succeeded", succeeded);
  return succeeded;
}
