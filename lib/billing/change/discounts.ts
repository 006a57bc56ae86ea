import type Stripe from "stripe";

/** The discounts of a subscription or an item as an update must repeat them: Stripe removes any that an update leaves out. */
export const existingDiscounts = ({
  discounts,
}: Pick<Stripe.Subscription | Stripe.SubscriptionItem, "discounts">): { discount: string }[] =>
  discounts.map((discount) => ({ discount: typeof discount === "string" ? discount : discount.id }));

export function hasCoupon({ discounts }: Stripe.Subscription, couponId: string): boolean {
  return discounts.some((discount) => {
    if (typeof discount === "string") return false;
    const { coupon } = discount.source;
    return (typeof coupon === "string" ? coupon : coupon?.id) === couponId;
  });
}

export const hasPromotionCode = ({ discounts }: Stripe.Subscription): boolean =>
  discounts.some((discount) => typeof discount !== "string" && discount.promotion_code !== null);
