import { emit } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { newPaymentIntent } from "../../objects/payment-intent-object";
import type { Buyer, PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { chargeIntent } from "../payments/charge-intent";
import { buyerOf, Unpaid } from "./buyer";
import { payOnce } from "./one-time-payment";
import { setUp } from "./setup";
import { subscribe } from "./subscription";
import type { Completed } from "./work";

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
      session: world.store.transaction(() => complete(world, session, buyer, method, authenticated)),
    };
  } catch (error) {
    if (!(error instanceof Unpaid) || !method) throw error;
    if (error.reason === "requires_action") return askForChallenge(world, session, buyer, method);
    return recordDecline(world, session, method, error);
  }
}

function complete(
  world: World,
  session: Session,
  buyer: Buyer,
  method: PaymentMethod | null,
  authenticated: boolean,
): Session {
  const plan = world.store.get("checkout_plan", session.id);
  if (!plan) throw new Error(`Session ${session.id} has no plan`);
  const work = { session, plan, method, authenticated };
  if (session.mode === "subscription") {
    const customer = buyerOf(world, session, buyer, plan);
    return finish(world, session, customer.id, buyer, subscribe(world, work, customer));
  }
  const guest = session.customer === null && session.customer_creation !== "always";
  const customer = guest ? null : buyerOf(world, session, buyer, plan);
  const done = session.mode === "setup" ? setUp(world, work, customer) : payOnce(world, work, customer);
  return finish(world, session, customer?.id ?? null, buyer, done);
}

function finish(world: World, session: Session, customer: string | null, buyer: Buyer, done: Completed): Session {
  world.due.cancel("checkout.expire", session.id);
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

function askForChallenge(world: World, session: Session, buyer: Buyer, method: PaymentMethod): CheckoutResult {
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
