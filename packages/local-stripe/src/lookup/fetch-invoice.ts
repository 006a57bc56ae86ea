import type { PublicTables } from "../store/tables";
import { missing } from "../wire/errors";
import type { World } from "../world";

/** @throws StripeFault when there is no such invoice */
export function fetchInvoice(world: World, id: string, param = "id"): PublicTables["invoice"] {
  const invoice = world.store.get("invoice", id);
  if (!invoice) throw missing("invoice", id, param);
  return invoice;
}
