import { emit, emitChange } from "../events/emit";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";
import { cancelNow } from "./cancel-now";
import { createSubscription } from "./create-subscription";
import { type UpdateInput, updateSubscription } from "./update-subscription";

type Schedule = PublicTables["subscription_schedule"];
type Phase = Schedule["phases"][number];

/** A week before its last phase ends, a schedule says so. */
const expiringNotice = 7 * 86_400;

/** Enters the phase that has begun by now, or ends the schedule after its last one. */
export function enterPhase(world: World, schedule: Schedule): void {
  if (schedule.status !== "active" && schedule.status !== "not_started") return;
  const now = world.clock.now();
  const phase = schedule.phases.find((candidate) => candidate.start_date <= now && now < candidate.end_date);
  if (!phase) {
    finish(world, schedule);
    return;
  }
  applyPhase(world, schedule, phase);
  const current = world.store.get("subscription_schedule", schedule.id) ?? schedule;
  const entered = world.store.put("subscription_schedule", {
    ...current,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
    status: "active",
  });
  world.due.schedule("schedule.phase", schedule.id, phase.end_date);
  if (phase === schedule.phases.at(-1))
    world.due.schedule("schedule.expiring", schedule.id, Math.max(now, phase.end_date - expiringNotice));
  emitChange(world, "subscription_schedule.updated", schedule, entered);
}

function applyPhase(world: World, schedule: Schedule, phase: Phase): void {
  const subscription = world.store.get("subscription", schedule.subscription ?? "");
  if (!subscription) {
    const items = phase.items.map(({ price, quantity }) => (quantity === undefined ? { price } : { price, quantity }));
    const wishes = { customer: schedule.customer, items, metadata: phase.metadata ?? {} };
    const { subscription: made } = createSubscription(world, wishes, { scheduled: true });
    const bound = world.store.put("subscription", { ...made, schedule: schedule.id });
    world.store.put("subscription_schedule", { ...schedule, subscription: bound.id });
    return;
  }
  const { data } = subscription.items;
  const items = phase.items.map((wanted, index) => {
    const same = data.find((item) => item.price.id === wanted.price);
    const holder = same ?? data.filter((item) => !phase.items.some((other) => other.price === item.price.id))[index];
    const quantity = wanted.quantity === undefined ? {} : { quantity: wanted.quantity };
    return { ...(holder ? { id: holder.id } : {}), price: wanted.price, ...quantity };
  });
  const removed = data
    .filter((item) => !items.some((wanted) => wanted.id === item.id))
    .map(({ id }) => ({ id, deleted: true }));
  const input: UpdateInput = {
    items: [...items, ...removed],
    proration_behavior: phase.proration_behavior,
    ...(phase.metadata && Object.keys(phase.metadata).length > 0 ? { metadata: phase.metadata } : {}),
    ...(phase.discounts.length > 0 ? { discounts: phase.discounts.map(discountInput) } : {}),
  };
  updateSubscription(world, subscription, input);
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

function finish(world: World, schedule: Schedule): void {
  const subscription = world.store.get("subscription", schedule.subscription ?? "");
  if (schedule.end_behavior === "cancel" && subscription && subscription.ended_at === null) {
    complete(world, schedule);
    cancelNow(world, subscription, { invoiceNow: true });
    return;
  }
  letGo(world, schedule);
  complete(world, schedule);
}

/** Having gone through all its phases is another end than being released on the way. */
function complete(world: World, schedule: Schedule): void {
  const completed = world.store.put("subscription_schedule", {
    ...schedule,
    completed_at: world.clock.now(),
    current_phase: null,
    status: "completed",
  });
  emit(world, "subscription_schedule.completed", completed);
}

/** The subscription goes on by itself, as it is. */
export function releaseSchedule(world: World, schedule: Schedule): Schedule {
  letGo(world, schedule);
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

function letGo(world: World, schedule: Schedule): void {
  world.due.cancel("schedule.phase", schedule.id);
  world.due.cancel("schedule.expiring", schedule.id);
  const subscription = world.store.get("subscription", schedule.subscription ?? "");
  if (!subscription) return;
  const after = world.store.put("subscription", { ...subscription, schedule: null });
  emitChange(world, "customer.subscription.updated", subscription, after);
}
