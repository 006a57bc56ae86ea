import { collect } from "../billing/settle-subscription";
import { cancelNow } from "../billing/cancel-now";
import { expireSession } from "../billing/expire-session";
import { finalizeInvoice } from "../billing/finalize-invoice";
import { enterPhase } from "../billing/phases";
import { renew } from "../billing/renew";
import { emit, emitChange } from "../events/emit";
import type { DueWork } from "../store/tables";
import type { World } from "../world";

/** Does what is due up to `until`, in order, each as if it were the moment it was due. */
export function runDue(world: World, until: number): number {
  let done = 0;
  for (let next = world.due.peek(); next && next.at <= until; next = world.due.peek()) {
    const work = next;
    world.clock.at(work.at, () => world.store.transaction(() => perform(world, work)));
    done += 1;
  }
  return done;
}

function perform(world: World, work: DueWork): void {
  world.store.delete("due", work.id);
  const { store } = world;
  switch (work.kind) {
    case "subscription.cycle":
      return withRow(store.get("subscription", work.ref), (subscription) => renew(world, subscription));
    case "subscription.trial_will_end":
      return withRow(store.get("subscription", work.ref), (subscription) => {
        if (subscription.status === "trialing") emit(world, "customer.subscription.trial_will_end", subscription);
      });
    case "subscription.cancel":
      return withRow(store.get("subscription", work.ref), (subscription) => {
        if (subscription.ended_at === null) cancelNow(world, subscription, { invoiceNow: true });
      });
    case "subscription.expire":
      return withRow(store.get("subscription", work.ref), (subscription) => {
        if (subscription.status === "incomplete") cancelNow(world, subscription, { expired: true });
      });
    case "subscription.resume":
      return withRow(store.get("subscription", work.ref), (before) => {
        const after = store.put("subscription", { ...before, pause_collection: null });
        emitChange(world, "customer.subscription.updated", before, after);
      });
    case "invoice.finalize":
      return withRow(store.get("invoice", work.ref), (draft) => {
        if (draft.status !== "draft") return;
        const invoice = finalizeInvoice(world, draft);
        if (invoice.status !== "open") return;
        if (invoice.collection_method === "send_invoice") emit(world, "invoice.sent", invoice);
        else collect(world, invoice, { automatic: true, onSession: false });
      });
    case "invoice.retry":
      return withRow(store.get("invoice", work.ref), (invoice) => {
        if (invoice.status === "open") collect(world, invoice, { automatic: true, onSession: false });
      });
    case "checkout.expire":
      return withRow(store.get("checkout_session", work.ref), (session) => {
        if (session.status === "open") expireSession(world, session);
      });
    case "schedule.phase":
      return withRow(store.get("subscription_schedule", work.ref), (schedule) => enterPhase(world, schedule));
    default:
      return work.kind satisfies never;
  }
}

function withRow<T>(row: T | undefined, act: (row: T) => void): void {
  if (row !== undefined) act(row);
}
