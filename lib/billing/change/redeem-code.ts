import "server-only";
import Stripe from "stripe";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict, GatehouseError } from "@/lib/errors";
import { writeDiscounts } from "../sync/write-discounts";
import { existingDiscounts, hasCoupon, hasPromotionCode } from "./discounts";
import type { RedeemCodeInput } from "./input";
import { type OpenChange, openChange, requireOwnSchedule, requirePaid } from "./open-change";
import { requireLowerBill } from "./require-lower-bill";

/**
 * Applies a promotion code to the subscription, from the next invoice on.
 *
 * @throws GatehouseError `unknown_name` (422) for an unknown code; `conflict` for one that has expired, was used before,
 * doesn't apply to this subscription, or can't be combined with the code already on it.
 */
export async function redeemCode(ctx: TenantContext, input: RedeemCodeInput) {
  const open = await openChange(ctx);
  const { subscription } = open;
  requirePaid(subscription);
  requireOwnSchedule(subscription);
  const code = await findCode(open, input.code);
  const coupon = couponIdOf(code);
  if (hasCoupon(subscription, coupon)) throw conflict("This code is already applied.", reason("twice"));
  if (hasPromotionCode(subscription)) {
    throw conflict(
      "Your subscription already has a promotion code. Promotion codes can't be combined.",
      reason("another"),
    );
  }
  refuseUnfit(code, subscription);
  await refuseUsed(open, code);
  const discounts = [...existingDiscounts(subscription), { promotion_code: code.id }];
  await requireLowerBill(open, discounts, "This code doesn't lower your next invoice.").catch(explainRefusal);
  await writeDiscounts(open, discounts).catch(explainRefusal);
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.code_redeemed",
    subject: subscription.id,
    details: { code: code.code, coupon },
  });
  return { outcome: "redeemed" as const, code: code.code };
}

const reason = (why: string) => ({ reason: `code_${why}` });

/** Stripe ignores case here. A code restricted to another customer counts as unknown. */
async function findCode({ budget, subscription }: OpenChange, code: string): Promise<Stripe.PromotionCode> {
  const known = await budget.call((stripe) =>
    stripe.promotionCodes.list({ code, limit: 100, expand: ["data.promotion.coupon"] }),
  );
  const customer = idOf(subscription.customer);
  const ours = known.data.filter((each) => each.customer === null || idOf(each.customer) === customer);
  const found = ours.find(({ active }) => active) ?? ours[0];
  if (!found)
    throw new GatehouseError("unknown_name", "We don't recognize that code. Check it for typos.", reason("unknown"));
  if (!found.active) throw conflict("This code has expired.", reason("over"));
  return found;
}

const idOf = (reference: string | { id: string } | null): string | undefined =>
  typeof reference === "string" ? reference : reference?.id;

function couponIdOf({ id, promotion }: Stripe.PromotionCode): string {
  const coupon = idOf(promotion.coupon);
  if (!coupon) throw new Error(`The promotion code ${id} has no coupon.`);
  return coupon;
}

function refuseUnfit({ restrictions, promotion }: Stripe.PromotionCode, { currency }: Stripe.Subscription): void {
  if (restrictions.first_time_transaction) {
    throw conflict("This code is for first purchases only.", reason("first_purchase"));
  }
  const coupon = typeof promotion.coupon === "string" ? null : promotion.coupon;
  if (coupon?.amount_off && coupon.currency !== currency) {
    throw conflict("This code is for a different currency.", reason("currency"));
  }
}

/**
 * A customer can use a code once, also after its discount has ended: a one-time discount leaves the subscription with the
 * invoice it applied to, so entering its code again would discount the next invoice too. Past invoices tell.
 */
async function refuseUsed({ budget, subscription }: OpenChange, { id }: Stripe.PromotionCode): Promise<void> {
  const customer = idOf(subscription.customer) ?? "";
  const { data } = await budget.call((stripe) =>
    stripe.invoices.list({ customer, limit: 100, expand: ["data.discounts"] }),
  );
  const discounts = data.flatMap((invoice) => (invoice.status === "void" ? [] : invoice.discounts));
  const used = discounts.some((discount) => typeof discount !== "string" && idOf(discount.promotion_code) === id);
  if (used) throw conflict("You've already used this code.", reason("used"));
}

/** Used up or expired since it was read, or restricted in a way only Stripe knows. */
function explainRefusal(error: unknown): never {
  if (error instanceof Stripe.errors.StripeInvalidRequestError)
    throw conflict("This code can't be applied to your subscription.", reason("refused"));
  throw error;
}
