import { html } from "hono/html";
import { lastPeriodEnd } from "../billing/cadence";
import { intervalText } from "../billing/describe";
import { planChoices } from "../billing/portal-plan";
import { rate } from "../engine/rating";
import { formatLongDate, formatMoney } from "../money";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { cardFields, cardScript, type FormError, type Typed } from "./card-form";
import { invoiceBadge } from "./invoice-view";
import type { Html } from "./layout";
import { frame } from "./portal-frame";
import { editableInformation } from "./portal-information";

type Session = PublicTables["portal_session"];
type Subscription = PublicTables["subscription"];
type PaymentMethod = PublicTables["payment_method"];

export function portalHome(world: World, session: Session, notice: string | null): Html {
  const features = world.store.get("portal_configuration", session.configuration)?.features;
  const subscriptions = world.store
    .where("subscription", "customer", session.customer)
    .filter((subscription) => subscription.ended_at === null && subscription.status !== "incomplete")
    .reverse();
  return frame(
    world,
    session,
    "Billing",
    html`<div class="stack large">
${notice === null ? "" : html`<p class="notice good" role="status">${notice}</p>`}
<section aria-labelledby="plan"><h2 class="heading" id="plan">Current subscription</h2>
${subscriptions.length === 0 ? html`<p class="quiet">You have no active subscription.</p>` : subscriptions.map((subscription) => subscriptionCard(world, session, subscription, features?.subscription_cancel.enabled ?? false))}</section>
${features?.payment_method_update.enabled ? methods(world, session) : ""}
${features?.customer_update.enabled ? billingInformation(world, session) : ""}
${features?.invoice_history.enabled ? invoices(world, session) : ""}
</div>`,
  );
}

function subscriptionCard(world: World, session: Session, subscription: Subscription, cancellable: boolean): Html {
  const changeable = subscription.cancel_at === null && planChoices(world, session, subscription).length > 0;
  const ending = subscription.cancel_at ?? (subscription.cancel_at_period_end ? lastPeriodEnd(subscription) : null);
  const path = `/portal/${session.id}/subscriptions/${subscription.id}`;
  return html`<div class="stack">
<div class="between"><div class="stack tight">
${subscription.items.data.map((item) => {
  const quantity = item.quantity ?? 1;
  return html`<div><p><strong>${world.store.get("product", item.price.product)?.name ?? "Subscription"}</strong>${quantity > 1 ? ` × ${quantity}` : ""}</p>
<p style="font-size:1.35rem;font-weight:650">${formatMoney(rate(item.price, quantity), item.price.currency)} <span class="quiet small">per ${intervalText(item.price)}</span></p></div>`;
})}
<p class="quiet">${renewal(subscription, ending)}</p></div>${statusBadge(subscription, ending)}</div>
<div class="actions">
${changeable ? html`<a class="button primary" href="${path}/update">Update subscription</a>` : ""}
${
  ending === null
    ? cancellable
      ? html`<a class="button" href="${path}/cancel">Cancel subscription</a>`
      : ""
    : html`<form method="post" action="${path}/resume"><button class="primary">Don't cancel subscription</button></form>`
}
</div></div>`;
}

function renewal(subscription: Subscription, ending: number | null): string {
  if (ending !== null) return `Your subscription will be canceled on ${formatLongDate(ending)}.`;
  if (subscription.status === "trialing" && subscription.trial_end !== null) {
    return `Your trial ends on ${formatLongDate(subscription.trial_end)}.`;
  }
  if (subscription.status === "paused") return "Your subscription is paused.";
  return `Your next billing date is ${formatLongDate(lastPeriodEnd(subscription))}.`;
}

function statusBadge(subscription: Subscription, ending: number | null): Html {
  if (ending !== null) return html`<span class="badge warn">Cancels ${formatLongDate(ending)}</span>`;
  switch (subscription.status) {
    case "trialing":
      return html`<span class="badge">Trial</span>`;
    case "past_due":
    case "unpaid":
      return html`<span class="badge bad">Past due</span>`;
    default:
      return html``;
  }
}

function methods(world: World, session: Session): Html {
  const rows = world.store.where("payment_method", "customer", session.customer);
  const current = currentMethod(world, session.customer);
  return html`<section aria-labelledby="methods"><h2 class="heading" id="methods">Payment method</h2><div class="stack">
