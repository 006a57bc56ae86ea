import type { Reduction } from "../../engine/discounts";
import { boundary } from "../../engine/periods";
import { emit } from "../../events/emit";
import { couponOf } from "../../lookup/coupon-of";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, noSuch, StripeFault } from "../../wire/errors";
import type { World } from "../../world";
import { amountOff } from "./amount-off";
import { restrictionMessages, unmetRestriction } from "./promotion-restrictions";

type Coupon = PublicTables["coupon"];
type Discount = PublicTables["discount"];

export interface DiscountInput {
  coupon?: string;
  promotion_code?: string;
  discount?: string;
}

/** What a discount is applied to: a subscription, a subscription item, an invoice, or an invoice item. */
export interface DiscountTarget {
  /** Null for a guest. */
  customer: string | null;
  subscription?: string;
  subscriptionItem?: string;
  invoice?: string;
  invoiceItem?: string;
  checkoutSession?: string | null;
  /** The currency the discount has to support. */
  currency?: string;
  /** What promotion codes compare with their minimum amount, in minor units; computed only if one is given. */
  subtotal?: () => number;
}

/** Turns coupons and promotion codes into discounts and counts the redemptions. Existing discounts are kept. */
export function redeem(world: World, inputs: readonly DiscountInput[], target: DiscountTarget): string[] {
  return inputs.map((input) => {
    if (input.discount !== undefined) {
      if (!world.store.get("discount", input.discount)) throw noSuch("discount", input.discount, "discounts");
      return input.discount;
    }
    const promotion = input.promotion_code === undefined ? null : usablePromotionCode(world, input.promotion_code);
    if (promotion) checkRestrictions(world, promotion, target);
    const coupon = usableCoupon(world, promotion?.promotion.coupon ?? input.coupon ?? "");
    checkCouponCurrency(coupon, target.currency);
    return redeemCoupon(world, coupon, promotion?.id ?? null, target).id;
  });
}

/** @throws StripeFault 400 if a coupon takes off an amount in other currencies only */
export function checkCouponCurrency(coupon: Coupon, currency: string | undefined): void {
  if (currency === undefined || coupon.percent_off !== null || amountOff(coupon, currency) !== null) return;
  throw invalidRequest(
    `The coupon ${coupon.id} takes off an amount in ${coupon.currency}, which doesn't match the currency ${currency}.`,
    "discounts",
  );
}

/** @throws StripeFault 400 if the coupon doesn't exist, has expired or has no redemptions left */
export function usableCoupon(world: World, id: string): Coupon {
  const coupon = world.store.get("coupon", id);
  if (!coupon) throw noSuch("coupon", id, "coupon");
  const expired = coupon.redeem_by !== null && coupon.redeem_by < world.clock.now();
  const usedUp = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  if (expired || usedUp) throw invalidRequest(`Coupon expired: ${id}`, "coupon", "coupon_expired");
  return coupon;
}

/** @throws StripeFault 400 if the target doesn't meet the code's restrictions */
function checkRestrictions(world: World, code: PublicTables["promotion_code"], target: DiscountTarget): void {
  const { customer, currency = "usd", subtotal = () => Number.POSITIVE_INFINITY } = target;
  const unmet = unmetRestriction(world, code, { customer, currency, subtotal: subtotal() });
  if (unmet !== null) throw invalidRequest(restrictionMessages[unmet], "discounts", "promotion_code_not_redeemable");
}

/** Whether a coupon or promotion code can be redeemed now. */
export function isRedeemable(world: World, input: DiscountInput, target: DiscountTarget): boolean {
  try {
    const code = input.promotion_code === undefined ? null : usablePromotionCode(world, input.promotion_code);
    if (code) checkRestrictions(world, code, target);
    checkCouponCurrency(usableCoupon(world, code?.promotion.coupon ?? input.coupon ?? ""), target.currency);
    return true;
  } catch (error) {
    if (error instanceof StripeFault) return false;
    throw error;
  }
}

/** @throws StripeFault 400 if the code doesn't exist or can't be redeemed anymore */
export function usablePromotionCode(world: World, id: string): PublicTables["promotion_code"] {
  const code = world.store.get("promotion_code", id);
  if (!code) throw noSuch("promotion code", id, "promotion_code");
  const expired = code.expires_at !== null && code.expires_at < world.clock.now();
  const usedUp = code.max_redemptions !== null && code.times_redeemed >= code.max_redemptions;
  if (!code.active || expired || usedUp)
    throw invalidRequest("This promotion code cannot be redeemed.", "promotion_code");
  return code;
}

function redeemCoupon(world: World, coupon: Coupon, promotionCode: string | null, target: DiscountTarget): Discount {
  const now = world.clock.now();
  world.store.put("coupon", {
    ...coupon,
    times_redeemed: coupon.times_redeemed + 1,
    valid: coupon.max_redemptions === null || coupon.times_redeemed + 1 < coupon.max_redemptions,
  });
  const code = promotionCode === null ? undefined : world.store.get("promotion_code", promotionCode);
  if (code) world.store.put("promotion_code", { ...code, times_redeemed: code.times_redeemed + 1 });
  const months = coupon.duration === "repeating" ? (coupon.duration_in_months ?? 1) : null;
  const discount = world.store.put("discount", {
    id: world.ids.next("di"),
    object: "discount",
    checkout_session: target.checkoutSession ?? null,
    customer: target.customer,
    customer_account: null,
    end: months === null ? null : boundary(now, { interval: "month", interval_count: 1 }, months),
    invoice: target.invoice ?? null,
    invoice_item: target.invoiceItem ?? null,
    promotion_code: promotionCode,
    source: { coupon: coupon.id, type: "coupon" },
    start: now,
    subscription: target.subscription ?? null,
    subscription_item: target.subscriptionItem ?? null,
  });
  if (target.subscription ?? target.subscriptionItem) emit(world, "customer.discount.created", discount);
  return discount;
}

/** Announces the discounts that a subscription or item no longer has. */
export function emitRemoved(world: World, before: readonly string[], after: readonly string[]): void {
  for (const id of before) {
    const discount = world.store.get("discount", id);
    if (discount && !after.includes(id)) emit(world, "customer.discount.deleted", discount);
  }
}

/** The discounts still active at `at`, as reductions in this currency. Amounts in others are ignored, as at Stripe. */
export function activeReductions(world: World, ids: readonly string[], at: number, currency: string): Reduction[] {
  return ids.flatMap((id) => {
    const discount = world.store.get("discount", id);
    const coupon = couponOf(world, discount);
    if (!discount || !coupon || (discount.end !== null && discount.end <= at)) return [];
    const { percent_off, applies_to } = coupon;
    return [{ id, percent_off, amount_off: amountOff(coupon, currency), products: applies_to?.products ?? null }];
  });
}

/** The discounts that are still valid after an invoice has used them. */
export function remainingDiscounts(world: World, ids: readonly string[], at: number): string[] {
  return ids.filter((id) => {
    const discount = world.store.get("discount", id);
    const used = couponOf(world, discount)?.duration === "once";
    return discount !== undefined && !used && (discount.end === null || discount.end > at);
  });
}
