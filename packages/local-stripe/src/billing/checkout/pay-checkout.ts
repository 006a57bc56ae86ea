import { emit } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { newPaymentIntent } from "../../objects/payment-intent-object";
import type { Buyer, PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { chargeIntent } from "../payments/charge-intent";
import { customerForBuyer, Unpaid } from "./buyer";
import type { CheckoutOutcome } from "./context";
import { completePayment } from "./one-time-payment";
import { completeSetup } from "./setup";
import { completeSubscription } from "./subscription";

type Session = PublicTables["checkout_session"];
type PaymentMethod = PublicTables["payment_method"];

export type CheckoutResult =
  | { kind: "complete"; session: Session }
  | { kind: "declined"; message: string }
  | { kind: "challenge"; id: string };

/**
 * What the button on the checkout page does. A declined card leaves the session open and creates no subscription: only
 * the failed payment is recorded.
 */
export function payCheckout(
  world: World,
  session: Session,
  buyer: Buyer,
  method: PaymentMethod | null,
  authenticated = false,
): CheckoutResult {
  try {
    return {
      kind: "complete",
      session: world.store.transaction(() => completeCheckout(world, session, buyer, method, authenticated)),
    };
  } catch (error) {
    if (!(error instanceof Unpaid) || !method) throw error;
    if (error.reason === "requires_action") return requireChallenge(world, session, buyer, method);
    return recordDecline(world, session, method, error);
  }
}

function completeCheckout(
  world: World,
  session: Session,
  buyer: Buyer,
  method: PaymentMethod | null,
  authenticated: boolean,
): Session {
  const plan = world.store.get("checkout_plan", session.id);
  if (!plan) throw new Error(`Session ${session.id} has no plan`);
  const checkout = { session, plan, method, authenticated };
  if (session.mode === "subscription") {
    const customer = customerForBuyer(world, session, buyer, plan);
    return closeSession(world, session, customer.id, buyer, completeSubscription(world, checkout, customer));
  }
  const guest = session.customer === null && session.customer_creation !== "always";
  const customer = guest ? null : customerForBuyer(world, session, buyer, plan);
  const done =
    session.mode === "setup" ? completeSetup(world, checkout, customer) : completePayment(world, checkout, customer);
  return closeSession(world, session, customer?.id ?? null, buyer, done);
}

function closeSession(
  world: World,
  session: Session,
  customer: string | null,
  buyer: Buyer,
  done: CheckoutOutcome,
): Session {
  world.tasks.cancel("checkout.expire", session.id);
  const row = customer === null ? null : fetchCustomer(world, customer);
  const after = world.store.put("checkout_session", {
    ...session,
    consent: buyer.consent ?? null,
    customer,
    customer_details: {
      address: buyer.address ?? row?.address ?? null,
      business_name: buyer.business?.name ?? null,
      email: row?.email ?? buyer.email,
      individual_name: null,
      name: buyer.name || (row?.name ?? null),
      phone: row?.phone ?? buyer.phone ?? null,
      tax_exempt: row?.tax_exempt ?? "none",
      tax_ids: buyer.business ? [buyer.business.taxId] : [],
    },
    ...done,
    status: "complete",
    url: null,
  });
  emit(world, "checkout.session.completed", after);
  return after;
}

function requireChallenge(world: World, session: Session, buyer: Buyer, method: PaymentMethod): CheckoutResult {
  const id = world.ids.next("challenge");
  world.store.put("challenge", {
    id,
    paymentMethod: method.id,
    session: session.id,
    buyer,
  });
  return { kind: "challenge", id };
}

function recordDecline(world: World, session: Session, method: PaymentMethod, unpaid: Unpaid): CheckoutResult {
  if (session.amount_total !== null && session.amount_total > 0) {
    const intent = newPaymentIntent(world, {
      amount: session.amount_total,
      currency: session.currency ?? "usd",
      customer: session.customer,
      description: session.mode === "subscription" ? "Subscription creation" : null,
      setupFutureUsage: session.mode === "subscription" ? "off_session" : null,
      methodTypes: session.payment_method_types,
    });
    chargeIntent(world, intent, method, { onSession: true, authenticated: true, decline: unpaid.decline });
  }
  return { kind: "declined", message: unpaid.message };
}
