import type { PublicTables } from "../store/tables";
import type { World } from "../world";

type TaxId = PublicTables["tax_id"];

/** @param customer null for the account's own */
export function taxIdsOf(world: World, customer: string | null): TaxId[] {
  return world.store.where("tax_id", "customer", customer);
}

/** The tax IDs on a customer's invoices, updated until an invoice is finalized. */
export function invoiceTaxIds(
  world: World,
  customer: string,
): NonNullable<PublicTables["invoice"]["customer_tax_ids"]> {
  return taxIdsOf(world, customer).map(({ type, value }) => ({ type, value }));
}
