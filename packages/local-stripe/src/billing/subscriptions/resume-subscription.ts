import { emit, emitChange } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";
import { collectInvoice } from "../invoices/collect-invoice";
import { draftInvoice } from "../invoices/draft-invoice";
import { finalizeInvoice } from "../invoices/finalize-invoice";
import { licensedLines, periodFrom } from "../invoices/period-lines";
import { scheduleSubscription } from "./schedule-tasks";

type Subscription = PublicTables["subscription"];

/** Paused → active, with periods that start now and an invoice for them. */
export function resumeSubscription(world: World, before: Subscription): Subscription {
  if (before.status !== "paused")
    throw invalidRequest("You can only resume paused subscriptions.", undefined, "status_transition_invalid");
  const now = world.clock.now();
  const data = before.items.data.map((item) => {
    const period = periodFrom({ billing_cycle_anchor: now, billing_cycle_anchor_config: null }, item, now);
    return { ...item, current_period_start: period.start, current_period_end: period.end };
  });
  const { status_details: _, ...rest } = before;
  const resumed: Subscription = {
    ...rest,
    billing_cycle_anchor: now,
    billing_cycle_anchor_config: null,
    items: { ...before.items, data },
    status: "active",
  };
  const draft = draftInvoice(world, {
    customer: resumed.customer,
    subscription: resumed,
    reason: "subscription_update",
    currency: resumed.currency,
    lines: data.flatMap((item) => licensedLines(world, resumed, item, true)),
    withPending: true,
    period: { start: now, end: now },
    discounts: resumed.discounts,
    autoAdvance: true,
  });
  world.store.put("subscription", { ...resumed, latest_invoice: draft.id });
  scheduleSubscription(world, resumed);
  const invoice = finalizeInvoice(world, draft);
  if (invoice.status === "open") collectInvoice(world, invoice, { automatic: true, onSession: true });
  const after = world.store.get("subscription", before.id) ?? resumed;
  emitChange(world, "customer.subscription.updated", before, after);
  emit(world, "customer.subscription.resumed", after);
  return after;
}
