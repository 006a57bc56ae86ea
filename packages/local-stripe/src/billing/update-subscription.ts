import type Stripe from "stripe";
import { periodContaining, sameCadence } from "../engine/periods";
import { remainingShare } from "../engine/proration";
import { emitChange } from "../events/emit";
import { mergeMetadata, orNull } from "../resources/metadata";
import { fetchPaymentMethod } from "../resources/payment-methods";
import type { PublicTables } from "../store/tables";
import { invalid, unsupported } from "../wire/errors";
import type { Wire } from "../wire/types";
import type { World } from "../world";
import { addedInvoiceItems } from "./added-invoice-items";
import { cadenceOf, fullAmount, type Item, isMetered, lastPeriodEnd } from "./cadence";
import { redeem } from "./discounts";
import { draftInvoice, pendingItems } from "./draft-invoice";
import { finalizeInvoice } from "./finalize-invoice";
import { changedItems, type ItemChange } from "./item-changes";
import { licensedLines, trialLine } from "./period-lines";
import { creditUnusedTime, periodOf, prorateChange, prorationItem } from "./prorate-items";
import { refusal } from "./refusal";
import { scheduleCancel, scheduleSubscription } from "./schedule-work";
import { afterDiscountUse, collect } from "./settle-subscription";
import { cancelTime, trialEndOf } from "./terms";

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
  const { draft } = changeSubscription(world, before, input);
  if (draft) {
    const invoice = finalizeInvoice(world, draft);
    if (invoice.status === "open" && invoice.collection_method === "charge_automatically") {
      const { attempt } = collect(world, invoice, { automatic: true, onSession: !input.off_session });
      if (attempt.kind !== "succeeded" && input.payment_behavior === "error_if_incomplete") throw refusal(attempt);
    }
  }
  const after = world.store.get("subscription", before.id) ?? before;
  emitChange(world, "customer.subscription.updated", before, after);
  return after;
}

