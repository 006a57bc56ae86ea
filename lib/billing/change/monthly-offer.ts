import type Stripe from "stripe";
import { catalog } from "@/lib/catalog";
import { conflict } from "@/lib/errors";
import { retentionCoupon } from "../publish/stripe-catalog";
import type { Piece } from "./composition";
import { hasCoupon } from "./discounts-of";

/** Whether a plan is paid by the month: the offer to stay is a discount for some months, of which a paid year has none. */
export const isMonthly = (pieces: readonly Piece[]): boolean =>
  pieces.some(({ kind, interval }) => kind === "plan" && interval === "month");

/**
 * The offer's coupon lowers every invoice of its months, and on a year's invoice that would be twelve months at once.
 *
 * @throws GatehouseError `conflict` for a change to the year while the offer's discount goes on.
 */
export function requireMonthlyOffer(subscription: Stripe.Subscription, wanted: readonly Piece[]): void {
  const coupon = retentionCoupon(catalog);
  if (!coupon || isMonthly(wanted) || !hasCoupon(subscription, coupon.id)) return;
  throw conflict("Your discount for staying is on monthly payments. Change to yearly once it is over.", {
    reason: "offer_running",
  });
}
