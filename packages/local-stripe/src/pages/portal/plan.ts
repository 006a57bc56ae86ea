import { html } from "hono/html";
import { intervalText } from "../../billing/invoices/describe";
import { lastPeriodEnd } from "../../billing/periods/cadence";
import {
  changePlan,
  invoiceAfter,
  type PlanChange,
  type PlanPreview,
  planChoices,
  planRules,
  previewPlan,
  requestedPlan,
} from "../../billing/subscriptions/portal-plan-change";
import { rate } from "../../engine/rating";
import { formatLongDate, formatMoney } from "../../format";
import type { PublicTables } from "../../store/tables";
import { StripeFault } from "../../wire/errors";
import type { World } from "../../world";
import { taxRows } from "../invoice/totals";
import type { Html } from "../ui/layout";
import { frame } from "./frame";
import { type Answer, finish, type PortalRequest } from "./session";
import { planName } from "./subscription";

type Session = PublicTables["portal_session"];
type Subscription = PublicTables["subscription"];
type Price = PublicTables["price"];

const pathOf = (session: Session, subscription: Subscription): string =>
  `/portal/${session.id}/subscriptions/${subscription.id}/update`;

export function showPlans(world: World, { c, session }: PortalRequest, subscription: Subscription): Answer {
  const choices = planChoices(world, session, subscription);
  return choices.length === 0 ? c.notFound() : c.html(choosePlanPage(world, session, subscription, choices));
}

function choosePlanPage(world: World, session: Session, subscription: Subscription, choices: readonly Price[]): Html {
  const [item] = subscription.items.data;
  const quantityAllowed = planRules(world, session)?.default_allowed_updates.includes("quantity") ?? false;
  return frame(
    world,
    session,
    "Update subscription",
    html`<div class="stack"><h1>Update your subscription</h1>
<form method="get" action="${pathOf(session, subscription)}/confirm">
<fieldset class="group"><legend>Plan</legend>
${choices.map((price) => {
  const current = price.id === item?.price.id;
  return html`<label class="choice option"><input type="radio" name="price" value="${price.id}" required ${current ? html`checked` : ""}><span><strong>${planName(world, price)}</strong> ${current ? html`<span class="badge">Current</span>` : ""}<br><span class="quiet small">${formatMoney(rate(price, 1), price.currency)} per ${intervalText(price)}</span></span></label>`;
})}</fieldset>
${quantityAllowed ? html`<div class="field"><label for="quantity">Quantity</label><input id="quantity" name="quantity" type="number" min="1" step="1" inputmode="numeric" value="${item?.quantity ?? 1}" required></div>` : ""}
<div class="actions full"><button class="primary">Continue</button><a class="button" href="/portal/${session.id}?back">Go back</a></div></form></div>`,
  );
}

function confirmPlanPage(
  world: World,
  session: Session,
  subscription: Subscription,
  change: PlanChange,
  error: string | null,
): Html {
  const preview = previewPlan(world, session, subscription, change);
  const { invoice } = preview;
  const money = (amount: number): string => formatMoney(amount, invoice.currency);
  return frame(
    world,
    session,
    "Confirm your update",
    html`<div class="stack"><h1>Confirm your update</h1>
${error === null ? "" : html`<p class="notice bad" role="alert">${error}</p>`}
<div class="card stack tight"><p><strong>${planName(world, change.price)}</strong>${change.quantity > 1 ? ` × ${change.quantity}` : ""}</p><p class="quiet">${money(rate(change.price, change.quantity))} per ${intervalText(change.price)}</p></div>
<table><thead><tr><th>What changes</th><th class="right">Amount</th></tr></thead><tbody>
${invoice.lines.data.map((line) => html`<tr><td>${line.description ?? ""}</td><td class="right nowrap">${money(line.amount)}</td></tr>`)}
${taxRows(world, invoice).map(({ label, amount }) => html`<tr><td>${label}</td><td class="right nowrap">${amount}</td></tr>`)}
${dueRows(world, session, subscription, change, preview).map(({ label, amount, strong }) => html`<tr><td>${strong ? html`<strong>${label}</strong>` : label}</td><td class="right nowrap">${strong ? html`<strong>${amount}</strong>` : amount}</td></tr>`)}
</tbody></table>
<p class="quiet">${noteOf(preview, subscription)}</p>
<form method="post" action="${pathOf(session, subscription)}">
<input type="hidden" name="price" value="${change.price.id}"><input type="hidden" name="quantity" value="${change.quantity}">
<div class="actions full"><button class="primary">Confirm</button><a class="button" href="${pathOf(session, subscription)}">Go back</a></div></form></div>`,
  );
}

interface DueRow {
  label: string;
  amount: string;
  strong?: boolean;
}

/** What is due today and on the next invoice. */
function dueRows(
  world: World,
  session: Session,
  subscription: Subscription,
  change: PlanChange,
  { invoice, when }: PlanPreview,
): DueRow[] {
  const money = (amount: number): string => formatMoney(amount, invoice.currency);
  const end = formatLongDate(lastPeriodEnd(subscription));
  switch (when) {
    case "now": {
      const next = invoiceAfter(world, session, subscription, change);
      const today = { label: "Amount due today", amount: money(invoice.amount_due), strong: true };
      const then = next && { label: `Next invoice, ${formatLongDate(next.at)}`, amount: money(next.amount) };
      return then ? [today, then] : [today];
    }
    case "renewal":
      return [
        { label: "Amount due today", amount: money(0) },
        { label: `Next invoice, ${end}`, amount: money(invoice.total), strong: true },
      ];
    case "period_end":
      return [{ label: `From ${end}`, amount: money(invoice.total), strong: true }];
    default:
      return when satisfies never;
  }
}

function noteOf({ when }: PlanPreview, subscription: Subscription): string {
  if (when === "period_end")
    return `You'll keep your current plan until ${formatLongDate(lastPeriodEnd(subscription))}. Nothing is due today.`;
  return when === "now"
    ? "Your new plan starts immediately."
    : "Your new plan starts immediately. Nothing is due today.";
}

/** Shows what the change costs. If nothing changes, goes back to the choice. */
export function confirmPlan(world: World, { c, session }: PortalRequest, subscription: Subscription): Answer {
  const change = requestedPlan(world, session, subscription, {
    price: c.req.query("price"),
    quantity: c.req.query("quantity"),
  });
  if (!change) return c.redirect(pathOf(session, subscription), 303);
  return c.html(confirmPlanPage(world, session, subscription, change, null));
}

export function submitPlan(world: World, request: PortalRequest, subscription: Subscription): Answer {
  const { c, session, form } = request;
  const change = requestedPlan(world, session, subscription, form);
  if (!change) return c.redirect(pathOf(session, subscription), 303);
  try {
    world.store.transaction(() => changePlan(world, session, subscription, change));
    return finish(request, "updated");
  } catch (error) {
    if (!(error instanceof StripeFault)) throw error;
    return c.html(confirmPlanPage(world, session, subscription, change, error.message), 402);
  }
}
