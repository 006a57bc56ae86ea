import { emit } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { cancelBeforeStart } from "../schedules/run-schedule";
import { cancelSubscription } from "../subscriptions/cancel-subscription";

/** Deletes a customer, canceling its subscriptions. Retrieving it later returns `deleted: true`. */
export function deleteCustomer(world: World, _: unknown, id: string): object {
  const customer = fetchCustomer(world, id);
  for (const subscription of world.store.where("subscription", "customer", id)) {
    if (subscription.ended_at === null) cancelSubscription(world, subscription, {});
  }
  for (const schedule of world.store.where("subscription_schedule", "customer", id)) {
    if (schedule.status === "not_started") cancelBeforeStart(world, schedule);
  }
  for (const invoice of world.store.where("invoice", "customer", id)) stopCollecting(world, invoice);
  for (const method of world.store.where("payment_method", "customer", id)) {
    world.store.put("payment_method", { ...method, customer: null });
  }
  world.store.delete("customer", id);
  const tombstone = world.store.put("tombstone", { id, object: "customer", deleted: true });
  emit(world, "customer.deleted", customer);
  return tombstone;
}

/** Nothing happens by itself to the invoices of a deleted customer. */
function stopCollecting(world: World, invoice: PublicTables["invoice"]): void {
  if (invoice.status !== "draft" && invoice.status !== "open") return;
  world.tasks.cancel("invoice.finalize", invoice.id);
  world.tasks.cancel("invoice.retry", invoice.id);
  const stopped = { auto_advance: false, automatically_finalizes_at: null, next_payment_attempt: null };
  world.store.put("invoice", { ...invoice, ...stopped });
}
