import { cardBehavior } from "../../engine/cards";
import { emit, emitChange } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, StripeFault } from "../../wire/errors";
import type { World } from "../../world";

type PaymentMethod = PublicTables["payment_method"];

/** Attaching checks with the bank: a card that declines everything can't be saved. */
export function attachPaymentMethod(world: World, method: PaymentMethod, customer: string): PaymentMethod {
  if (method.customer === customer) return method;
  if (method.customer !== null) {
    throw invalidRequest(
      "The payment method you provided has already been attached to a customer.",
      "payment_method",
      "payment_method_already_attached",
    );
  }
  checkAttachable(world, method);
  const attached = world.store.put("payment_method", { ...method, customer });
  emit(world, "payment_method.attached", attached);
  return attached;
}

/** @throws StripeFault 402 for cards that can't be attached */
export function checkAttachable(world: World, method: PaymentMethod): void {
  const { attachable, charge } = cardBehavior(world.store.get("card", method.id)?.number ?? "");
  if (!attachable && charge !== "succeeds") {
    throw new StripeFault(402, "card_error", charge.message, {
      code: charge.code,
      ...(charge.decline_code ? { decline_code: charge.decline_code } : {}),
      param: "",
      payment_method: method,
    });
  }
}

/**
 * Detaches a payment method and removes it as default from the customer and subscriptions.
 *
 * @throws StripeFault 400 if it isn't attached
 */
export function detachPaymentMethod(world: World, method: PaymentMethod): PaymentMethod {
  if (method.customer === null) {
    throw invalidRequest(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
      "payment_method",
    );
  }
  const customer = fetchCustomer(world, method.customer);
  if (customer.invoice_settings.default_payment_method === method.id) {
    const after = world.store.put("customer", {
      ...customer,
      invoice_settings: { ...customer.invoice_settings, default_payment_method: null },
    });
    emitChange(world, "customer.updated", customer, after);
  }
  for (const subscription of world.store.where("subscription", "customer", customer.id)) {
    if (subscription.default_payment_method === method.id) {
      const after = world.store.put("subscription", { ...subscription, default_payment_method: null });
      emitChange(world, "customer.subscription.updated", subscription, after);
    }
  }
  const detached = world.store.put("payment_method", { ...method, customer: null });
  emit(world, "payment_method.detached", detached, { customer: method.customer });
  return detached;
}
