import type Stripe from "stripe";
import { catalog } from "@/lib/catalog";
import { conflict } from "@/lib/errors";
import { retentionCoupon } from "../publish/stripe-catalog";
import { hasCoupon } from "./discounts";
import type { LineItem } from "./line-items";

/** Whether the plan is billed monthly. The retention offer discounts a number of monthly invoices. */
export const isMonthly = (items: readonly LineItem[]): boolean =>
  items.some(({ kind, interval }) => kind === "plan" && interval === "month");

/**
 * The offer's coupon lowers every invoice during its months. On a yearly invoice that would discount twelve months at once.
 *
 * @throws GatehouseError `conflict` for a switch to annual billing while the retention discount runs.
 */
export function requireMonthlyOffer(subscription: Stripe.Subscription, wanted: readonly LineItem[]): void {
  const coupon = retentionCoupon(catalog);
  if (!coupon || isMonthly(wanted) || !hasCoupon(subscription, coupon.id)) return;
  throw conflict("Your current discount applies to monthly billing. You can switch to annual billing once it ends.", {
    reason: "offer_running",
  });
}
