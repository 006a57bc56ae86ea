import "server-only";
import Stripe from "stripe";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict, GatehouseError } from "@/lib/errors";
import { writeDiscounts } from "../sync/write-discounts";
import { hasCoupon, hasPromotionCode, keptDiscounts } from "./discounts-of";
import type { RedeemCodeInput } from "./input";
import { type OpenChange, openChange, requirePaid } from "./open-change";

/**
 * Puts a promotion code's discount on the subscription: it counts from the next invoice.
 *
 * @throws GatehouseError `unknown_name` (422) for no such code; `conflict` for one that is over, was used before, is not for
 * this subscription, or stands beside another.
 */
export async function redeemCode(ctx: TenantContext, input: RedeemCodeInput) {
  const open = await openChange(ctx);
  const { subscription } = open;
  requirePaid(subscription);
  const code = await findCode(open, input.code);
  const coupon = couponIdOf(code);
  if (hasCoupon(subscription, coupon)) throw conflict("This code is on your subscription already.", reason("twice"));
  if (hasPromotionCode(subscription)) {
    throw conflict("Your subscription has a code already; two do not go together.", reason("another"));
  }
  refuseUnfit(code, subscription);
  await refuseUsed(open, code);
  await writeDiscounts(open, [...keptDiscounts(subscription), { promotion_code: code.id }]).catch(explainRefusal);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.code_redeemed",
    subject: subscription.id,
    details: { code: code.code, coupon },
  });
  return { outcome: "redeemed" as const, code: code.code };
}

const reason = (why: string) => ({ reason: `code_${why}` });

/** Codes are found whatever their case, and one made for another customer is no code of this one's. */
async function findCode({ budget, subscription }: OpenChange, code: string): Promise<Stripe.PromotionCode> {
  const known = await budget.call((stripe) =>
    stripe.promotionCodes.list({ code, limit: 100, expand: ["data.promotion.coupon"] }),
  );
  const customer = idOf(subscription.customer);
  const ours = known.data.filter((each) => each.customer === null || idOf(each.customer) === customer);
  const found = ours.find(({ active }) => active) ?? ours[0];
  if (!found)
    throw new GatehouseError("unknown_name", "There is no such code. Look for a typing mistake.", reason("unknown"));
  if (!found.active) throw conflict("This code is over.", reason("over"));
  return found;
}

const idOf = (reference: string | { id: string } | null): string | undefined =>
  typeof reference === "string" ? reference : reference?.id;

function couponIdOf({ id, promotion }: Stripe.PromotionCode): string {
  const coupon = idOf(promotion.coupon);
  if (!coupon) throw new Error(`The promotion code ${id} stands for no coupon.`);
  return coupon;
}

function refuseUnfit({ restrictions, promotion }: Stripe.PromotionCode, { currency }: Stripe.Subscription): void {
  if (restrictions.first_time_transaction) {
    throw conflict("This code is for a first purchase only.", reason("first_purchase"));
  }
  const coupon = typeof promotion.coupon === "string" ? null : promotion.coupon;
  if (coupon?.amount_off && coupon.currency !== currency) {
    throw conflict("This code is for another currency.", reason("currency"));
  }
}

/**
 * A code counts once for a customer, also after its discount is over: one that lowers a single invoice is gone from the
 * subscription with that invoice, and would lower each one after it. The invoices remember, those of the checkout too.
 */
async function refuseUsed({ budget, subscription }: OpenChange, { id }: Stripe.PromotionCode): Promise<void> {
  const customer = idOf(subscription.customer) ?? "";
  const { data } = await budget.call((stripe) =>
    stripe.invoices.list({ customer, limit: 100, expand: ["data.discounts"] }),
  );
  const discounts = data.flatMap((invoice) => (invoice.status === "void" ? [] : invoice.discounts));
  const used = discounts.some((discount) => typeof discount !== "string" && idOf(discount.promotion_code) === id);
  if (used) throw conflict("You have used this code already; it counts once.", reason("used"));
}

/** Used up or expired between our look and the attempt, or restricted in a way only Stripe knows. */
function explainRefusal(error: unknown): never {
  if (error instanceof Stripe.errors.StripeInvalidRequestError)
    throw conflict("This code cannot be used here.", reason("refused"));
  throw error;
}
