import type Stripe from "stripe";

/** What a discount takes off what recurs. Amounts in minor units, instants in Unix seconds. */
export type Off = {
  percent: number | null;
  amount: number;
  /** The products it is for; null: all. */
  products: readonly string[] | null;
  until: number | null;
  /** Whether it is for one invoice only. */
  once: boolean;
};

export type Discounted = {
  /** The subscription's own. */
  own: readonly Off[];
  /** By item id. */
  ofItems: ReadonlyMap<string, readonly Off[]>;
  /** The customer's, for a subscription that has none of its own. */
  common: readonly Off[];
};

/** @throws Error for a coupon Stripe didn't include, because a guess could hide a wrong bill. */
export const offsOf = ({ discounts }: { discounts: readonly (string | Stripe.Discount)[] }): Off[] =>
  discounts.map((discount) => {
    const coupon = typeof discount === "string" ? null : discount.source.coupon;
    if (typeof discount === "string" || coupon === null || typeof coupon === "string")
      throw new Error("Stripe didn't include the coupon of a discount.");
    return {
      percent: coupon.percent_off,
      amount: coupon.amount_off ?? 0,
      products: coupon.applies_to?.products ?? null,
      until: discount.end,
      once: coupon.duration === "once",
    };
  });
