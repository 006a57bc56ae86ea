import { emit, emitChange } from "../../events/emit";
import { fetchPrice } from "../../lookup/fetch";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { createInvoiceItem } from "../invoices/create-invoice-item";
import { cancelSubscription } from "../subscriptions/cancel-subscription";
import { createSubscription } from "../subscriptions/create-subscription";
import type { UpdateInput } from "../subscriptions/input";
import { scheduleCancel } from "../subscriptions/schedule-tasks";
import { updateSubscription } from "../subscriptions/update-subscription";
import { createParams, oneTimeItemParams, phaseDiscountParams, phaseItemParams, phaseSettings } from "./phase-changes";

type Schedule = PublicTables["subscription_schedule"];
type Phase = Schedule["phases"][number];

/** `subscription_schedule.expiring` is sent a week before the last phase ends. */
const expiringNotice = 7 * 86_400;

interface Edit {
  /** The schedule before it was edited. */
  before: Schedule;
  /** How a change of the current phase is prorated. */
  proration: NonNullable<UpdateInput["proration_behavior"]>;
}

/** Starts the phase that is current now, or ends the schedule after its last phase. */
export function enterPhase(world: World, schedule: Schedule, edit?: Edit): void {
  if (schedule.status !== "active" && schedule.status !== "not_started") return;
  const now = world.clock.now();
  const phase = schedule.phases.find((candidate) => candidate.start_date <= now && now < candidate.end_date);
  if (!phase) {
    endSchedule(world, schedule);
    return;
  }
  applyPhase(world, schedule, phase, edit);
  const current = world.store.get("subscription_schedule", schedule.id) ?? schedule;
  const entered = world.store.put("subscription_schedule", {
    ...current,
    current_phase: { start_date: phase.start_date, end_date: phase.end_date },
    status: "active",
  });
  world.tasks.schedule("schedule.phase", schedule.id, phase.end_date);
  if (phase === schedule.phases.at(-1))
    world.tasks.schedule("schedule.expiring", schedule.id, Math.max(now, phase.end_date - expiringNotice));
  else world.tasks.cancel("schedule.expiring", schedule.id);
  showEnd(world, entered);
  // An edit announces itself, with everything it changed.
  if (!edit) emitChange(world, "subscription_schedule.updated", schedule, entered);
}

/** The subscription shows when its schedule will cancel it. The schedule does it, not the subscription. */
export function showEnd(world: World, schedule: Schedule): void {
  const before = world.store.get("subscription", schedule.subscription ?? "");
  const cancel_at = schedule.end_behavior === "cancel" ? (schedule.phases.at(-1)?.end_date ?? null) : null;
  if (!before || before.ended_at !== null || before.cancel_at === cancel_at) return;
  const canceled_at = cancel_at === null ? null : before.canceled_at;
  world.tasks.cancel("subscription.cancel", before.id);
  const after = world.store.put("subscription", { ...before, cancel_at, cancel_at_period_end: false, canceled_at });
  emitChange(world, "customer.subscription.updated", before, after);
}

function applyPhase(world: World, schedule: Schedule, phase: Phase, edit: Edit | undefined): void {
  const subscription = world.store.get("subscription", schedule.subscription ?? "");
  if (!subscription) {
    const made = createSubscription(world, createParams(world, schedule, phase), { scheduled: true }).subscription;
    const bound = world.store.put("subscription", { ...made, schedule: schedule.id });
    world.store.put("subscription_schedule", { ...schedule, subscription: bound.id });
    return;
  }
  const entering = schedule.current_phase?.start_date !== phase.start_date;
  const previous = edit?.before.phases.find((candidate) => candidate.start_date === phase.start_date) ?? null;
  if (entering) addOneTimeItems(world, subscription, phase);
  const trial = phase.trial_end !== null && phase.trial_end > world.clock.now() ? { trial_end: phase.trial_end } : {};
  const anchored = (phase.billing_cycle_anchor ?? schedule.default_settings.billing_cycle_anchor) === "phase_start";
  const input: UpdateInput = {
    ...phaseSettings(schedule, phase),
    ...phaseDiscountParams(world, subscription, phase, entering ? null : previous),
    ...trial,
    ...(entering && anchored ? { billing_cycle_anchor: { type: "now" as const } } : {}),
    items: phaseItemParams(world, subscription, phase, entering ? null : previous),
    proration_behavior: edit && !entering ? edit.proration : phase.proration_behavior,
  };
  updateSubscription(world, subscription, input, { scheduled: true });
}

/** Adds a phase's one-time charges to its first invoice. */
function addOneTimeItems(world: World, subscription: PublicTables["subscription"], phase: Phase): void {
  for (const item of phase.add_invoice_items) {
    const charge = { pricing: { price: item.price }, ...oneTimeItemParams(item) };
    const owner = { customer: subscription.customer, subscription: subscription.id };
    createInvoiceItem(world, { ...owner, ...charge }, fetchPrice);
  }
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

/** Canceling before the start aborts the schedule: there is no subscription yet. */
export function cancelBeforeStart(world: World, schedule: Schedule): Schedule {
  world.tasks.cancel("schedule.phase", schedule.id);
  const canceled = world.store.put("subscription_schedule", {
    ...schedule,
    canceled_at: world.clock.now(),
    status: "canceled",
  });
  emit(world, "subscription_schedule.canceled", canceled);
  emit(world, "subscription_schedule.aborted", canceled);
  return canceled;
}

/**
 * Detaches the subscription, which continues as it is.
 *
 * @param preserveCancelDate whether it still ends when the schedule would have canceled it
 */
export function releaseSchedule(world: World, schedule: Schedule, preserveCancelDate = false): Schedule {
  if (!preserveCancelDate) showEnd(world, { ...schedule, end_behavior: "release" });
  detachSubscription(world, schedule);
  const freed = world.store.get("subscription", schedule.subscription ?? "");
  if (freed && freed.ended_at === null) scheduleCancel(world, freed);
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
