import { html } from "hono/html";
import { amountOff } from "../../billing/discounts/amount-off";
import { intervalText } from "../../billing/invoices/describe";
import { isMetered } from "../../billing/periods/cadence";
import { trialEndOf } from "../../billing/periods/terms";
import { formatLongDate, formatMoney } from "../../format";
import { lineItemsOf } from "../../objects/checkout-line-items";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { type Html, sellerHeader } from "../ui/layout";
import type { CheckoutState } from "./state";

type Session = PublicTables["checkout_session"];
type Line = ReturnType<typeof lineItemsOf>[number];

/** Items, discounts, taxes, and what is due today. */
export function summary(world: World, session: Session, state: CheckoutState): Html {
  const lines = lineItemsOf(world, session.id);
  const currency = session.currency ?? "usd";
  return html`
<div class="stack">
${sellerHeader(world.settings.business, session.cancel_url)}
${headline(world, session, lines)}
${
  session.mode === "setup"
    ? ""
    : html`<div class="rows">
${lines.map((line, index) => lineRow(session, line, index, state))}
<div class="row"><p>Subtotal</p><p class="nowrap">${formatMoney(sum(lines, "amount_subtotal"), currency)}</p></div>
${discountRow(world, session, sum(lines, "amount_discount"))}
${session.allow_promotion_codes ? promotionRow(world, session, state) : ""}
${taxRow(session, lines, currency)}
${trialEnd(world, session) === null ? "" : html`<div class="row"><p>Total after trial</p><p class="nowrap">${formatMoney(sum(lines, "amount_total"), currency)}</p></div>`}
<div class="row total"><p>Total due today</p><p class="nowrap">${formatMoney(session.amount_total ?? 0, currency)}</p></div>
</div>`
}
</div>`;
}

function sum(
  lines: readonly Line[],
  part: "amount_subtotal" | "amount_discount" | "amount_tax" | "amount_total",
): number {
  return lines.reduce((total, line) => total + line[part], 0);
}

/** When the session's trial will end, in seconds; null without a trial. */
export function trialEnd(world: World, session: Session): number | null {
  const plan = world.store.get("checkout_plan", session.id);
  const price = world.store.get("price", plan?.items[0]?.price ?? "");
  if (session.mode !== "subscription" || !plan || !price) return null;
  return trialEndOf(plan.subscription, price, session.created);
}

function headline(world: World, session: Session, lines: readonly Line[]): Html {
  const { business } = world.settings;
  if (session.mode === "setup")
    return html`<div class="stack tight"><h1>Save your payment details with ${business}</h1><p class="quiet">You won't be charged now.</p></div>`;
  const currency = session.currency ?? "usd";
  const total = formatMoney(session.amount_total ?? 0, currency);
  if (session.mode === "payment")
    return html`<div><h1 class="quiet" style="font-size:1rem">Pay ${business}</h1><p class="price">${total}</p></div>`;
  const names = lines.flatMap((line) => (line.price?.recurring && line.description ? [line.description] : []));
  const trial = trialEnd(world, session);
  return html`<div><h1 class="quiet" style="font-size:1rem">${trial === null ? "Subscribe to" : "Try"} ${names.join(" and ")}</h1>
<p class="price">${trial === null ? total : `${formatMoney(0, currency)} today`}<small>${terms(session, lines, trial)}</small></p></div>`;
}

function terms(session: Session, lines: readonly Line[], trial: number | null): string {
  const recurring = lines.filter((line) => line.price?.recurring);
  const first = recurring[0]?.price;
  const interval = `per ${first ? intervalText(first) : "month"}`;
  if (trial === null) return interval;
  const amount = formatMoney(sum(recurring, "amount_total"), session.currency ?? "usd");
  return `then ${amount} ${interval} from ${formatLongDate(trial)}`;
}

