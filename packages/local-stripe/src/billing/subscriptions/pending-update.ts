import type Stripe from "stripe";
import { emit, emitChange } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";
import { nextPeriodEnd } from "../periods/cadence";
import type { UpdateInput } from "./input";
import { scheduleCancel, scheduleSubscription } from "./schedule-tasks";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];

/**
 * How long an update stays pending, unless its trial or period ends earlier.
 * https://docs.stripe.com/billing/subscriptions/pending-updates-reference#expiration
 */
const maxPending = 23 * 3600;

/** The parameters Stripe can keep pending. */
const supported: readonly (keyof Stripe.SubscriptionUpdateParams)[] = [
  "add_invoice_items",
  "billing_cycle_anchor",
  "expand",
  "items",
  "off_session",
  "payment_behavior",
  "proration_behavior",
  "proration_date",
  "trial_end",
  "trial_from_plan",
];

/** @throws StripeFault 400 for parameters that can't be kept pending */
export function checkPendingParams(input: UpdateInput): void {
  const other = Object.keys(input).find((name) => !supported.some((known) => known === name));
  if (other === undefined) return;
  throw invalidRequest(
    `When \`payment_behavior\` is set to \`pending_if_incomplete\`, you can only pass supported params. \`${other}\` is not supported.`,
    other,
  );
}

/** `pending_if_incomplete`: the unpaid change is stored as `pending_update`, and the subscription stays as it was. */
export function storePendingUpdate(
  world: World,
  before: Subscription,
  changed: Subscription,
  invoice: Invoice,
): Subscription {
  const now = world.clock.now();
  const trialEnd = before.trial_end !== null && before.trial_end > now ? before.trial_end : Number.POSITIVE_INFINITY;
  const expires_at = Math.min(now + maxPending, trialEnd, nextPeriodEnd(before));
  const pending = world.store.put("subscription", {
    ...before,
    latest_invoice: invoice.id,
    pending_update: {
      billing_cycle_anchor:
        changed.billing_cycle_anchor === before.billing_cycle_anchor ? null : changed.billing_cycle_anchor,
      cancel_at_period_end: null,
      discount: null,
      discounts: null,
      expires_at,
      metadata: null,
      subscription_items: changed.items.data,
      trial_end: changed.trial_end === before.trial_end ? null : changed.trial_end,
      trial_from_plan: false,
    },
  });
  scheduleSubscription(world, pending);
  scheduleCancel(world, pending);
  // The subscription doesn't depend on this invoice, so it isn't collected automatically.
  world.tasks.cancel("invoice.retry", invoice.id);
  world.store.put("invoice", { ...invoice, auto_advance: false, next_payment_attempt: null });
  world.tasks.schedule("subscription.pending_update", before.id, expires_at);
  return pending;
}

/** The invoice was paid: the pending update takes effect. */
export function applyPendingUpdate(world: World, before: Subscription): Subscription {
  const { pending_update } = before;
  if (!pending_update) return before;
  world.tasks.cancel("subscription.pending_update", before.id);
  const trialEnd = pending_update.trial_end ?? before.trial_end;
  const trialOver = before.status === "trialing" && (trialEnd === null || trialEnd <= world.clock.now());
  const after = world.store.put("subscription", {
    ...before,
    status: trialOver ? "active" : before.status,
    billing_cycle_anchor: pending_update.billing_cycle_anchor ?? before.billing_cycle_anchor,
    items: { ...before.items, data: pending_update.subscription_items ?? before.items.data },
    pending_update: null,
    trial_end: trialEnd,
  });
  scheduleSubscription(world, after);
  emit(world, "customer.subscription.pending_update_applied", after);
  emitChange(world, "customer.subscription.updated", before, after);
  return after;
}

/** The update expired unpaid or its invoice was voided: it is discarded. */
export function discardPendingUpdate(world: World, before: Subscription): void {
  if (!before.pending_update) return;
  world.tasks.cancel("subscription.pending_update", before.id);
  const after = world.store.put("subscription", { ...before, pending_update: null });
  emit(world, "customer.subscription.pending_update_expired", after);
  emitChange(world, "customer.subscription.updated", before, after);
}
