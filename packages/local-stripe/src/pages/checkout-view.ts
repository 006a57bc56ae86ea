import { html } from "hono/html";
import type Stripe from "stripe";
import { isMetered } from "../billing/cadence";
import { intervalText } from "../billing/describe";
import { trialEndOf } from "../billing/terms";
import { formatLongDate, formatMoney } from "../money";
import { lineItemsOf } from "../resources/checkout-line-items";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { cardFields, cardScript, type FormError, type Typed } from "./card-form";
import { type Html, layout, seller, split, testFooter } from "./layout";

type Session = PublicTables["checkout_session"];

export interface CheckoutState {
  typed: Typed;
  error: FormError | null;
  codeError?: string;
}

export function checkoutPage(world: World, session: Session, state: CheckoutState): Html {
  const title = `${world.settings.business} · Checkout`;
  return layout(title, split(summary(world, session, state), payment(world, session, state)), cardScript);
}

function summary(world: World, session: Session, state: CheckoutState): Html {
  const lines = lineItemsOf(world, session.id);
  const currency = session.currency ?? "usd";
  const [first] = lines.flatMap((line) => (line.price?.recurring ? [line.price] : []));
  const names = lines
    .map((line) => line.description)
    .filter(Boolean)
    .join(" and ");
  const trial = trialEnd(world, session);
  const recurring = lines.reduce((sum, line) => sum + line.amount_total, 0);
  const interval = first ? intervalText(first) : "month";
  const headline =
    trial === null ? formatMoney(session.amount_total ?? 0, currency) : `${formatMoney(0, currency)} today`;
  return html`
<div class="stack">
<div>${seller(world.settings.business, session.cancel_url)}</div>
<div>
<h1 class="quiet">Subscribe to ${names}</h1>
<p class="price">${headline}<small>${trial === null ? `per ${interval}` : `then ${formatMoney(recurring, currency)} per ${interval} from ${formatLongDate(trial)}`}</small></p>
</div>
<div class="rows">
${lines.map((line) => {
  const metered = line.price ? isMetered(line.price) : false;
  const each = line.quantity && line.quantity > 1 ? html`<p class="small quiet">Qty ${line.quantity}</p>` : html``;
  const amount = metered ? "by use" : formatMoney(line.amount_subtotal, currency);
  return html`<div class="row"><div><p>${line.description ?? "Subscription"}</p>${each}<p class="small quiet">Billed ${interval === "month" ? "monthly" : interval === "year" ? "yearly" : `every ${interval}`}</p></div><p class="nowrap">${amount}</p></div>`;
})}
${discountRows(
  world,
  session,
  lines.reduce((sum, line) => sum + line.amount_discount, 0),
)}
${taxRow(
  lines.reduce((sum, line) => sum + line.amount_tax, 0),
  currency,
)}
${session.allow_promotion_codes ? promotionForm(session, state) : ""}
<div class="row total"><p>Total due today</p><p class="nowrap">${formatMoney(session.amount_total ?? 0, currency)}</p></div>
</div>
</div>`;
}

function trialEnd(world: World, session: Session): number | null {
  const plan = world.store.get("checkout_plan", session.id);
  const price = world.store.get("price", plan?.items[0]?.price ?? "");
  return plan && price ? trialEndOf(plan.subscription, price, session.created) : null;
}

function taxRow(amount: number, currency: string): Html {
  if (amount === 0) return html``;
  return html`<div class="row"><p>Tax</p><p class="nowrap">${formatMoney(amount, currency)}</p></div>`;
}

function discountRows(world: World, session: Session, amount: number): Html {
  const coupon = world.store.get("coupon", world.store.get("checkout_plan", session.id)?.coupon ?? "");
  if (!coupon) return html``;
  const off =
    coupon.percent_off === null
      ? formatMoney(coupon.amount_off ?? 0, session.currency ?? "usd")
      : `${coupon.percent_off}%`;
  return html`<div class="row"><div><p>${coupon.name ?? "Discount"}</p><p class="small quiet">${off} off ${durationText(coupon)}</p></div><p class="nowrap">${formatMoney(-amount, session.currency ?? "usd")}</p></div>`;
}

function durationText(coupon: PublicTables["coupon"]): string {
  if (coupon.duration === "repeating") return `for ${coupon.duration_in_months} months`;
  return coupon.duration;
}

function promotionForm(session: Session, state: CheckoutState): Html {
  return html`<div class="row"><form method="post" action="/checkout/${session.id}/promotion" class="wide" style="width:100%">
<div class="field"><label for="code">Promotion code</label><div class="actions" style="flex-wrap:nowrap"><input id="code" name="code" autocomplete="off" ${state.codeError ? html`aria-invalid="true" aria-describedby="error-code"` : ""}><button>Apply</button></div>
${state.codeError ? html`<p class="error" id="error-code" role="alert">${state.codeError}</p>` : ""}</div></form></div>`;
}

function payment(world: World, session: Session, state: CheckoutState): Html {
  const known = session.customer_details?.email ?? session.customer_email;
  const free = session.payment_method_collection === "if_required" && session.amount_total === 0;
  const button = trialEnd(world, session) === null ? "Subscribe" : "Start trial";
  return html`
<form method="post" action="/checkout/${session.id}" novalidate>
${state.error && state.error.field === null ? html`<p class="notice bad" role="alert">${state.error.message}</p>` : ""}
<h2>Contact information</h2>
<div class="field"><label for="email">Email</label>
<input id="email" name="email" type="email" autocomplete="email" value="${known ?? state.typed.email}" ${known ? html`readonly` : ""} required ${state.error?.field === "email" ? html`aria-invalid="true" aria-describedby="error-email"` : ""}>
${state.error?.field === "email" ? html`<p class="error" id="error-email" role="alert">${state.error.message}</p>` : ""}</div>
${free ? "" : html`<h2>Payment method</h2>${cardFields(state.typed, state.error)}`}
${session.billing_address_collection === "required" ? addressFields(state.typed.address ?? session.customer_details?.address ?? null, state.error) : ""}
<button class="primary wide">${button}</button>
<p class="small quiet">By confirming, you allow ${world.settings.business} to charge your card for this and future payments in accordance with their terms. You can cancel at any time.</p>
</form>${testFooter}`;
}

function addressFields(address: Stripe.Address | null, error: FormError | null): Html {
  const field = (name: string, label: string, complete: string, value: string | null | undefined): Html =>
    html`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" autocomplete="billing ${complete}" value="${value ?? ""}"></div>`;
  return html`<h2>Billing address</h2>
${error?.field === "address" ? html`<p class="error" role="alert">${error.message}</p>` : ""}
${field("line1", "Address", "address-line1", address?.line1)}
<div class="pair">${field("postal_code", "Postal code", "postal-code", address?.postal_code)}${field("city", "City", "address-level2", address?.city)}</div>
${field("country", "Country (two letters, such as DE)", "country", address?.country)}`;
}