function lineRow(session: Session, line: Line, index: number, state: CheckoutState): Html {
  const metered = line.price ? isMetered(line.price) : false;
  const quantity = line.quantity ?? 1;
  const each = line.price?.unit_amount;
  const unit = quantity > 1 && typeof each === "number" ? `${formatMoney(each, line.currency)} each` : "";
  const notes = [quantity > 1 ? `Qty ${quantity}, ${unit}` : "", billingInterval(line)].filter(Boolean);
  const amount = metered ? "Based on usage" : formatMoney(line.amount_subtotal, line.currency);
  return html`<div class="row"><div class="stack tight"><p>${line.description ?? "Item"}</p>${notes.map((note) => html`<p class="small quiet">${note}</p>`)}
${line.adjustable_quantity?.enabled ? quantityForm(session, line, index, state) : ""}</div><p class="nowrap">${amount}</p></div>`;
}

function billingInterval({ price }: Line): string {
  if (!price?.recurring) return "";
  const interval = intervalText(price);
  if (interval === "month") return "Billed monthly";
  return interval === "year"
    ? "Billed yearly"
    : `Billed ${interval.startsWith("every") ? interval : `every ${interval}`}`;
}

function quantityForm(session: Session, line: Line, index: number, state: CheckoutState): Html {
  const { minimum, maximum } = line.adjustable_quantity ?? {};
  const name = `quantity-${index}`;
  const problem = state.quantityError?.index === index ? state.quantityError.message : null;
  return html`<form method="post" action="/checkout/${session.id}/quantity" data-live novalidate><input type="hidden" name="line" value="${index}">
<div class="field"><label class="small" for="${name}">Quantity</label><div class="inline" style="max-width:12rem"><input id="${name}" name="quantity" type="number" inputmode="numeric" step="1" min="${minimum ?? 0}" max="${maximum ?? 99}" value="${line.quantity ?? 1}" ${problem ? html`aria-invalid="true" aria-describedby="error-${name}"` : ""}><button>Update</button></div>
${problem ? html`<p class="error" id="error-${name}" role="alert">${problem}</p>` : ""}</div></form>`;
}

/** Exclusive tax is added; inclusive tax is labeled as included. */
function taxRow(session: Session, lines: readonly Line[], currency: string): Html {
  const amount = sum(lines, "amount_tax");
  if (amount === 0 && !session.automatic_tax.enabled) return html``;
  const exclusive = sum(lines, "amount_total") - sum(lines, "amount_subtotal") + sum(lines, "amount_discount");
  return html`<div class="row"><p>${amount > 0 && exclusive === 0 ? "Tax included" : "Tax"}</p><p class="nowrap">${formatMoney(amount, currency)}</p></div>`;
}

function discountRow(world: World, session: Session, amount: number): Html {
  const plan = world.store.get("checkout_plan", session.id);
  const coupon = world.store.get("coupon", plan?.coupon ?? "");
  if (!coupon) return html``;
  const off =
    coupon.percent_off === null
      ? formatMoney(amountOff(coupon, session.currency ?? "usd") ?? 0, session.currency ?? "usd")
      : `${coupon.percent_off}%`;
  const code = world.store.get("promotion_code", plan?.promotionCode ?? "")?.code;
  return html`<div class="row"><div><p>${code ?? coupon.name ?? "Discount"}</p><p class="small quiet">${off} off ${durationText(coupon)}</p></div><p class="nowrap">${formatMoney(-amount, session.currency ?? "usd")}</p></div>`;
}

function durationText(coupon: PublicTables["coupon"]): string {
  if (coupon.duration === "repeating") return `for ${coupon.duration_in_months} months`;
  return coupon.duration;
}

/** The form for a promotion code, or a button that removes the applied one. */
function promotionRow(world: World, session: Session, state: CheckoutState): Html {
  const action = `/checkout/${session.id}/promotion`;
  const plan = world.store.get("checkout_plan", session.id);
  const known = world.store.get("promotion_code", plan?.promotionCode ?? "");
  if (known)
    return html`<div class="row close"><form method="post" action="${action}" data-live><button class="plain small" name="remove" value="1">Remove promotion code ${known.code}</button></form></div>`;
  const { codeError } = state;
  return html`<div class="row"><form method="post" action="${action}" class="wide" data-live novalidate>
<div class="field"><label for="code">Promotion code</label><div class="inline"><input id="code" name="code" autocomplete="off" value="${state.code ?? ""}" ${codeError ? html`aria-invalid="true" aria-describedby="error-code"` : ""}><button>Apply</button></div>
${codeError ? html`<p class="error" id="error-code" role="alert">${codeError}</p>` : ""}</div></form></div>`;
}
