import type { Context } from "hono";
import { html } from "hono/html";
import { lastPeriodEnd } from "../billing/cadence";
import { intervalText } from "../billing/describe";
import { changePlan, chosenPlan, type PlanChange, planChoices, planRules, previewPlan } from "../billing/portal-plan";
import { rate } from "../engine/rating";
import { formatLongDate, formatMoney } from "../money";
import type { PublicTables } from "../store/tables";
import { StripeFault } from "../wire/errors";
import type { World } from "../world";
import { readForm } from "./form";
import { taxRows } from "./invoice-view";
import type { Html } from "./layout";
import { frame } from "./portal-frame";

type Session = PublicTables["portal_session"];
type Subscription = PublicTables["subscription"];
type Price = PublicTables["price"];

export function choosePlanPage(world: World, session: Session, subscription: Subscription): Html {
  const [item] = subscription.items.data;
  const free = planRules(world, session)?.default_allowed_updates.includes("quantity") ?? false;
  const choices = planChoices(world, session, subscription);
  return frame(
    world,
    session,
    "Update subscription",
    html`<div class="stack"><h1>Update your subscription</h1>
<form method="get" action="/portal/${session.id}/subscriptions/${subscription.id}/update/confirm">
<fieldset class="card stack tight" style="margin:0"><legend>Plan</legend>
${choices.map((price) => {
  const current = price.id === item?.price.id;
  return html`<label class="choice"><input type="radio" name="price" value="${price.id}" required ${current ? html`checked` : ""}><span>${nameOf(world, price)} ${current ? html`<span class="badge">Current</span>` : ""}<br><span class="quiet small">${formatMoney(rate(price, 1), price.currency)} per ${intervalText(price)}</span></span></label>`;
})}</fieldset>
${free ? html`<div class="field"><label for="quantity">Quantity</label><input id="quantity" name="quantity" type="number" min="1" step="1" inputmode="numeric" value="${item?.quantity ?? 1}" required></div>` : ""}
<div class="actions"><button class="primary">Continue</button><a class="button" href="/portal/${session.id}">Go back</a></div></form></div>`,
  );
}

export function confirmPlanPage(
  world: World,
  session: Session,
  subscription: Subscription,
  change: PlanChange,
  error: string | null,
): Html {
  const { invoice, when } = previewPlan(world, session, subscription, change);
  const money = (amount: number): string => formatMoney(amount, invoice.currency);
  const end = formatLongDate(lastPeriodEnd(subscription));
  const due = {
    now: { label: "Amount due today", note: "The new plan begins at once." },
    renewal: { label: `Next invoice, ${end}`, note: "The new plan begins at once. Nothing is due today." },
    period_end: { label: `From ${end}`, note: `You keep your plan until ${end}. Nothing is due today.` },
  }[when];
  const total = when === "now" ? invoice.amount_due : invoice.total;
  return frame(
    world,
    session,
    "Confirm your update",
    html`<div class="stack"><h1>Confirm your update</h1>
${error === null ? "" : html`<p class="notice bad" role="alert">${error}</p>`}
<p><strong>${nameOf(world, change.price)}</strong>${change.quantity > 1 ? ` × ${change.quantity}` : ""}<br><span class="quiet">${money(rate(change.price, change.quantity))} per ${intervalText(change.price)}</span></p>
<table><thead><tr><th>What changes</th><th class="right">Amount</th></tr></thead><tbody>
${invoice.lines.data.map((line) => html`<tr><td>${line.description ?? ""}</td><td class="right nowrap">${money(line.amount)}</td></tr>`)}
${taxRows(world, invoice).map(({ label, amount }) => html`<tr><td>${label}</td><td class="right nowrap">${amount}</td></tr>`)}
<tr><td><strong>${due.label}</strong></td><td class="right nowrap"><strong>${money(total)}</strong></td></tr>
</tbody></table>
<p class="quiet">${due.note}</p>
<form method="post" action="/portal/${session.id}/subscriptions/${subscription.id}/update">
<input type="hidden" name="price" value="${change.price.id}"><input type="hidden" name="quantity" value="${change.quantity}">
<div class="actions"><button class="primary">Confirm</button><a class="button" href="/portal/${session.id}/subscriptions/${subscription.id}/update">Go back</a></div></form></div>`,
  );
}

/** Shows what the choice costs; a choice that is none goes back to choosing. */
export function confirmPlan(
  world: World,
  c: Context,
  session: Session,
  subscription: Subscription,
): Response | Promise<Response> {
  const change = chosenPlan(world, session, subscription, {
    price: c.req.query("price"),
    quantity: c.req.query("quantity"),
  });
  if (!change) return c.redirect(`/portal/${session.id}/subscriptions/${subscription.id}/update`, 303);
  return c.html(confirmPlanPage(world, session, subscription, change, null));
}

/** @returns the answer when it did not work out, null when the plan has been changed */
export async function submitPlan(
  world: World,
  c: Context,
  session: Session,
  subscription: Subscription,
): Promise<Response | null> {
  const change = chosenPlan(world, session, subscription, await readForm(c));
  if (!change) return c.redirect(`/portal/${session.id}/subscriptions/${subscription.id}/update`, 303);
  try {
    world.store.transaction(() => changePlan(world, session, subscription, change));
    return null;
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    return c.html(confirmPlanPage(world, session, subscription, change, error.message), 402);
  }
}

function nameOf(world: World, price: Price): string {
  return world.store.get("product", price.product)?.name ?? price.nickname ?? "Subscription";
}
