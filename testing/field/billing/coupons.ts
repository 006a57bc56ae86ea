import { stripe } from "@/lib/billing/stripe/stripe";
import type { CouponKind } from "./acts";

export type KnownCoupon = { percentOff: number | null; amountOff: number | null; duration: CouponKind["duration"] };

/** The coupons of a history and what they are worth, also after they were deleted at Stripe. */
export class Coupons {
  private readonly known = new Map<string, KnownCoupon>();

  async create({ percent, amount, duration }: CouponKind): Promise<string> {
    const { id } = await stripe().coupons.create({
      ...(percent === null ? { amount_off: amount, currency: "usd" } : { percent_off: percent }),
      duration,
      ...(duration === "repeating" ? { duration_in_months: 2 } : {}),
    });
    const worth = percent === null ? { percentOff: null, amountOff: amount } : { percentOff: percent, amountOff: null };
    this.known.set(id, { ...worth, duration });
    return id;
  }

  pick(which: number): string | undefined {
    const ids = [...this.known.keys()];
    return ids[which % Math.max(1, ids.length)];
  }

  async worth(id: string): Promise<KnownCoupon> {
    return this.known.get(id) ?? readCoupon(id);
  }
}

/** One that no person made in this history: of the retention offer, or of a promotion code. */
async function readCoupon(id: string): Promise<KnownCoupon> {
  const { percent_off: percentOff, amount_off: amountOff, duration: length } = await stripe().coupons.retrieve(id);
  const duration = (["once", "repeating", "forever"] as const).find((known) => known === length);
  if (!duration) throw new Error(`The coupon ${id} is of an unknown duration.`);
  return { percentOff, amountOff, duration };
}
