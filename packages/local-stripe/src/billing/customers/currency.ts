import { emitChange } from "../../events/emit";
import { couponOf } from "../../lookup/coupon-of";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";

/**
 * A customer's subscriptions, and what waits for them, all have one currency.
 *
 * @throws StripeFault 400 if something of the customer has another currency
 */
export function checkCurrency(world: World, customer: PublicTables["customer"], currency: string): void {
  const other = currenciesInUse(world, customer).find((used) => used !== currency);
  if (other === undefined) return;
  throw invalidRequest(
    `You cannot combine currencies on a single customer. This customer has an active subscription, subscription schedule, discount, quote, or invoice item with currency ${other}.`,
    "currency",
  );
}

function currenciesInUse(world: World, customer: PublicTables["customer"]): string[] {
  const { id } = customer;
  const coupon = customer.discount ? couponOf(world, customer.discount) : undefined;
  return [
    ...world.store.where("subscription", "customer", id).filter((row) => row.ended_at === null),
    ...world.store.where("invoiceitem", "customer", id).filter((row) => row.invoice === null),
    ...world.store
      .where("subscription_schedule", "customer", id)
      .filter((row) => row.status === "not_started")
      .flatMap((row) => row.phases),
    ...(coupon?.amount_off ? [coupon] : []),
  ].flatMap((row) => row.currency ?? []);
}

/** The first subscription or invoice sets the customer's currency. */
export function setCurrency(world: World, customer: string, currency: string): void {
  const before = world.store.get("customer", customer);
  if (!before || before.currency) return;
  emitChange(world, "customer.updated", before, world.store.put("customer", { ...before, currency }));
}
