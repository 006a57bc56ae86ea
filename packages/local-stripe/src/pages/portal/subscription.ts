import { html } from "hono/html";
import { intervalText } from "../../billing/invoices/describe";
import { lastPeriodEnd } from "../../billing/periods/cadence";
import { releaseSchedule } from "../../billing/schedules/run-schedule";
import { planChoices } from "../../billing/subscriptions/portal-plan-change";
import { rate } from "../../engine/rating";
import { formatLongDate, formatMoney } from "../../format";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import type { Html } from "../ui/layout";
import { type Answer, finish, type PortalRequest } from "./session";

type Subscription = PublicTables["subscription"];
type Price = PublicTables["price"];

/** A subscription: plan, price, next billing date, and available actions. */
export function subscriptionCard(
  world: World,
  { session, features }: Pick<PortalRequest, "session" | "features">,
  subscription: Subscription,
): Html {
  const ending = endingOf(subscription);
  const scheduled = scheduledChange(world, subscription);
  const changeable = ending === null && planChoices(world, session, subscription).length > 0;
  const path = `/portal/${session.id}/subscriptions/${subscription.id}`;
  return html`<div class="stack">
<div class="between"><div class="stack tight">
${subscription.items.data.map(({ price, quantity = 1 }) => html`<div><p><strong>${planName(world, price)}</strong>${quantity > 1 ? ` × ${quantity}` : ""}</p><p class="amount">${formatMoney(rate(price, quantity), price.currency)} <span class="quiet small">per ${intervalText(price)}</span></p></div>`)}
<p class="quiet">${renewal(subscription, ending)}</p></div>${statusBadge(subscription, ending)}</div>
${scheduled ? html`<p class="notice">Changes to <strong>${scheduled.plan}</strong> on ${formatLongDate(scheduled.at)}.</p>` : ""}
<div class="actions full">
${changeable ? html`<a class="button primary slight" href="${path}/update">Update subscription</a>` : ""}
${scheduled && features.subscription_update.enabled ? html`<form method="post" action="${path}/keep"><button class="slight">Keep current plan</button></form>` : ""}
${features.subscription_cancel.enabled ? cancelAction(path, ending) : ""}
</div></div>`;
}

function cancelAction(path: string, ending: number | null): Html {
  return ending === null
    ? html`<a class="button slight" href="${path}/cancel">Cancel subscription</a>`
    : html`<form method="post" action="${path}/resume"><button class="primary slight">Don't cancel subscription</button></form>`;
}

/** When the subscription will end; null if it renews. */
export function endingOf(subscription: Subscription): number | null {
  return subscription.cancel_at ?? (subscription.cancel_at_period_end ? lastPeriodEnd(subscription) : null);
}

export function planName(world: World, price: Price): string {
  return world.store.get("product", price.product)?.name ?? price.nickname ?? "Subscription";
}

function scheduledChange(world: World, subscription: Subscription): { plan: string; at: number } | null {
  const schedule = world.store.get("subscription_schedule", subscription.schedule ?? "");
  const next = schedule?.phases.find(({ start_date }) => start_date > world.clock.now());
  const item = next?.items[0];
  const price = world.store.get("price", item?.price ?? "");
  if (!next || !price) return null;
  const quantity = item?.quantity ?? 1;
  const plan = `${planName(world, price)}${quantity > 1 ? ` × ${quantity}` : ""}, ${formatMoney(rate(price, quantity), price.currency)} per ${intervalText(price)}`;
  return { plan, at: next.start_date };
}

function renewal(subscription: Subscription, ending: number | null): string {
  if (ending !== null) return `Your subscription will be canceled on ${formatLongDate(ending)}.`;
  if (subscription.status === "trialing" && subscription.trial_end !== null)
    return `Your trial ends on ${formatLongDate(subscription.trial_end)}.`;
  if (subscription.status === "paused") return "Your subscription is paused.";
  if (subscription.status === "past_due" || subscription.status === "unpaid")
    return "Your last payment failed. Pay the open invoice below or update your payment method.";
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
    case "paused":
      return html`<span class="badge">Paused</span>`;
    default:
      return html``;
  }
}

/** Cancels a scheduled plan change. */
export function keepPlan(world: World, request: PortalRequest, subscription: Subscription): Answer {
  const schedule = world.store.get("subscription_schedule", subscription.schedule ?? "");
  if (!schedule || !request.features.subscription_update.enabled) return request.c.notFound();
  world.store.transaction(() => releaseSchedule(world, schedule));
  return finish(request, "kept");
}
