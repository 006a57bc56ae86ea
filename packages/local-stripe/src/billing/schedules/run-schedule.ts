import { emit, emitChange } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { createInvoiceItem } from "../invoices/create-invoice-item";
import { cancelSubscription } from "../subscriptions/cancel-subscription";
import { createSubscription } from "../subscriptions/create-subscription";
import type { CreateInput, UpdateInput } from "../subscriptions/input";
import { updateSubscription } from "../subscriptions/update-subscription";

type Schedule = PublicTables["subscription_schedule"];
type Phase = Schedule["phases"][number];

/** `subscription_schedule.expiring` is sent a week before the last phase ends. */
const expiringNotice = 7 * 86_400;

/** Starts the phase that is current now, or ends the schedule after its last phase. */
export function enterPhase(world: World, schedule: Schedule): void {
  if (schedule.status !== "active" && schedule.status !== "not_started") return;
  const now = world.clock.now();
  const phase = schedule.phases.find((candidate) => candidate.start_date <= now && now < candidate.end_date);
  if (!phase) {
    endSchedule(world, schedule);
    return;
  }
  const entering = schedule.current_phase?.start_date !== phase.start_date || schedule.subscription === null;
  applyPhase(world, schedule, phase, entering);
  const current = world.store.get("subscription_schedule", schedule.id) ?? schedule;
  const entered = world.store.put("subscription_schedule", {
    ...current,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
    status: "active",
  });
  world.tasks.schedule("schedule.phase", schedule.id, phase.end_date);
  if (phase === schedule.phases.at(-1))
    world.tasks.schedule("schedule.expiring", schedule.id, Math.max(now, phase.end_date - expiringNotice));
  emitChange(world, "subscription_schedule.updated", schedule, entered);
}

function applyPhase(world: World, schedule: Schedule, phase: Phase, entering: boolean): void {
  const subscription = world.store.get("subscription", schedule.subscription ?? "");
  if (!subscription) {
    const made = createFromPhase(world, schedule, phase);
    const bound = world.store.put("subscription", { ...made, schedule: schedule.id });
    world.store.put("subscription_schedule", { ...schedule, subscription: bound.id });
    return;
  }
  if (entering) addOneTimeItems(world, subscription, phase);
  const trial = phase.trial_end !== null && phase.trial_end > world.clock.now() ? { trial_end: phase.trial_end } : {};
  const anchor = entering && phase.billing_cycle_anchor === "phase_start" ? { type: "now" as const } : null;
  const input: UpdateInput = {
    ...subscriptionParams(phase),
    ...trial,
    ...(anchor ? { billing_cycle_anchor: anchor } : {}),
    items: itemsFor(subscription, phase),
    proration_behavior: phase.proration_behavior,
  };
  updateSubscription(world, subscription, input);
}

/** The phase's subscription-level settings. Settings it doesn't mention stay the same. */
function subscriptionParams(
  phase: Phase,
): Pick<UpdateInput, "metadata" | "discounts" | "default_tax_rates" | "billing_thresholds"> {
  const { amount_gte, reset_billing_cycle_anchor } = phase.billing_thresholds ?? {};
  return {
    ...(phase.metadata && Object.keys(phase.metadata).length > 0 ? { metadata: phase.metadata } : {}),
    ...(phase.discounts.length > 0 ? { discounts: phase.discounts.map(discountInput) } : {}),
    ...(phase.default_tax_rates?.length ? { default_tax_rates: phase.default_tax_rates.map(({ id }) => id) } : {}),
    ...(phase.billing_thresholds
      ? {
          billing_thresholds: {
            ...(amount_gte == null ? {} : { amount_gte }),
            ...(reset_billing_cycle_anchor == null ? {} : { reset_billing_cycle_anchor }),
          },
        }
      : {}),
  };
}

function itemParams(item: Phase["items"][number]) {
  const usage = item.billing_thresholds?.usage_gte ?? null;
  return {
    price: item.price,
    ...(item.quantity === undefined ? {} : { quantity: item.quantity }),
    ...(item.discounts.length > 0 ? { discounts: item.discounts.map(discountInput) } : {}),
    ...(item.tax_rates?.length ? { tax_rates: item.tax_rates.map(({ id }) => id) } : {}),
    ...(usage === null ? {} : { billing_thresholds: { usage_gte: usage } }),
  };
}