/** The change itself without collecting anything: also what a preview rehearses. */
export function changeSubscription(world: World, before: Subscription, input: UpdateInput): Changed {
  unsupported(input, ["billing_schedules", "billing_thresholds", "default_tax_rates", "transfer_data", "on_behalf_of"]);
  if (input.payment_behavior === "pending_if_incomplete") {
    throw invalid(
      "The local Stripe does not support pending_if_incomplete.",
      "payment_behavior",
      "parameter_unsupported_locally",
    );
  }
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

function withSettings(world: World, before: Subscription, input: UpdateInput): Subscription {
  if (input.default_payment_method) fetchPaymentMethod(world, input.default_payment_method, "default_payment_method");
  const holder = { customer: before.customer, subscription: before.id };
  const cancellation = cancellationAsked(world, before, input);
  if (input.pause_collection === "" || input.pause_collection === null)
    world.due.cancel("subscription.resume", before.id);
  else if (input.pause_collection?.resumes_at) {
    world.due.schedule("subscription.resume", before.id, input.pause_collection.resumes_at);
  }
  return {
    ...before,
    ...cancellation,
    automatic_tax: input.automatic_tax
      ? { ...before.automatic_tax, enabled: input.automatic_tax.enabled }
      : before.automatic_tax,
    collection_method: input.collection_method ?? before.collection_method,
    days_until_due: input.days_until_due ?? before.days_until_due,
    default_payment_method: input.default_payment_method ?? before.default_payment_method,
    description: orNull(input.description, before.description),
    discounts: input.discounts === undefined ? before.discounts : redeem(world, input.discounts || [], holder),
    metadata: mergeMetadata(before.metadata, input.metadata),
    pause_collection:
      input.pause_collection === undefined
        ? before.pause_collection
        : input.pause_collection
          ? { behavior: input.pause_collection.behavior, resumes_at: input.pause_collection.resumes_at ?? null }
          : null,
    payment_settings: before.payment_settings && {
      ...before.payment_settings,
      save_default_payment_method:
        input.payment_settings?.save_default_payment_method ?? before.payment_settings.save_default_payment_method,
    },
    trial_settings: before.trial_settings && {
      end_behavior: {
        ...before.trial_settings.end_behavior,
        missing_payment_method:
          input.trial_settings?.end_behavior.missing_payment_method ??
          before.trial_settings.end_behavior.missing_payment_method,
      },
    },
  };
}

type Cancellation = Pick<Subscription, "cancel_at" | "cancel_at_period_end" | "canceled_at" | "cancellation_details">;

function cancellationAsked(world: World, before: Subscription, input: UpdateInput): Cancellation {
  const { comment, feedback } = input.cancellation_details ?? {};
  const details = {
    comment: orNull(comment, before.cancellation_details?.comment ?? null),
    feedback: orNull(feedback, before.cancellation_details?.feedback ?? null),
    feedback_option: null,
    reason: before.cancellation_details?.reason ?? null,
  };
  const asked = { ...details, reason: "cancellation_requested" as const };
  if (input.cancel_at_period_end === true) {
    const cancel_at = lastPeriodEnd(before);
    return { cancel_at, cancel_at_period_end: true, canceled_at: world.clock.now(), cancellation_details: asked };
  }
  const cancel_at = cancelTime(before, input.cancel_at);
  if (cancel_at !== null) {
    if (cancel_at <= world.clock.now()) throw invalid("`cancel_at` must be in the future.", "cancel_at");
    return { cancel_at, cancel_at_period_end: false, canceled_at: world.clock.now(), cancellation_details: asked };
  }
  const unset = input.cancel_at === "" || input.cancel_at === null || input.cancel_at_period_end === false;
  if (unset) {
    return {
      cancel_at: null,
      cancel_at_period_end: false,
      canceled_at: null,
      cancellation_details: { ...details, reason: null },
    };
  }
  const { cancel_at_period_end, canceled_at } = before;
  return { cancel_at: before.cancel_at, cancel_at_period_end, canceled_at, cancellation_details: details };
}

/** A price with another interval cannot share the old period. */
function movesCadence(changes: readonly ItemChange[]): boolean {
  return changes.some(
    ({ before, after }) => before && after && !sameCadence(cadenceOf(before.price), cadenceOf(after.price)),
  );
}

interface Restart {
  anchor: number;
  trialEnd: number | null;
}

/** Whether the change begins all periods anew: a trial set or ended, the anchor reset, or (classic only) a new interval. */
function restarts(world: World, before: Subscription, after: Subscription, input: UpdateInput): Restart | null {
  const now = world.clock.now();
  if (input.trial_end === "now") return before.status === "trialing" ? { anchor: now, trialEnd: null } : null;
  const [first] = after.items.data;
  const trialEnd = first && input.trial_end !== undefined ? trialEndOf(input, first.price, now) : null;
  if (trialEnd !== null) return trialEnd === before.trial_end ? null : { anchor: trialEnd, trialEnd };
  if (anchorWish(input) === "now") return { anchor: now, trialEnd: null };
  const classic = after.billing_mode.type === "classic";
  const [old] = before.items.data;
  if (classic && old && first && !sameCadence(cadenceOf(old.price), cadenceOf(first.price)))
    return { anchor: now, trialEnd: null };
  return null;
}

function anchorWish(input: UpdateInput): string | undefined {
  const wish = input.billing_cycle_anchor;
  return typeof wish === "object" ? wish.type : wish;
}

function restartPeriods(
  world: World,
  before: Subscription,
  after: Subscription,
  restart: Restart,
  creditAt: number | null,
): Subscription {
  const now = world.clock.now();
  if (creditAt !== null && before.status !== "trialing") creditUnusedTime(world, before, creditAt);
  const data = after.items.data.map((item) => ({
    ...item,
    current_period_start: now,
    current_period_end: restart.trialEnd ?? periodContaining(restart.anchor, cadenceOf(item.price), now).end,
  }));
  return {
    ...after,
    billing_cycle_anchor: restart.anchor,
    items: { ...after.items, data },
    status: restart.trialEnd === null ? (before.status === "trialing" ? "active" : before.status) : "trialing",
    trial_end: restart.trialEnd ?? (before.status === "trialing" ? now : before.trial_end),
    trial_start: restart.trialEnd === null ? before.trial_start : (before.trial_start ?? now),
  };
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
    const charge = isMetered(item.price) ? 0 : remainingShare(fullAmount(item), periodOf(item), at);
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
