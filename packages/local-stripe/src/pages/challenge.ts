import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { payCheckout } from "../billing/checkout/pay-checkout";
import { collectInvoice } from "../billing/invoices/collect-invoice";
import { chargeIntent } from "../billing/payments/charge-intent";
import { confirmSetupIntent } from "../billing/payments/confirm-setup-intent";
import { emit } from "../events/emit";
import { formatMoney } from "../format";
import type { Challenge, PublicTables } from "../store/tables";
import type { World } from "../world";
import { pageFields } from "./checkout/buyer";
import { successUrl } from "./checkout/routes";
import { checkoutPage } from "./checkout/view";
import { authenticationFailed } from "./invoice/routes";
import { answerPortal } from "./portal/cards";
import { readForm } from "./ui/form";
import { layout, messagePage, singleColumn, testFooter } from "./ui/layout";

type Intent = PublicTables["payment_intent"];
type Answer = Response | Promise<Response>;

/** The bank's 3D Secure page, where the tester picks the outcome. */
export function challengeRoutes(world: World): Hono {
  const app = new Hono();
  app.get("/:id", (c) => show(world, c, c.req.param("id")));
  app.post("/:id", async (c) => {
    const passed = (await readForm(c)).outcome === "complete";
    const id = c.req.param("id");
    const challenge = world.store.get("challenge", id);
    if (!challenge && world.store.get("setup_intent", id)) return answerSetup(world, c, id, passed);
    if (!challenge) return answerIntent(world, c, id, passed);
    const portal = world.store.get("portal_session", challenge.session);
    return portal ? answerPortal(world, c, portal, challenge, passed) : answerCheckout(world, c, challenge, passed);
  });
  return app;
}

function show(world: World, c: Context, id: string): Answer {
  const action = pendingAction(world, id);
  if (action === null)
    return c.html(messagePage("Nothing to confirm", "This payment doesn't need to be confirmed."), 404);
  return c.html(
    layout(
      "3D Secure",
      singleColumn(
        html`<div class="card stack"><div><span class="badge warn">Test mode</span></div>
<h1>3D Secure test page</h1>
<p class="quiet">Your bank asks you to confirm ${action} ${world.settings.business}.</p>
<form method="post" action="/pay/challenge/${id}"><div class="actions full">
<button class="primary" name="outcome" value="complete">Complete</button>
<button name="outcome" value="fail">Fail</button>
</div></form></div>${testFooter()}`,
        "small-sheet",
      ),
      "",
      world.settings.brandColor,
    ),
  );
}

/** @returns what the customer is confirming, `a payment of $5.00 to`; null if nothing */
function pendingAction(world: World, id: string): string | null {
  const challenge = world.store.get("challenge", id);
  if (challenge && world.store.get("portal_session", challenge.session)) return "saving this card with";
  const session = challenge && world.store.get("checkout_session", challenge.session);
  if (session) {
    const amount = session.amount_total ?? 0;
    return amount === 0 ? "saving this card with" : `a payment of ${formatMoney(amount, session.currency ?? "usd")} to`;
  }
  if (world.store.get("setup_intent", id)?.status === "requires_action") return "saving this card with";
  const intent = world.store.get("payment_intent", id);
  return intent?.status === "requires_action" ? `a payment of ${formatMoney(intent.amount, intent.currency)} to` : null;
}

function answerCheckout(world: World, c: Context, challenge: Challenge, passed: boolean): Answer {
  const { id, session: sessionId, buyer } = challenge;
  const session = world.store.get("checkout_session", sessionId);
  const method = world.store.get("payment_method", challenge.paymentMethod);
  if (!session || !method || session.status !== "open") return c.redirect(`/checkout/${sessionId}`, 303);
  if (!passed) {
    world.store.transaction(() => world.store.delete("challenge", id));
    return c.redirect(`/checkout/${sessionId}?failed`, 303);
  }
  const result = world.store.transaction(() => {
    world.store.delete("challenge", id);
    return payCheckout(world, session, buyer, method, true);
  });
  if (result.kind === "complete") return c.redirect(successUrl(result.session), 303);
  const text = result.kind === "declined" ? result.message : authenticationFailed;
  const state = { typed: { email: buyer.email, name: buyer.name }, error: { field: null, message: text } };
  return c.html(checkoutPage(world, session, state, pageFields(world, session)), 402);
}

