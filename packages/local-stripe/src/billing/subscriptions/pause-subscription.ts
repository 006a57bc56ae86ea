import type Stripe from "stripe";
import { emit, emitChange } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { collectInvoice } from "../invoices/collect-invoice";
import { draftInvoice, pendingItems } from "../invoices/draft-invoice";
import { finalizeInvoice } from "../invoices/finalize-invoice";
import { isMetered } from "../periods/cadence";
import { creditItem } from "../proration/prorate-items";
import { meteredLines } from "../usage/metered-lines";
import { scheduleSubscription } from "./schedule-tasks";

type Subscription = PublicTables["subscription"];
type PauseInput = Wire<Stripe.SubscriptionPauseParams>;

/**
 * Pauses a subscription until it is resumed: no invoices, no new periods. Unused time is credited.
 *
 * @throws StripeFault if it has a schedule or isn't running
 */
export function pauseSubscription(world: World, before: Subscription, input: PauseInput): Subscription {
  checkPausable(before, input);
  const now = world.clock.now();
  if (before.status !== "trialing") creditUnused(world, before, input.bill_for?.unused_time_from?.type ?? "now");
  if (input.invoicing_behavior === "invoice") invoiceUsage(world, before, input);
  const current = world.store.get("subscription", before.id) ?? before;
  const after = world.store.put("subscription", {
    ...current,
    status: "paused",
    status_details: {
      paused: { subscription: { type: "pause_requested" }, transitioned_at: now, type: "subscription" },
    },
  });
  scheduleSubscription(world, after);
  world.tasks.cancel("subscription.trial_will_end", after.id);
  emitChange(world, "customer.subscription.updated", before, after);
  emit(world, "customer.subscription.paused", after);
  return after;
}

function checkPausable(before: Subscription, input: PauseInput): void {
  const running = before.status === "active" || before.status === "trialing" || before.status === "past_due";
  if (!running)
    throw invalidRequest(
      `You cannot pause a subscription with status ${before.status}.`,
      undefined,
      "status_transition_invalid",
    );
  if (before.schedule !== null) throw invalidRequest("You cannot pause a subscription that has a schedule.", "id");
  const billed = input.invoicing_behavior === "invoice" || input.bill_for?.outstanding_usage_through?.type === "none";
  if (!billed && before.items.data.some((item) => isMetered(item.price))) {
    throw invalidRequest(
      "local-stripe bills metered usage on pause only with `invoicing_behavior=invoice`.",
      "invoicing_behavior",
      "parameter_unsupported_locally",
    );
  }
}

function creditUnused(world: World, subscription: Subscription, from: string): void {
  if (from === "none") return;
  for (const item of subscription.items.data)
    creditItem(world, subscription, item, from === "now" ? world.clock.now() : item.current_period_start);
}

function invoiceUsage(world: World, subscription: Subscription, input: PauseInput): void {
  const now = world.clock.now();
  const lines =
    input.bill_for?.outstanding_usage_through?.type === "none"
      ? []
      : subscription.items.data.flatMap((item) =>
          meteredLines(world, subscription, item, { start: item.current_period_start, end: now }),
        );
  const pending = pendingItems(world, subscription.customer, subscription.id, subscription.currency);
  if (lines.length === 0 && pending.length === 0) return;
  const draft = draftInvoice(world, {
    customer: subscription.customer,
    subscription,
    reason: "subscription_update",
    currency: subscription.currency,
    lines,
    withPending: true,
    period: { start: now, end: now },
    discounts: subscription.discounts,
    autoAdvance: true,
  });
  world.store.put("subscription", { ...subscription, latest_invoice: draft.id });
  const invoice = finalizeInvoice(world, draft);
  if (invoice.status === "open") collectInvoice(world, invoice, { automatic: true, onSession: true });
}
