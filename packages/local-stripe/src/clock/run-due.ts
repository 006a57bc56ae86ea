import { expireSession } from "../billing/checkout/expire-session";
import { decideDispute, endUnansweredDispute } from "../billing/disputes/close-dispute";
import { openDispute } from "../billing/disputes/open-dispute";
import { collectInvoice } from "../billing/invoices/collect-invoice";
import { finalizeInvoice } from "../billing/invoices/finalize-invoice";
import { sendOverdue, sendUpcoming, sendWillBeDue } from "../billing/invoices/invoice-notices";
import { voidInvoice } from "../billing/invoices/void-invoice";
import { settleDebit } from "../billing/payments/settle-debit";
import { enterPhase } from "../billing/schedules/run-schedule";
import { cancelSubscription } from "../billing/subscriptions/cancel-subscription";
import { renewSubscription } from "../billing/subscriptions/renew-subscription";
import { emit, emitChange } from "../events/emit";
import { fetchTestClock } from "../lookup/fetch";
import type { Task, TaskKind } from "../store/tables";
import type { World } from "../world";

/**
 * Runs all tasks due up to `until`, in order, each at the time it was due.
 *
 * @param shouldStop asked before each task; true leaves the rest for later
 * @returns the number of tasks run
 */
export function runDue(world: World, until: number, shouldStop: () => boolean = () => false): number {
  const clock = world.clock.testClock();
  let done = 0;
  for (let next = world.tasks.peek(clock); next && next.at <= until && !shouldStop(); next = world.tasks.peek(clock)) {
    const task = next;
    world.clock.runAt(task.at, () => world.store.transaction(() => runTask(world, task)));
    done += 1;
  }
  return done;
}

/** A test clock arrives at its target after running everything due on the way. */
function finishTestClockAdvance(world: World, id: string): void {
  const target = world.store.get("test_clock", id)?.status_details.advancing?.target_frozen_time;
  if (target === undefined) return;
  world.clock.runOn(id, () => {
    runDue(world, target);
    world.clock.moveTo(target);
    markReady(world, id);
  });
}

function runTask(world: World, task: Task): void {
  world.store.delete("due", task.id);
  // In the same transaction: a server killed during an advance continues from here.
  world.clock.moveTo(task.at);
  handlers[task.kind](world, task.ref);
}

/** What each kind of task does. Each one first checks that it still applies. */
const handlers: Record<TaskKind, (world: World, ref: string) => void> = {
  "subscription.cycle": (world, ref) => {
    const subscription = world.store.get("subscription", ref);
    if (subscription) renewSubscription(world, subscription);
  },
  "subscription.trial_will_end": (world, ref) => {
    const subscription = world.store.get("subscription", ref);
    if (subscription?.status === "trialing") emit(world, "customer.subscription.trial_will_end", subscription);
  },
  "subscription.cancel": (world, ref) => {
    const subscription = world.store.get("subscription", ref);
    if (subscription?.ended_at === null) cancelSubscription(world, subscription, { invoiceNow: true });
  },
  "subscription.expire": (world, ref) => {
    const subscription = world.store.get("subscription", ref);
    if (subscription?.status === "incomplete") cancelSubscription(world, subscription, { expired: true });
  },
  "subscription.resume": (world, ref) => {
    const before = world.store.get("subscription", ref);
    if (!before) return;
    const after = world.store.put("subscription", { ...before, pause_collection: null });
    emitChange(world, "customer.subscription.updated", before, after);
  },
  "subscription.pending_update": (world, ref) => {
    const subscription = world.store.get("subscription", ref);
    const invoice = world.store.get("invoice", subscription?.latest_invoice ?? "");
    if (subscription?.pending_update && invoice?.status === "open") voidInvoice(world, invoice);
  },
  "invoice.finalize": (world, ref) => {
    const draft = world.store.get("invoice", ref);
    if (draft?.status !== "draft") return;
    const invoice = finalizeInvoice(world, draft);
    if (invoice.status !== "open") return;
    if (invoice.collection_method === "send_invoice") emit(world, "invoice.sent", invoice);
    else collectInvoice(world, invoice, { automatic: true, onSession: false });
  },
  "invoice.upcoming": sendUpcoming,
  "invoice.will_be_due": sendWillBeDue,
  "invoice.overdue": sendOverdue,
  "invoice.retry": (world, ref) => {
    const invoice = world.store.get("invoice", ref);
    if (invoice?.status === "open") collectInvoice(world, invoice, { automatic: true, onSession: false });
  },
  "checkout.expire": (world, ref) => {
    const session = world.store.get("checkout_session", ref);
    if (session?.status === "open") expireSession(world, session);
  },
  "debit.settle": settleDebit,
  "dispute.open": openDispute,
  "dispute.decide": decideDispute,
  "dispute.due": endUnansweredDispute,
  "schedule.phase": (world, ref) => {
    const schedule = world.store.get("subscription_schedule", ref);
    if (schedule) enterPhase(world, schedule);
  },
  "schedule.expiring": (world, ref) => {
    const schedule = world.store.get("subscription_schedule", ref);
    if (schedule?.status === "active") emit(world, "subscription_schedule.expiring", schedule);
  },
  "test_clock.advance": finishTestClockAdvance,
};

/** Ends a test clock's advance. */
export function markReady(world: World, id: string): void {
  const clock = fetchTestClock(world, id);
  const ready = world.store.put("test_clock", { ...clock, status: "ready", status_details: {} });
  emit(world, "test_helpers.test_clock.ready", ready);
}