/** The items of the phase: an item with the same price is kept, other prices replace the items that go away. */
function itemsFor(subscription: PublicTables["subscription"], phase: Phase): NonNullable<UpdateInput["items"]> {
  const { data } = subscription.items;
  const items = phase.items.map((phaseItem, index) => {
    const same = data.find((item) => item.price.id === phaseItem.price);
    const replaced = same ?? data.filter((item) => !phase.items.some((other) => other.price === item.price.id))[index];
    return { ...(replaced ? { id: replaced.id } : {}), ...itemParams(phaseItem) };
  });
  const removed = data
    .filter((item) => !items.some((phaseItem) => "id" in phaseItem && phaseItem.id === item.id))
    .map(({ id }) => ({ id, deleted: true }));
  return [...items, ...removed];
}

function createFromPhase(world: World, schedule: Schedule, phase: Phase): PublicTables["subscription"] {
  const params: CreateInput = {
    ...subscriptionParams(phase),
    customer: schedule.customer,
    items: phase.items.map(itemParams),
    metadata: phase.metadata ?? {},
    ...(phase.trial_end === null ? {} : { trial_end: phase.trial_end }),
    add_invoice_items: phase.add_invoice_items.map((item) => ({ price: item.price, ...oneTimeItemParams(item) })),
  };
  return createSubscription(world, params, { scheduled: true }).subscription;
}

/** Adds a phase's one-time charges to its first invoice. */
function addOneTimeItems(world: World, subscription: PublicTables["subscription"], phase: Phase): void {
  for (const item of phase.add_invoice_items) {
    createInvoiceItem(world, {
      customer: subscription.customer,
      subscription: subscription.id,
      pricing: { price: item.price },
      ...oneTimeItemParams(item),
    });
  }
}

function oneTimeItemParams(item: Phase["add_invoice_items"][number]) {
  return {
    quantity: item.quantity ?? 1,
    discountable: item.discountable ?? true,
    ...(item.discounts.length > 0 ? { discounts: item.discounts.map(discountInput) } : {}),
    ...(item.tax_rates?.length ? { tax_rates: item.tax_rates.map(({ id }) => id) } : {}),
  };
}

function discountInput(discount: Phase["discounts"][number]): {
  coupon?: string;
  promotion_code?: string;
  discount?: string;
} {
  if (discount.discount) return { discount: discount.discount };
  if (discount.promotion_code) return { promotion_code: discount.promotion_code };
  return { coupon: discount.coupon ?? "" };
}

function endSchedule(world: World, schedule: Schedule): void {
  const subscription = world.store.get("subscription", schedule.subscription ?? "");
  if (schedule.end_behavior === "cancel" && subscription && subscription.ended_at === null) {
    completeSchedule(world, schedule);
    cancelSubscription(world, subscription, { invoiceNow: true });
    return;
  }
  detachSubscription(world, schedule);
  completeSchedule(world, schedule);
}

/** Completing all phases is a different ending than being released early. */
function completeSchedule(world: World, schedule: Schedule): void {
  const completed = world.store.put("subscription_schedule", {
    ...schedule,
    completed_at: world.clock.now(),
    current_phase: null,
    status: "completed",
  });
  emit(world, "subscription_schedule.completed", completed);
}

/** Detaches the subscription, which continues as it is. */
export function releaseSchedule(world: World, schedule: Schedule): Schedule {
  detachSubscription(world, schedule);
  const released = world.store.put("subscription_schedule", {
    ...schedule,
    current_phase: null,
    released_at: world.clock.now(),
    released_subscription: schedule.subscription,
    status: "released",
    subscription: null,
  });
  emit(world, "subscription_schedule.released", released);
  return released;
}

function detachSubscription(world: World, schedule: Schedule): void {
  world.tasks.cancel("schedule.phase", schedule.id);
  world.tasks.cancel("schedule.expiring", schedule.id);
  const subscription = world.store.get("subscription", schedule.subscription ?? "");
  if (!subscription) return;
  const after = world.store.put("subscription", { ...subscription, schedule: null });
  emitChange(world, "customer.subscription.updated", subscription, after);
}
