import type Stripe from "stripe";
import type { discounts } from "@/db/schema";
import type { StripeState } from "./stripe-state";

/** A row of `discounts` without its organization. */
export type DiscountMirror = Omit<typeof discounts.$inferSelect, "organizationId">;

type Listed = readonly (string | Stripe.Discount)[];
type Scope = Pick<DiscountMirror, "scope" | "stripeItemId">;

/** The discount as an earlier sync stored it, by its id. */
export type KnownDiscounts = ReadonlyMap<string, DiscountMirror>;

/** The discounts of a subscription, its items and its customer that haven't ended, in the order Stripe applies them. */
export function discountsOf(
  { discounts: own, items }: Pick<Stripe.Subscription, "discounts" | "items">,
  state: Pick<StripeState, "customer" | "coupons">,
  known: KnownDiscounts,
  now: Date,
): DiscountMirror[] {
  const { customer } = state;
  const common = !customer.deleted && customer.discount ? [customer.discount] : [];
  return [
    ...mirrored(common, { scope: "customer", stripeItemId: null }, state, known),
    ...mirrored(own, { scope: "subscription", stripeItemId: null }, state, known),
    ...items.data.flatMap((item) => mirrored(item.discounts, { scope: "item", stripeItemId: item.id }, state, known)),
  ].filter(({ endsAt }) => endsAt === null || endsAt > now);
}

function mirrored(
  listed: Listed,
  scope: Scope,
  { coupons }: Pick<StripeState, "coupons">,
  known: KnownDiscounts,
): DiscountMirror[] {
  return listed.flatMap((discount, position) => {
    if (typeof discount === "string") return [];
    const coupon = couponOf(discount, coupons);
    if (coupon) return [fromCoupon(discount, coupon, scope, position)];
    const before = known.get(discount.id);
    return [before ? { ...before, ...scope, position } : unreadable(discount, scope, position)];
  });
}

/** The coupon as it was read, or as it is in the discount: a coupon that was deleted exists only there. */
function couponOf({ source }: Stripe.Discount, coupons: StripeState["coupons"]): Stripe.Coupon | undefined {
  const { coupon } = source;
  if (coupon === null) return undefined;
  if (typeof coupon === "string") return coupons.get(coupon);
  return coupons.get(coupon.id) ?? (coupon.duration === undefined ? undefined : coupon);
}

const fromCoupon = (discount: Stripe.Discount, coupon: Stripe.Coupon, scope: Scope, position: number) => ({
  stripeDiscountId: discount.id,
  ...scope,
  position,
  name: coupon.name ?? coupon.id,
  code: codeOf(discount),
  stripeCouponId: coupon.id,
  percentOff: coupon.percent_off,
  amountOff: coupon.amount_off,
  currency: coupon.currency,
  duration: durationOf(coupon),
  endsAt: endOf(discount),
  products: coupon.applies_to?.products ?? null,
});

/** A discount whose coupon Stripe doesn't show any more and that we never saw: it's shown without an amount. */
const unreadable = (discount: Stripe.Discount, scope: Scope, position: number): DiscountMirror => ({
  stripeDiscountId: discount.id,
  ...scope,
  position,
  name: "Discount",
  code: codeOf(discount),
  stripeCouponId: couponIdOf(discount) ?? null,
  percentOff: null,
  amountOff: null,
  currency: null,
  duration: discount.end === null ? "forever" : "repeating",
  endsAt: endOf(discount),
  products: null,
});

const codeOf = ({ promotion_code: code }: Stripe.Discount) => (typeof code === "object" ? (code?.code ?? null) : null);
const endOf = ({ end }: Stripe.Discount) => (end === null ? null : new Date(end * 1000));

/** @throws Error for a duration Stripe didn't have when this was written: a guess could mean a wrong MRR. */
export function durationOf({ duration }: Stripe.Coupon): DiscountMirror["duration"] {
  const known = (["once", "repeating", "forever"] as const).find((candidate) => candidate === duration);
  if (!known) throw new Error(`Stripe returned an unknown coupon duration: ${duration}`);
  return known;
}

function couponIdOf({ source: { coupon } }: Stripe.Discount): string | undefined {
  return typeof coupon === "string" ? coupon : coupon?.id;
}

/** The ids of a subscription's and its items' coupons, which are read separately for the products they apply to. */
export const couponIds = ({ discounts: own, items }: Stripe.Subscription): string[] =>
  [...own, ...items.data.flatMap((item) => item.discounts)].flatMap((discount) =>
    typeof discount === "string" ? [] : (couponIdOf(discount) ?? []),
  );
