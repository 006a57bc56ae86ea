import { behaviourOf, type Decline } from "../engine/cards";
import { emit, emitChange } from "../events/emit";
import { createCustomer, fetchCustomer } from "../resources/customers";
import { newPaymentIntent } from "../resources/payment-intents";
import type { Buyer, CheckoutPlan, PublicTables } from "../store/tables";
import type { World } from "../world";
import { chargeIntent } from "./charge";
import { type Created, createSubscription } from "./create-subscription";

type Session = PublicTables["checkout_session"];
type PaymentMethod = PublicTables["payment_method"];

export type CheckoutResult =
  | { kind: "complete"; session: Session }
  | { kind: "declined"; message: string }
  | { kind: "challenge"; id: string };

/**
 * What the button of the checkout page does. A refused card leaves the session open and no subscription behind: only
 * the failed payment itself is recorded.
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

class Unpaid extends Error {
  constructor(
    readonly reason: "declined" | "requires_action",
    message: string,
    readonly decline?: Decline,
  ) {
    super(message);
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
  const customer =
    session.customer === null ? newBuyer(world, session, buyer) : known(world, session.customer, buyer, plan);
  if (method) save(world, method, customer.id, authenticated);
  const created = createSubscription(
    world,
    {
      ...plan.subscription,
      customer: customer.id,
      items: plan.items.map(({ price, quantity, taxRates }) => ({
        price,
        ...(quantity === undefined ? {} : { quantity }),
        ...(taxRates?.length ? { tax_rates: taxRates } : {}),
      })),
      ...(method ? { default_payment_method: method.id } : {}),
      ...(plan.promotionCode
        ? { discounts: [{ promotion_code: plan.promotionCode }] }
        : plan.coupon
          ? { discounts: [{ coupon: plan.coupon }] }
          : {}),
      ...(session.automatic_tax.enabled ? { automatic_tax: { enabled: true } } : {}),
    },
    { onSession: true, authenticated, checkoutSession: session.id },
  );
  if (created.attempt && created.attempt.kind !== "succeeded") throw unpaid(created);
  if (method && created.subscription.status === "trialing") verify(world, method, authenticated);
  return finish(world, session, customer.id, buyer, created);
}

function newBuyer(world: World, session: Session, buyer: Buyer): PublicTables["customer"] {
  const customer = createCustomer(world, {
    email: session.customer_email ?? buyer.email,
    name: buyer.business?.name ?? buyer.name,
    ...(buyer.phone ? { phone: buyer.phone } : {}),
  });
  return buyer.address === null ? customer : world.store.put("customer", { ...customer, address: buyer.address });
}

/** `customer_update` lets the page correct what is known; nothing else is touched. */
function known(world: World, id: string, buyer: Buyer, plan: CheckoutPlan): PublicTables["customer"] {
  const before = fetchCustomer(world, id);
  const after = world.store.put("customer", {
    ...before,
    name: plan.updates.name && buyer.name !== "" ? (buyer.business?.name ?? buyer.name) : before.name,
    phone: buyer.phone ?? before.phone,
    address: plan.updates.address && buyer.address ? buyer.address : before.address,
  });
  emitChange(world, "customer.updated", before, after);
  return after;
}

/** Checkout charges first and asks questions never: unlike attaching by the API, saving is not checked by itself. */
function save(world: World, method: PaymentMethod, customer: string, authenticated: boolean): void {
  if (method.customer === customer) return;
  const card = world.store.get("card", method.id);
  if (card && authenticated) world.store.put("card", { ...card, authenticated: true });
  emit(world, "payment_method.attached", world.store.put("payment_method", { ...method, customer }));
}

function unpaid({ attempt }: Created): Unpaid {
  if (attempt?.kind === "declined") return new Unpaid("declined", attempt.decline.message, attempt.decline);
  return new Unpaid("requires_action", "Your bank asks you to confirm this payment.");
}

/** A trial charges nothing, but the bank is asked whether the card can be charged later. */
function verify(world: World, method: PaymentMethod, authenticated: boolean): void {
  const { attachable, charge, challenge } = behaviourOf(world.store.get("card", method.id)?.number ?? "");
  if (!attachable && charge !== "succeeds") throw new Unpaid("declined", charge.message, charge);
  if (challenge !== "never" && !authenticated) throw new Unpaid("requires_action", "");
}

function finish(world: World, session: Session, customer: string, buyer: Buyer, created: Created): Session {
  world.due.cancel("checkout.expire", session.id);
  const paid = created.invoice.total > 0;
  const row = fetchCustomer(world, customer);
  const done = world.store.put("checkout_session", {
    ...session,
    consent: buyer.consent ?? null,
    customer,
    customer_details: {
      address: buyer.address ?? row.address ?? null,
      business_name: buyer.business?.name ?? null,
      email: row.email ?? buyer.email,
      individual_name: null,
      name: buyer.name || (row.name ?? null),
      phone: row.phone ?? null,
      tax_exempt: row.tax_exempt ?? "none",
      tax_ids: buyer.business ? [buyer.business.taxId] : [],
    },
    invoice: created.invoice.id,
    payment_status: paid ? "paid" : "no_payment_required",
    status: "complete",
    subscription: created.subscription.id,
    url: null,
  });
  emit(world, "checkout.session.completed", done);
  return done;
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
      description: "Subscription creation",
      setupFutureUsage: "off_session",
    });
    chargeIntent(world, intent, method, { onSession: true, authenticated: true, decline: unpaid.decline });
  }
  return { kind: "declined", message: unpaid.message };
}
