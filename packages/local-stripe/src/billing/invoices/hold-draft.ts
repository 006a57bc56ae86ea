import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { finalizeInvoice } from "./finalize-invoice";
import { markUncollectible, voidInvoice } from "./void-invoice";

/**
 * While collection is paused, `pause_collection.behavior` decides what happens to a subscription's new invoice.
 *
 * @returns false if collection isn't paused
 */
export function holdDraft(
  world: World,
  subscription: PublicTables["subscription"],
  draft: PublicTables["invoice"],
): boolean {
  switch (subscription.pause_collection?.behavior) {
    case undefined:
      return false;
    case "void":
      endOpen(world, draft, voidInvoice);
      return true;
    case "mark_uncollectible":
      endOpen(world, draft, markUncollectible);
      return true;
    default:
      world.store.put("invoice", { ...draft, auto_advance: false, automatically_finalizes_at: null });
      return true;
  }
}

/** An invoice with nothing to pay is paid when it is finalized. */
function endOpen(world: World, draft: PublicTables["invoice"], end: typeof voidInvoice): void {
  const invoice = finalizeInvoice(world, draft);
  if (invoice.status === "open") end(world, invoice);
}
