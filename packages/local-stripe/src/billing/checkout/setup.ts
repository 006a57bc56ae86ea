import { mergeMetadata } from "../../objects/metadata";
import { newSetupIntent } from "../../objects/setup-intent-object";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { confirmSetupIntent } from "../payments/confirm-setup-intent";
import { verifyCard } from "./buyer";
import type { CheckoutContext, CheckoutOutcome } from "./context";

/** A checkout that saves a payment method and charges nothing. */
export function completeSetup(
  world: World,
  checkout: CheckoutContext,
  customer: PublicTables["customer"] | null,
): CheckoutOutcome {
  const { session, plan, method, authenticated } = checkout;
  if (!method) throw new Error(`Session ${session.id} has no payment method to save`);
  verifyCard(world, method, authenticated);
  const card = world.store.get("card", method.id);
  if (card) world.store.put("card", { ...card, authenticated: true });
  const intent = newSetupIntent(world, {
    customer: customer?.id ?? null,
    description: plan.setup?.description ?? null,
    metadata: mergeMetadata({}, plan.setup?.metadata),
    usage: "off_session",
    methodTypes: session.payment_method_types,
  });
  confirmSetupIntent(world, intent, method.id);
  return { setup_intent: intent.id, payment_status: "no_payment_required" };
}
