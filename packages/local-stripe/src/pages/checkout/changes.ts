import { amountOff } from "../../billing/discounts/amount-off";
import { type Restriction, unmetRestriction } from "../../billing/discounts/promotion-restrictions";
import { withSessionTotals } from "../../objects/checkout-session-object";
import type { CheckoutPlan, PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { trialEnd } from "./summary";

type Session = PublicTables["checkout_session"];
type PromotionCode = PublicTables["promotion_code"];
type Coupon = PublicTables["coupon"];

/** @returns why the code can't be used, or null if it was applied */
export function applyCode(world: World, session: Session, plan: CheckoutPlan, typed: string): string | null {
  const wanted = typed.trim().toLowerCase();
  const known = [...world.store.all("promotion_code")].filter((row) => row.code.toLowerCase() === wanted);
  const code = known.find((row) => row.active) ?? known[0];
  const coupon = world.store.get("coupon", code?.promotion.coupon ?? "");
  if (!code || !coupon) return "This code is invalid.";
  const problem = expiry(world, code, coupon) ?? restriction(world, session, plan, code, coupon);
  if (problem !== null) return problem;
  updatePlan(world, session, { ...plan, coupon: coupon.id, promotionCode: code.id });
  return null;
}

export function removeCode(world: World, session: Session, plan: CheckoutPlan): void {
  updatePlan(world, session, { ...plan, coupon: null, promotionCode: null });
}

/** @returns what is wrong with the quantity, or null if it was changed */
export function changeQuantity(
  world: World,
  session: Session,
  plan: CheckoutPlan,
  change: { index: number; quantity: string },
): string | null {
  const item = plan.items[change.index];
  if (!item?.adjustable) return "This quantity can't be changed.";
  const { minimum, maximum } = item.adjustable;
  // A session with a single item must keep at least one of it.
  const lowest = plan.items.length === 1 ? Math.max(1, minimum) : minimum;
  const quantity = Number(change.quantity);
  if (!/^\d+$/.test(change.quantity.trim()) || quantity < lowest || quantity > maximum)
    return `Enter a quantity between ${lowest} and ${maximum}.`;
  const items = plan.items.map((row) => (row === item ? { ...row, quantity } : row));
  updatePlan(world, session, { ...plan, items });
  return null;
}

function updatePlan(world: World, session: Session, plan: CheckoutPlan): void {
  world.store.transaction(() => {
    world.store.put("checkout_plan", plan);
    world.store.put("checkout_session", withSessionTotals(world, session, trialEnd(world, session) !== null));
  });
}

function expiry(world: World, code: PromotionCode, coupon: Coupon): string | null {
  const now = world.clock.now();
  const over = (moment: number | null): boolean => moment !== null && moment <= now;
  const used = (times: number, limit: number | null): boolean => limit !== null && times >= limit;
  if (over(code.expires_at) || over(coupon.redeem_by)) return "This code has expired.";
  if (used(code.times_redeemed, code.max_redemptions) || used(coupon.times_redeemed, coupon.max_redemptions))
    return "This code has reached its redemption limit.";
  return code.active && coupon.valid ? null : "This code is no longer valid.";
}

function restriction(
  world: World,
  session: Session,
  plan: CheckoutPlan,
  code: PromotionCode,
  coupon: Coupon,
): string | null {
  const { amount_subtotal } = withSessionTotals(world, { ...session }, false);
  const currency = session.currency ?? "usd";
  const unmet = unmetRestriction(world, code, { customer: session.customer, currency, subtotal: amount_subtotal ?? 0 });
  if (unmet !== null) return pageMessages[unmet];
  const products = coupon.applies_to?.products;
  const sold = plan.items.map(({ price }) => world.store.get("price", price)?.product);
  if (products && !sold.some((product) => product !== undefined && products.includes(product)))
    return "This code doesn't apply to the items in your order.";
  if (coupon.percent_off === null && amountOff(coupon, session.currency ?? "usd") === null)
    return "This code doesn't apply to this currency.";
  return null;
}

const pageMessages: Record<Restriction, string> = {
  customer: "This code is invalid.",
  first_time_transaction: "This code is for new customers only.",
  minimum_amount: "Your order doesn't meet this code's minimum amount.",
};
