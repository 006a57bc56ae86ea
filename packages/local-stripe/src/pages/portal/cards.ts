import type { Context } from "hono";
import { html } from "hono/html";
import { attachPaymentMethod, detachPaymentMethod } from "../../billing/payments/attach-payment-method";
import { updateSubscription } from "../../billing/subscriptions/update-subscription";
import { cardBehavior } from "../../engine/cards";
import { emitChange } from "../../events/emit";
import { createCard } from "../../objects/payment-method-object";
import type { Challenge, PublicTables } from "../../store/tables";
import { StripeFault } from "../../wire/errors";
import type { World } from "../../world";
import { authenticationFailed } from "../invoice/routes";
import { cardFields, cardScript, formError, isFormError, readCard } from "../ui/card-form";
import { formNotice } from "../ui/fields";
import type { FormError } from "../ui/form";
import type { Html } from "../ui/layout";
import { frame } from "./frame";
import { type Answer, finish, type PortalRequest } from "./session";

type Session = PublicTables["portal_session"];
type Method = PublicTables["payment_method"];

export function addCardPage(world: World, session: Session, name: string | null, error: FormError | null): Html {
  const typed = name ?? world.store.get("customer", session.customer)?.name ?? "";
  return frame(
    world,
    session,
    "Add payment method",
    html`<div class="stack"><h1>Add payment method</h1>
<form method="post" action="/portal/${session.id}/payment-methods" novalidate>
${formNotice(error)}
${cardFields({ name: typed }, error)}
<p class="small quiet">By providing your card information, you allow ${world.settings.business} to charge your card for future payments in accordance with their terms.</p>
<div class="actions full"><button class="primary">Add</button><a class="button" href="/portal/${session.id}?back">Go back</a></div></form></div>`,
    cardScript,
  );
}

/** After 3D Secure: shows what went wrong there. */
export function showAddCard(world: World, { c, session }: PortalRequest): Answer {
  const failed = c.req.query("failed") === undefined ? null : { field: null, message: authenticationFailed };
  return c.html(addCardPage(world, session, null, failed));
}

/** The new card becomes the default and pays overdue invoices at their next attempt. */
export function addCard(world: World, { c, session, form }: PortalRequest): Answer {
  const again = (error: FormError, status: 402 | 422): Answer =>
    c.html(addCardPage(world, session, form.name ?? "", error), status);
  const card = readCard(form);
  if (isFormError(card)) return again(card, 422);
  const customer = world.store.get("customer", session.customer);
  try {
    const challenge = world.store.transaction(() => {
      const method = createCard(world, card, {
        name: form.name,
        ...(customer?.email ? { email: customer.email } : {}),
      });
      if (cardBehavior(card.number).challenge !== "never") return requireChallenge(world, session, method);
      saveCard(world, session, method);
      return null;
    });
    return challenge === null ? finish({ c, session }, "added") : c.redirect(`/pay/challenge/${challenge}`, 303);
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    return again(formError(error), 402);
  }
}

function requireChallenge(world: World, session: Session, method: Method): string {
  const id = world.ids.next("challenge");
  const buyer = { name: method.billing_details.name ?? "", email: method.billing_details.email ?? "", address: null };
  world.store.put("challenge", { id, paymentMethod: method.id, session: session.id, buyer });
  return id;
}

/** The result of 3D Secure for a card that is being saved. */
export function answerPortal(
  world: World,
  c: Context,
  session: Session,
  challenge: Challenge,
  passed: boolean,
): Answer {
  const method = world.store.get("payment_method", challenge.paymentMethod);
  if (!method || !passed) {
    world.store.transaction(() => world.store.delete("challenge", challenge.id));
    return c.redirect(`/portal/${session.id}/payment-methods?failed`, 303);
  }
  world.store.transaction(() => {
    world.store.delete("challenge", challenge.id);
    const card = world.store.get("card", method.id);
    if (card) world.store.put("card", { ...card, authenticated: true });
    saveCard(world, session, method);
  });
  return finish({ c, session }, "added");
}

function saveCard(world: World, session: Session, method: Method): void {
  makeDefault(world, session.customer, attachPaymentMethod(world, method, session.customer).id);
}

export function chooseCard(world: World, request: PortalRequest): Answer {
  const method = ownMethod(world, request);
  if (!method) return request.c.notFound();
  world.store.transaction(() => makeDefault(world, request.session.customer, method.id));
  return finish(request, "changed");
}

/** As in Stripe's portal, the default card can't be removed while a subscription uses it. */
export function removeCard(world: World, request: PortalRequest): Answer {
  const method = ownMethod(world, request);
  if (!method || method.id === currentMethod(world, request.session.customer)) return request.c.notFound();
  world.store.transaction(() => detachPaymentMethod(world, method));
  return finish(request, "removed");
}

function ownMethod(world: World, { c, session }: PortalRequest): Method | null {
  const method = world.store.get("payment_method", c.req.param("method") ?? "");
  return method?.customer === session.customer ? method : null;
}

function makeDefault(world: World, customerId: string, method: string): void {
  const customer = world.store.get("customer", customerId);
  if (!customer) return;
  const invoice_settings = { ...customer.invoice_settings, default_payment_method: method };
  emitChange(world, "customer.updated", customer, world.store.put("customer", { ...customer, invoice_settings }));
  for (const subscription of world.store.where("subscription", "customer", customerId)) {
    if (subscription.ended_at === null) updateSubscription(world, subscription, { default_payment_method: method });
  }
}

/** The card for the next payment: the subscription's own, or the customer's default. */
export function currentMethod(world: World, customer: string): string | null {
  const running = world.store
    .where("subscription", "customer", customer)
    .find((subscription) => subscription.ended_at === null && subscription.default_payment_method !== null);
  return (
    running?.default_payment_method ??
    world.store.get("customer", customer)?.invoice_settings.default_payment_method ??
    null
  );
}
