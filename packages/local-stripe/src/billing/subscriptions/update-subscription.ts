import { emitChange } from "../../events/emit";
import { itemsOfSubscription, phaseDiscounts } from "../../objects/subscription-schedule-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";
import { collectInvoice, onInvoicePaid } from "../invoices/collect-invoice";
import { finalizeInvoice } from "../invoices/finalize-invoice";
import { holdDraft } from "../invoices/hold-draft";
import { payInvoice } from "../invoices/pay-invoice";
import { voidInvoice } from "../invoices/void-invoice";
import { isAccepted, paymentRequired } from "../payments/outcome";
import { type ChangeOptions, changeSubscription } from "./change-subscription";
import { endUnpayableTrial } from "./end-trial";
import type { UpdateInput } from "./input";
import { checkPendingParams, storePendingUpdate } from "./pending-update";
import { withSettings } from "./subscription-settings";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];

/**
 * Updates a subscription. What the change costs is invoiced now or becomes pending invoice items.
 *
 * @throws StripeFault 400 for a cancellation that its schedule decides about
 */
export function updateSubscription(
  world: World,
  found: Subscription,
  input: UpdateInput,
  options: ChangeOptions = {},
): Subscription {
  if (options.scheduled) return applyUpdate(world, found, input, options);
  refuseScheduledCancellation(found, input);
  const after = applyUpdate(world, found, input, options);
  followInSchedule(world, found, after);
  return after;
}

function applyUpdate(world: World, found: Subscription, input: UpdateInput, options: ChangeOptions): Subscription {
  const ended = input.trial_end === "now" && input.items === undefined ? endTrialNow(world, found, input) : null;
  if (ended) return ended;
  const canPend = input.payment_behavior === "pending_if_incomplete";
  if (canPend) checkPendingAllowed(found, input);
  const before = replacePendingUpdate(world, found, input);
  const { subscription: changed, draft } = changeSubscription(world, before, input, options);
  if (draft && !holdDraft(world, changed, draft)) {
    const invoice = finalizeInvoice(world, draft);
    if (invoice.status === "open" && invoice.collection_method === "charge_automatically") {
      if (canPend) return payOrStorePending(world, before, changed, invoice, input);
      const { attempt } = collectInvoice(world, invoice, { automatic: true, onSession: !input.off_session });
      if (!isAccepted(attempt) && input.payment_behavior === "error_if_incomplete") throw paymentRequired(attempt);
    }
  }
  const after = world.store.get("subscription", before.id) ?? before;
  emitChange(world, "customer.subscription.updated", before, after);
  return after;
}

// The message is Stripe's, with its spelling. cspell:ignore cancelation
function refuseScheduledCancellation({ schedule }: Subscription, input: UpdateInput): void {
  const param = input.cancel_at !== undefined ? "cancel_at" : "cancel_at_period_end";
  if (schedule === null || input[param] === undefined) return;
  throw invalidRequest(
    `The subscription is managed by the subscription schedule \`${schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
    param,
  );
}

/** The schedule's current phase follows a direct change, so that editing a later phase doesn't revert it. */
function followInSchedule(world: World, before: Subscription, after: Subscription): void {
  const schedule = world.store.get("subscription_schedule", after.schedule ?? "");
  const start = schedule?.current_phase?.start_date;
  if (!schedule || start === undefined) return;
  const items = itemsOfSubscription(after);
  const changed = JSON.stringify(items) !== JSON.stringify(itemsOfSubscription(before));
  const discounted = JSON.stringify(before.discounts) !== JSON.stringify(after.discounts);
  if (!changed && !discounted) return;
  const discounts = phaseDiscounts(after.discounts.map((discount) => ({ discount })));
  const phases = schedule.phases.map((phase) =>
    phase.start_date === start
      ? { ...phase, ...(changed ? { items } : {}), ...(discounted ? { discounts } : {}) }
      : phase,
  );
  emitChange(
    world,
    "subscription_schedule.updated",
    schedule,
    world.store.put("subscription_schedule", { ...schedule, phases }),
  );
}

/** docs.stripe.com/billing/subscriptions/pending-updates, "Before you begin". */
function checkPendingAllowed(subscription: Subscription, input: UpdateInput): void {
  checkPendingParams(input);
  if (subscription.collection_method === "send_invoice")
    throw invalidRequest("Pending updates require `collection_method=charge_automatically`.", "payment_behavior");
}

/** A new item change discards a pending update. */
function replacePendingUpdate(world: World, before: Subscription, input: UpdateInput): Subscription {
  if (!before.pending_update || !input.items) return before;
  const invoice = world.store.get("invoice", before.latest_invoice ?? "");
  if (invoice?.status === "open") voidInvoice(world, invoice);
  return world.store.get("subscription", before.id) ?? before;
}

function payOrStorePending(
  world: World,
  before: Subscription,
  changed: Subscription,
  open: Invoice,
  input: UpdateInput,
): Subscription {
  const { invoice, attempt } = payInvoice(world, open, { automatic: true, onSession: !input.off_session });
  if (isAccepted(attempt)) onInvoicePaid(world, invoice);
  else storePendingUpdate(world, before, changed, invoice);
  const after = world.store.get("subscription", before.id) ?? changed;
  emitChange(world, "customer.subscription.updated", before, after);
  return after;
}

function endTrialNow(world: World, before: Subscription, input: UpdateInput): Subscription | null {
  if (before.status !== "trialing") return null;
  return endUnpayableTrial(world, withSettings(world, before, input));
}
