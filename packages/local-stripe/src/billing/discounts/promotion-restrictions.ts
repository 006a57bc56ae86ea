import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";

type PromotionCode = PublicTables["promotion_code"];

/** What a promotion code would be applied to. */
export interface Order {
  /** Null for a guest. */
  customer: string | null;
  currency: string;
  /** Before discounts and taxes, in minor units. */
  subtotal: number;
}

export type Restriction = "customer" | "first_time_transaction" | "minimum_amount";

/** The first restriction of the code that the order doesn't meet; null if it meets all. */
export function unmetRestriction(world: World, code: PromotionCode, order: Order): Restriction | null {
  if (code.customer !== null && code.customer !== order.customer) return "customer";
  if (code.restrictions.first_time_transaction && hasPaid(world, order.customer)) return "first_time_transaction";
  const minimum = minimumAmount(code, order.currency);
  if (minimum === "other_currency" || (minimum !== null && order.subtotal < minimum)) return "minimum_amount";
  return null;
}

function minimumAmount({ restrictions }: PromotionCode, currency: string): number | "other_currency" | null {
  const { minimum_amount, minimum_amount_currency, currency_options } = restrictions;
  if (minimum_amount === null) return null;
  if (minimum_amount_currency === currency) return minimum_amount;
  return currency_options?.[currency]?.minimum_amount ?? "other_currency";
}

function hasPaid(world: World, customer: string | null): boolean {
  if (customer === null) return false;
  return world.store.where("charge", "customer", customer).some((charge) => charge.paid);
}

/** Stripe's API answers for each restriction. */
export const restrictionMessages: Record<Restriction, string> = {
  customer: "This promotion code cannot be redeemed because it belongs to another customer.",
  first_time_transaction:
    "This promotion code cannot be redeemed because the associated customer has prior transactions.",
  minimum_amount:
    "This promotion code cannot be redeemed because the order is below the minimum amount that it requires.",
};
