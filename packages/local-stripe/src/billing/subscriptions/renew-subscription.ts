import { emitChange } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { withoutUsedDiscounts } from "../invoices/collect-invoice";
import { draftInvoice } from "../invoices/draft-invoice";
import { holdDraft } from "../invoices/hold-draft";
import type { LineInput } from "../invoices/line";
import { licensedLines, periodFrom } from "../invoices/period-lines";
import type { Item } from "../periods/cadence";
import { capAtCancelAt } from "../periods/period-ends";
import { meteredLines, resetMetering } from "../usage/metered-lines";
import { cancelSubscription } from "./cancel-subscription";
import { endUnpayableTrial } from "./end-trial";
import { scheduleSubscription } from "./schedule-tasks";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];

/** The end of a period: the subscription ends, pauses, or renews with a new invoice. */
export function renewSubscription(world: World, before: Subscription): void {
  if (before.ended_at !== null || before.status === "paused") return;
  if (before.status === "incomplete") return;
  if (before.cancel_at_period_end || (before.cancel_at !== null && before.cancel_at <= world.clock.now())) {
    cancelSubscription(world, before, { invoiceNow: true });
    return;
  }
  if (endUnpayableTrial(world, before)) return;
  startPeriod(world, before);
}

/** Moves every item whose period is over into the next one and drafts the invoice. */
export function startPeriod(world: World, before: Subscription): Invoice {
  const now = world.clock.now();
  const ended = before.items.data.filter((item) => item.current_period_end <= now);
  const used: LineInput[] = ended.flatMap((item) =>
    before.status === "trialing"
      ? []
      : meteredLines(world, before, item, { start: item.current_period_start, end: item.current_period_end }),
  );
  for (const item of ended) resetMetering(world, item);
  const data = before.items.data.map((item) => (ended.includes(item) ? nextPeriod(before, item) : item));
  const moved: Subscription = {
    ...before,
    items: { ...before.items, data },
    status: before.status === "trialing" ? "active" : before.status,
  };
  world.store.put("subscription", moved);
  const renewed = data.filter((item) => item.current_period_start === now || ended.some((old) => old.id === item.id));
  const draft = draftInvoice(world, {
    customer: moved.customer,
    subscription: moved,
    reason: "subscription_cycle",
    currency: moved.currency,
    lines: [...renewed.flatMap((item) => licensedLines(world, moved, item, true)), ...used],
    withPending: true,
    period: { start: Math.min(...ended.map((item) => item.current_period_start)), end: now },
    discounts: moved.discounts,
    autoAdvance: moved.status !== "unpaid" && moved.pause_collection?.behavior !== "keep_as_draft",
  });
  const after = world.store.put("subscription", {
    ...withoutUsedDiscounts(world, moved, draft),
    latest_invoice: draft.id,
  });
  scheduleSubscription(world, after);
  processDraft(world, after, draft);
  emitChange(world, "customer.subscription.updated", before, after);
  return draft;
}

function nextPeriod(subscription: Subscription, item: Item): Item {
  const period = periodFrom(subscription, item, item.current_period_end);
  const current_period_end = capAtCancelAt(subscription, period.end, period.start);
  return { ...item, current_period_start: period.start, current_period_end };
}

/** Drafts are finalized after an hour, unless collection is paused. */
function processDraft(world: World, subscription: Subscription, draft: Invoice): void {
  if (holdDraft(world, subscription, draft)) return;
  if (draft.auto_advance) world.tasks.schedule("invoice.finalize", draft.id, draft.created + 3600);
}
