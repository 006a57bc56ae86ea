import { html } from "hono/html";
import { lastPeriodEnd } from "../../billing/periods/cadence";
import { cancelSubscription } from "../../billing/subscriptions/cancel-subscription";
import { updateSubscription } from "../../billing/subscriptions/update-subscription";
import { formatLongDate } from "../../format";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import type { Html } from "../ui/layout";
import { frame } from "./frame";
import { type Answer, finish, type PortalRequest } from "./session";
import { endingOf, planName } from "./subscription";

type Subscription = PublicTables["subscription"];
type Feedback = NonNullable<NonNullable<Subscription["cancellation_details"]>["feedback"]>;

const feedbackText: Readonly<Record<string, string>> = {
  too_expensive: "It's too expensive",
  missing_features: "I need more features",
  switched_service: "I found an alternative",
  unused: "I no longer need it",
  customer_service: "Customer service was less than expected",
  too_complex: "Ease of use was less than expected",
  low_quality: "Quality was less than expected",
  other: "Other reason",
};

export function showCancel(world: World, { c, session, features }: PortalRequest, subscription: Subscription): Answer {
  if (!features.subscription_cancel.enabled) return c.notFound();
  // An old link may point to a subscription that is already set to cancel.
  if (endingOf(subscription) !== null) return c.redirect(`/portal/${session.id}?done`, 303);
  return c.html(cancelPage(world, { session, features }, subscription));
}

function cancelPage(
  world: World,
  { session, features }: Pick<PortalRequest, "session" | "features">,
  subscription: Subscription,
): Html {
  const immediately = features.subscription_cancel.mode === "immediately";
  const names = subscription.items.data.map(({ price }) => planName(world, price)).join(" and ");
  const when = immediately
    ? "Your subscription will end immediately."
    : `Your subscription will remain active until ${formatLongDate(lastPeriodEnd(subscription))}, the end of your billing period.`;
  return frame(
    world,
    session,
    "Cancel subscription",
    html`<div class="stack"><h1>Cancel your subscription</h1>
<p><strong>${names}</strong></p>
<p class="quiet">${when} If you change your mind, you can renew your subscription${immediately ? " at any time" : " before then"}.</p>
<form method="post" action="/portal/${session.id}/subscriptions/${subscription.id}/cancel">
${reasons(features)}
<div class="actions full"><button class="primary">Cancel subscription</button><a class="button" href="/portal/${session.id}?back">Go back</a></div></form></div>`,
  );
}

function reasons({ subscription_cancel: { cancellation_reason } }: PortalRequest["features"]): Html {
  if (!cancellation_reason.enabled || cancellation_reason.options.length === 0) return html``;
  return html`<fieldset class="group"><legend>Why are you canceling? <span class="optional">(optional)</span></legend>
${cancellation_reason.options.map((option) => html`<label class="choice"><input type="radio" name="feedback" value="${option}">${feedbackText[option] ?? option}</label>`)}</fieldset>
<div class="field"><label for="comment">Anything else you'd like to share? <span class="optional">(optional)</span></label><textarea id="comment" name="comment" maxlength="500" rows="3"></textarea></div>`;
}

export function cancel(world: World, request: PortalRequest, subscription: Subscription): Answer {
  const { enabled, mode, proration_behavior } = request.features.subscription_cancel;
  if (!enabled) return request.c.notFound();
  const feedback = feedbackOf(request);
  const comment = (request.form.comment ?? "").trim().slice(0, 500) || null;
  const prorate = proration_behavior !== "none";
  world.store.transaction(() => {
    if (mode === "immediately")
      cancelSubscription(world, subscription, { feedback, comment, prorate, invoiceNow: prorate });
    else if (endingOf(subscription) === null)
      updateSubscription(world, subscription, {
        ...atPeriodEnd(subscription),
        ...(feedback || comment
          ? { cancellation_details: { ...(feedback ? { feedback } : {}), ...(comment ? { comment } : {}) } }
          : {}),
      });
  });
  return finish(request, "canceled");
}

/** Only a reason that was offered is accepted. */
function feedbackOf({ form, features }: PortalRequest): Feedback | null {
  const { enabled, options } = features.subscription_cancel.cancellation_reason;
  return (enabled && options.find((option) => option === form.feedback)) || null;
}

/** Like Stripe's portal: flexible subscriptions get a date, classic ones the flag. */
function atPeriodEnd(subscription: Subscription): { cancel_at: number } | { cancel_at_period_end: true } {
  return subscription.billing_mode.type === "flexible"
    ? { cancel_at: lastPeriodEnd(subscription) }
    : { cancel_at_period_end: true };
}

export function resume(world: World, request: PortalRequest, subscription: Subscription): Answer {
  if (!request.features.subscription_cancel.enabled) return request.c.notFound();
  world.store.transaction(() => updateSubscription(world, subscription, { cancel_at: "" }));
  return request.c.redirect(`/portal/${request.session.id}?done=renewed`, 303);
}
