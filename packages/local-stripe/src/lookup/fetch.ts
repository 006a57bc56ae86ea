import type { PublicTables } from "../store/tables";
import { missing } from "../wire/errors";
import type { World } from "../world";

/** @throws StripeFault when there is no such customer, or no longer */
export function fetchCustomer(world: World, id: string, param = "id"): PublicTables["customer"] {
  const customer = world.store.get("customer", id);
  if (!customer) throw missing("customer", id, param);
  return customer;
}
