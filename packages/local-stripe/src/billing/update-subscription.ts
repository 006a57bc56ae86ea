import type Stripe from "stripe";
import { periodContaining, sameCadence } from "../engine/periods";
import { remainingShare } from "../engine/proration";
import { emitChange } from "../events/emit";
import type { PublicTables } from "../store/tables";
import { invalid, unsupported } from "../wire/errors";
import type { Wire } from "../wire/types";
import type { World } from "../world";
import { addedInvoiceItems } from "./added-invoice-items";
import { cadenceOf, fullAmount, type Item, isMetered } from "./cadence";
import { draftInvoice, pendingItems } from "./draft-invoice";
import { endUnpayableTrial } from "./end-trial";
import { finalizeInvoice } from "./finalize-invoice";
import { changedItems, type ItemChange } from "./item-changes";
import { payInvoice } from "./pay-invoice";
import { holdBack, refuseUnsupported } from "./pending-update";
import { licensedLines, trialLine } from "./period-lines";
import { prorateChange, prorationItem } from "./prorate-items";
import { refusal } from "./refusal";
import { restartPeriods, restarts } from "./restart-periods";
import { scheduleCancel, scheduleSubscription } from "./schedule-work";
import { afterDiscountUse, collect } from "./settle-subscription";
import { withSettings } from "./subscription-settings";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];
export type UpdateInput = Wire<Stripe.SubscriptionUpdateParams>;

interface Changed {
  subscription: Subscription;
  /** The invoice that the change asks for at once, still a draft; null when everything waits for the period's end. */
  draft: Invoice | null;
}

/** Changes a subscription; what the change costs is invoiced now or waits as invoice items. */
export function updateSubscription(world: World, before: Subscription, input: UpdateInput): Subscription {
  const ended = input.trial_end === "now" && input.items === undefined ? endTrialNow(world, before, input) : null;
  if (ended) return ended;
  const pends = input.payment_behavior === "pending_if_incomplete";
  if (pends) refuseUnsupported(input);
  const { subscription: changed, draft } = changeSubscription(world, before, input);
  if (draft) {
    const invoice = finalizeInvoice(world, draft);
    if (invoice.status === "open" && invoice.collection_method === "charge_automatically") {
      if (pends) return payOrHoldBack(world, before, changed, invoice, input);
      const { attempt } = collect(world, invoice, { automatic: true, onSession: !input.off_session });
      if (attempt.kind !== "succeeded" && input.payment_behavior === "error_if_incomplete") throw refusal(attempt);
    }
  }
  const after = world.store.get("subscription", before.id) ?? before;
  emitChange(world, "customer.subscription.updated", before, after);
  return after;
}

function payOrHoldBack(
  world: World,
  before: Subscription,
  changed: Subscription,
  open: Invoice,
  input: UpdateInput,
): Subscription {
  const { invoice, attempt } = payInvoice(world, open, { automatic: true, onSession: !input.off_session });
  const after = attempt.kind === "succeeded" ? changed : holdBack(world, before, changed, invoice);
  emitChange(world, "customer.subscription.updated", before, after);
  return after;
}

function endTrialNow(world: World, before: Subscription, input: UpdateInput): Subscription | null {
  if (before.status !== "trialing") return null;
  return endUnpayableTrial(world, withSettings(world, before, input));
}

/** The change itself without collecting anything: also what a preview rehearses. */
export function changeSubscription(world: World, before: Subscription, input: UpdateInput): Changed {
  unsupported(input, ["billing_schedules", "billing_thresholds", "transfer_data", "on_behalf_of"]);
  if (before.ended_at !== null) {
    throw invalid(
      "A canceled subscription can only update its cancellation_details and metadata.",
      undefined,
      "invalid_canceled_subscription_fields",
    );
  }
  const at = input.proration_date ?? world.clock.now();
  const settings = withSettings(world, before, input);
  const { items, changes } = changedItems(world, settings, input.items ?? []);
  const prorates = input.proration_behavior !== "none";
  let subscription: Subscription = { ...settings, items: { ...settings.items, data: items } };
  const moved = movesCadence(changes);
  const restart = restarts(world, before, subscription, input);
  if (restart) subscription = restartPeriods(world, before, subscription, restart, prorates ? at : null);
  else if (moved) subscription = regrid(world, subscription, changes, prorates ? at : null);
  else if (prorates && before.status !== "trialing" && before.status !== "paused") {
    for (const change of changes) prorateChange(world, subscription, change.before, change.after, at);
  }
  world.store.put("subscription", subscription);
  scheduleSubscription(world, subscription);
  scheduleCancel(world, subscription);
  const draft = invoiceForChange(world, subscription, input, restart !== null, moved);
  if (draft) {
    subscription = world.store.put("subscription", {
      ...afterDiscountUse(world, subscription, draft),
      latest_invoice: draft.id,
    });
  }
  return { subscription, draft };
}

/** A price with another interval cannot share the old period. */
function movesCadence(changes: readonly ItemChange[]): boolean {
  return changes.some(
    ({ before, after }) => before && after && !sameCadence(cadenceOf(before.price), cadenceOf(after.price)),
  );
}

/** Flexible billing keeps the anchor: the item moves to the grid of its new interval and is charged for what is left of it. */
function regrid(
  world: World,
  subscription: Subscription,
  changes: readonly ItemChange[],
  at: number | null,
): Subscription {
  if (subscription.status === "trialing") return subscription;
  const now = world.clock.now();
  const replaced = new Map<string, Item>();
  for (const { before, after } of changes) {
    if (!after) {
      if (before && at !== null) prorateChange(world, subscription, before, null, at);
      continue;
    }
    // At the very end of its period there is nothing left to give back: the renewal that is due bills the new price.
    if (before && before.current_period_end <= now) continue;
    const grid = periodContaining(subscription.billing_cycle_anchor, cadenceOf(after.price), at ?? now);
    const item = { ...after, current_period_start: grid.start, current_period_end: grid.end };
    replaced.set(item.id, item);
    if (at === null) continue;
    if (before) prorateChange(world, subscription, before, null, at);
    const charge = isMetered(item.price) ? 0 : remainingShare(fullAmount(item), grid, at);
    if (charge !== 0) prorationItem(world, subscription, item, "charge", charge, at);
  }
  const data = subscription.items.data.map((item) => replaced.get(item.id) ?? item);
  return { ...subscription, items: { ...subscription.items, data } };
}

function invoiceForChange(
  world: World,
  subscription: Subscription,
  input: UpdateInput,
  restarted: boolean,
  moved: boolean,
): Invoice | null {
  const added = addedInvoiceItems(world, subscription, input.add_invoice_items ?? []);
  const waiting = pendingItems(world, subscription.customer, subscription.id, subscription.currency);
  const wanted =
    restarted ||
    (moved && waiting.length > 0) ||
    added.length > 0 ||
    (input.proration_behavior === "always_invoice" && waiting.length > 0);
  if (!wanted) return null;
  const lines = restarted
    ? subscription.items.data.flatMap((item) =>
        subscription.status === "trialing"
          ? [trialLine(world, subscription, item)]
          : licensedLines(world, subscription, item, true),
      )
    : [];
  const now = world.clock.now();
  return draftInvoice(world, {
    customer: subscription.customer,
    subscription,
    reason: "subscription_update",
    currency: subscription.currency,
    lines: [...lines, ...added],
    withPending: true,
    period: { start: now, end: now },
    discounts: subscription.discounts,
    autoAdvance: true,
    ...(input.proration_date === undefined ? {} : { prorationDate: input.proration_date }),
  });
}