/** A card saved by the API. */
function answerSetup(world: World, c: Context, id: string, passed: boolean): Response {
  const intent = world.store.get("setup_intent", id);
  const card = world.store.get("card", intent?.payment_method ?? "");
  if (intent?.status !== "requires_action" || !card) return c.redirect("/", 303);
  const after = world.store.transaction(() => {
    if (!passed) return failSetup(world, intent);
    world.store.put("card", { ...card, authenticated: true });
    return confirmSetupIntent(world, intent, card.id);
  });
  return c.redirect(returnUrlOf(intent, "setup_intent", after.status) ?? "/", 303);
}

function failSetup(world: World, before: PublicTables["setup_intent"]): PublicTables["setup_intent"] {
  const failed = world.store.put("setup_intent", {
    ...before,
    last_setup_error: {
      code: "setup_intent_authentication_failure",
      message: "The latest attempt to set up the payment method has failed because authentication failed.",
      type: "invalid_request_error",
    },
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  });
  emit(world, "setup_intent.setup_failed", failed);
  return failed;
}

type Redirecting = Pick<Intent, "id" | "client_secret"> & {
  next_action: { redirect_to_url?: { return_url: string | null } } | null;
};

/** The app's address after 3D Secure, with the parameters Stripe adds to it. */
function returnUrlOf(intent: Redirecting, name: "payment_intent" | "setup_intent", status: string): string | null {
  const target = intent.next_action?.redirect_to_url?.return_url;
  if (!target || !URL.canParse(target)) return null;
  const url = new URL(target);
  url.searchParams.set(name, intent.id);
  url.searchParams.set(`${name}_client_secret`, intent.client_secret ?? "");
  url.searchParams.set("redirect_status", status === "succeeded" ? "succeeded" : "failed");
  return url.href;
}

/** A payment started by the API, or for an invoice on its page. */
function answerIntent(world: World, c: Context, id: string, passed: boolean): Response {
  const intent = world.store.get("payment_intent", id);
  const method = world.store.get("payment_method", intent?.payment_method ?? "");
  const payment = [...world.store.all("invoice_payment")].find((row) => row.payment.payment_intent === id);
  const invoice = world.store.get("invoice", payment?.invoice ?? "");
  if (!intent || !method || intent.status !== "requires_action") return c.redirect("/", 303);
  world.store.transaction(() => {
    if (!passed) failAuthentication(world, intent, method);
    else if (invoice?.status === "open") {
      collectInvoice(world, invoice, { automatic: false, onSession: true, authenticated: true, paymentMethod: method });
    } else chargeIntent(world, intent, method, { onSession: true, authenticated: true });
  });
  const { status } = world.store.get("payment_intent", id) ?? intent;
  const back = returnUrlOf(intent, "payment_intent", status === "requires_capture" ? "succeeded" : status);
  if (back !== null) return c.redirect(back, 303);
  const path = invoice?.hosted_invoice_url ?? "/";
  const paid = world.store.get("invoice", invoice?.id ?? "")?.status === "paid";
  return c.redirect(passed ? (paid ? path : `${path}?declined`) : `${path}?failed`, 303);
}

function failAuthentication(world: World, intent: Intent, method: PublicTables["payment_method"]): void {
  const failed = world.store.put("payment_intent", {
    ...intent,
    last_payment_error: {
      code: "payment_intent_authentication_failure",
      message:
        "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
      payment_method: method,
      type: "invalid_request_error",
    },
    next_action: null,
    payment_method: null,
    status: "requires_payment_method",
  });
  emit(world, "payment_intent.payment_failed", failed);
}
