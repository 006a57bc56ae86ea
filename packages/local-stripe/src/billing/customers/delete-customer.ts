import { emit } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import type { World } from "../../world";
import { cancelSubscription } from "../subscriptions/cancel-subscription";

/** Deletes a customer, canceling its subscriptions. Retrieving it later returns `deleted: true`. */
export function deleteCustomer(world: World, _: unknown, id: string): object {
  const customer = fetchCustomer(world, id);
  for (const subscription of world.store.where("subscription", "customer", id)) {
    if (subscription.ended_at === null) cancelSubscription(world, subscription, {});
  }
  for (const method of world.store.where("payment_method", "customer", id)) {
    world.store.put("payment_method", { ...method, customer: null });
  }
  world.store.delete("customer", id);
  const tombstone = world.store.put("tombstone", { id, object: "customer", deleted: true });
  emit(world, "customer.deleted", customer);
  return tombstone;
}
