import { fetchPrice } from "../../lookup/fetch";
import { fetchSellablePrice } from "../../lookup/sellable-price";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, refuseUnsupported } from "../../wire/errors";
import type { World } from "../../world";
import { addedInvoiceItems } from "../invoices/added-invoice-items";
import { withoutUsedDiscounts } from "../invoices/collect-invoice";
import { draftInvoice, pendingItems } from "../invoices/draft-invoice";
import { licensedLines, trialLine } from "../invoices/period-lines";
import { type ItemChange, nextPeriodEnd } from "../periods/cadence";
import { changesInterval, moveToNewInterval } from "../periods/change-interval";
import { adjustPeriodEnds } from "../periods/period-ends";
import { findRestart, restartPeriods } from "../periods/restart-periods";
import { prorateChange } from "../proration/prorate-items";
import { closeMeteredPrice } from "../usage/metered-lines";
import type { UpdateInput } from "./input";
import { applyItemChanges } from "./item-changes";
import { scheduleCancel, scheduleSubscription } from "./schedule-tasks";
import { withSettings } from "./subscription-settings";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];

interface ChangeResult {
  subscription: Subscription;
  /** The draft for what must be invoiced now; null if everything waits for the period's end. */
  draft: Invoice | null;
}

export interface ChangeOptions {
  /** Made by the subscription's schedule, whose prices may have been archived since. */
  scheduled?: boolean;
}

/** Makes the change without collecting payment. Previews use it too. */
export function changeSubscription(
  world: World,
  before: Subscription,
  input: UpdateInput,
  options: ChangeOptions = {},
): ChangeResult {
  refuseUnsupported(input, [
    "billing_schedules",
    "transfer_data",
    "on_behalf_of",
    "pending_invoice_item_interval",
    "application_fee_percent",
  ]);
  if (before.ended_at !== null) {
    throw invalidRequest(
      "A canceled subscription can only update its cancellation_details and metadata.",
      undefined,
      "invalid_canceled_subscription_fields",
    );
  }
  const settings = withSettings(world, before, input);
  const { items, changes } = applyItemChanges(
    world,
    settings,
    input.items ?? [],
    options.scheduled ? fetchPrice : fetchSellablePrice,
  );
  const requested: Subscription = { ...settings, items: { ...settings.items, data: items } };
  for (const change of changes) closeMeteredPrice(world, before, change, input.proration_behavior !== "none");
  const restart = findRestart(world, before, requested, input);
  const moved = changesInterval(changes);
  const after = restart
    ? restartPeriods(world, before, requested, restart, creditDate(world, input))
    : prorateChanges(world, before, requested, changes, input);
  const adjusted = adjustPeriodEnds(world, before, after, input.proration_behavior !== "none");
  const subscription = world.store.put("subscription", endingWithFirstPeriod(adjusted));
  scheduleSubscription(world, subscription);
  scheduleCancel(world, subscription);
  const draft = invoiceForChange(world, subscription, input, restart !== null, moved);
  if (!draft) return { subscription, draft };
  const used = { ...withoutUsedDiscounts(world, subscription, draft), latest_invoice: draft.id };
  return { subscription: world.store.put("subscription", used), draft };
}

/**
 * `cancel_at_period_end` always resolves to the earliest period's end, also after a change of the items
 * (docs.stripe.com/changelog/basil/2025-07-30/cancel-at-enums).
 */
function endingWithFirstPeriod(subscription: Subscription): Subscription {
  if (!subscription.cancel_at_period_end) return subscription;
  return { ...subscription, cancel_at: nextPeriodEnd(subscription) };
}

/** From when on unused time is credited; null without proration. */
function creditDate(world: World, input: UpdateInput): number | null {
  return input.proration_behavior === "none" ? null : (input.proration_date ?? world.clock.now());
}

function prorateChanges(
  world: World,
  before: Subscription,
  after: Subscription,
  changes: readonly ItemChange[],
  input: UpdateInput,
): Subscription {
  const at = creditDate(world, input);
  if (changesInterval(changes)) return moveToNewInterval(world, before, after, changes, at);
  if (at === null || before.status === "trialing" || before.status === "paused") return after;
  // At the end of a period, what is added belongs to the next one, which the renewal charges in full.
  const renews = before.items.data.some((item) => item.current_period_end === world.clock.now());
  for (const change of changes) {
    const renewed = renews && change.after?.current_period_start === world.clock.now();
    prorateChange(world, { before, after }, change.before, renewed ? null : change.after, at);
  }
  return after;
}

function invoiceForChange(
  world: World,
  subscription: Subscription,
  input: UpdateInput,
  restarted: boolean,
  moved: boolean,
): Invoice | null {
  const added = addedInvoiceItems(world, subscription, input.add_invoice_items ?? []);
  const pending = pendingItems(world, subscription.customer, subscription.id, subscription.currency);
  const needed =
    restarted ||
    (moved && pending.length > 0) ||
    added.length > 0 ||
    (input.proration_behavior === "always_invoice" && pending.length > 0);
  if (!needed) return null;
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
