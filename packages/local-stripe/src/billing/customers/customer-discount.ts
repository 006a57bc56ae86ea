import { emit, emitChange } from "../../events/emit";
import { couponOf } from "../../lookup/coupon-of";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { redeem } from "../discounts/discounts";

type Customer = PublicTables["customer"];

/**
 * Customer-level discounts. Current API versions only accept them on subscriptions; callers without a version header
 * can still set them here.
 */
export interface LegacyDiscountInput {
  coupon?: string;
  promotion_code?: string;
}

/** Sets, replaces or (with an empty string) removes the discount that applies to all of a customer's invoices. */
export function setCustomerDiscount(world: World, customer: Customer, input: LegacyDiscountInput): Customer {
  const { coupon, promotion_code } = input;
  if (coupon === undefined && promotion_code === undefined) return customer;
  if (!coupon && !promotion_code) return removeCustomerDiscount(world, customer);
  const [id] = redeem(world, [coupon ? { coupon } : { promotion_code }], { customer: customer.id });
  const discount = world.store.get("discount", id ?? "");
  if (!discount) return customer;
  const after = world.store.put("customer", { ...customer, discount });
  if (customer.discount) emitChange(world, "customer.discount.updated", customer.discount, discount);
  else emit(world, "customer.discount.created", discount);
  return after;
}

/** Removes the customer's discount and emits its event. Does nothing without one. */
export function removeCustomerDiscount(world: World, customer: Customer): Customer {
  if (!customer.discount) return customer;
  emit(world, "customer.discount.deleted", { ...customer.discount, end: world.clock.now() });
  return world.store.put("customer", { ...customer, discount: null });
}

/** Removes a `once` discount after the first invoice with a positive subtotal that it applied to. */
export function removeUsedCustomerDiscount(world: World, invoice: PublicTables["invoice"]): void {
  const customer = world.store.get("customer", invoice.customer ?? "");
  const { discount } = customer ?? {};
  if (invoice.subtotal <= 0 || !customer || !discount || couponOf(world, discount)?.duration !== "once") return;
  if (invoice.total_discount_amounts?.some((entry) => entry.discount === discount.id))
    removeCustomerDiscount(world, customer);
}
