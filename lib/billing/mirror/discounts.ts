import type Stripe from "stripe";
import type { RecurringDiscount } from "@/lib/metrics/mrr";

type Discounts = readonly (string | Stripe.Discount)[];

/** The ids of the discounts' coupons, which are read separately for the products they apply to. */
export const couponIds = (discounts: Discounts): string[] => discounts.flatMap((discount) => couponId(discount) ?? []);

/**
 * Stripe's discounts in the terms of the metrics. A coupon that was deleted since still counts while it can be read.
 */
export function recurringDiscounts(
  discounts: Discounts,
  coupons: ReadonlyMap<string, Stripe.Coupon>,
): RecurringDiscount[] {
  return discounts.flatMap((discount) => {
    const coupon = coupons.get(couponId(discount) ?? "");
    if (!coupon || typeof discount === "string") return [];
    return {
      duration: durationOf(coupon),
      percentOff: coupon.percent_off,
      amountOff: coupon.amount_off,
      endsAt: discount.end === null ? null : new Date(discount.end * 1000),
      products: coupon.applies_to?.products ?? null,
    };
  });
}

function couponId(discount: string | Stripe.Discount): string | undefined {
  if (typeof discount === "string") return undefined;
  const { coupon } = discount.source;
  return typeof coupon === "string" ? coupon : coupon?.id;
}

function durationOf({ duration }: Stripe.Coupon): RecurringDiscount["duration"] {
  const known = (["once", "repeating", "forever"] as const).find((candidate) => candidate === duration);
  if (!known) throw new Error(`Stripe returned an unknown coupon duration: ${duration}`);
  return known;
}