${rows.map(
  (
    method,
  ) => html`<div class="between"><p>${cardName(method)} ${method.id === current ? html`<span class="badge">Default</span>` : ""}<br><span class="quiet small">Expires ${expiry(method)}</span></p>
${method.id === current ? "" : html`<div class="actions"><form method="post" action="/portal/${session.id}/payment-methods/${method.id}/default"><button class="plain small">Make default</button></form><form method="post" action="/portal/${session.id}/payment-methods/${method.id}/remove"><button class="plain small danger">Delete<span class="hidden"> ${cardName(method)}</span></button></form></div>`}</div>`,
)}
<div><a class="button" href="/portal/${session.id}/payment-methods">Add payment method</a></div></div></section>`;
}

/** The card that pays next: the subscription's own before the customer's default. */
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

function cardName(method: PaymentMethod): string {
  const brands: Record<string, string> = { amex: "American Express", jcb: "JCB", unionpay: "UnionPay" };
  const brand = method.card?.brand ?? "card";
  return `${brands[brand] ?? brand.charAt(0).toUpperCase() + brand.slice(1)} •••• ${method.card?.last4 ?? ""}`;
}

function expiry(method: PaymentMethod): string {
  return `${String(method.card?.exp_month ?? 0).padStart(2, "0")}/${method.card?.exp_year ?? ""}`;
}

function billingInformation(world: World, session: Session): Html {
  const customer = world.store.get("customer", session.customer);
  const address = customer?.address;
  const lines = [
    address?.line1,
    address?.line2,
    [address?.postal_code, address?.city].filter(Boolean).join(" "),
    address?.country,
  ];
  const editable = editableInformation(world, session).length > 0;
  return html`<section aria-labelledby="information"><h2 class="heading" id="information">Billing information</h2>
<p>${customer?.name ?? ""}<br><span class="quiet">${customer?.email ?? ""}</span>${lines.filter(Boolean).map((line) => html`<br><span class="quiet">${line ?? ""}</span>`)}</p>
${editable ? html`<div><a class="button" href="/portal/${session.id}/information">Update information</a></div>` : ""}</section>`;
}

function invoices(world: World, session: Session): Html {
  const rows = world.store
    .where("invoice", "customer", session.customer)
    .filter((invoice) => invoice.status !== "draft")
    .reverse();
  return html`<section aria-labelledby="invoices"><h2 class="heading" id="invoices">Invoice history</h2>
${
  rows.length === 0
    ? html`<p class="quiet">No invoices yet.</p>`
    : html`<table><thead class="hidden"><tr><th>Date</th><th>Amount</th><th>Status</th></tr></thead><tbody>
${rows.map((invoice) => html`<tr><td><a href="${invoice.hosted_invoice_url ?? "#"}">${formatLongDate(invoice.created)}</a></td><td class="right nowrap">${formatMoney(invoice.total, invoice.currency)}</td><td class="right">${invoiceBadge(invoice)}</td></tr>`)}
</tbody></table>`
}</section>`;
}

export function cancelPage(world: World, session: Session, subscription: Subscription): Html {
  const configuration = world.store.get("portal_configuration", session.configuration)?.features.subscription_cancel;
  const immediately = configuration?.mode === "immediately";
  const reasons = configuration?.cancellation_reason;
  const when = immediately
    ? "Your subscription ends at once."
    : `Your subscription stays available until ${formatLongDate(lastPeriodEnd(subscription))}, the end of your billing period.`;
  return frame(
    world,
    session,
    "Cancel subscription",
    html`<div class="stack"><h1>Cancel your subscription</h1>
<p class="quiet">${when} If you change your mind, you can renew your subscription${immediately ? " at any time" : " before then"}.</p>
<form method="post" action="/portal/${session.id}/subscriptions/${subscription.id}/cancel">
${
  reasons?.enabled && reasons.options.length > 0
    ? html`<fieldset class="card stack tight" style="margin:0"><legend>Why do you cancel? (optional)</legend>${reasons.options.map((option) => html`<label class="choice"><input type="radio" name="feedback" value="${option}">${feedbackText[option] ?? option}</label>`)}
<div class="field"><label for="comment">Anything else you want to tell us? (optional)</label><input id="comment" name="comment" maxlength="500"></div></fieldset>`
    : ""
}
<div class="actions"><button class="primary">Cancel subscription</button><a class="button" href="/portal/${session.id}">Go back</a></div></form></div>`,
  );
}

const feedbackText: Record<string, string> = {
  too_expensive: "It's too expensive",
  missing_features: "I need more features",
  switched_service: "I found an alternative",
  unused: "I no longer need it",
  customer_service: "Customer service was less than expected",
  too_complex: "Ease of use was less than expected",
  low_quality: "Quality was less than expected",
  other: "Other reason",
};

export function addMethodPage(world: World, session: Session, typed: Typed, error: FormError | null): Html {
  return frame(
    world,
    session,
    "Add payment method",
    html`<div class="stack"><h1>Add payment method</h1>
<form method="post" action="/portal/${session.id}/payment-methods" novalidate>
${error && error.field === null ? html`<p class="notice bad" role="alert">${error.message}</p>` : ""}
${cardFields(typed, error)}
<p class="small quiet">By providing your card information, you allow ${world.settings.business} to charge your card for future payments in accordance with their terms.</p>
<div class="actions"><button class="primary">Add</button><a class="button" href="/portal/${session.id}">Go back</a></div></form></div>`,
    cardScript,
  );
}
