import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { retainedKey } from "../mirror/subscription-facts";
import { retentionCoupon } from "../publish/stripe-catalog";
import { writeDiscounts } from "../sync/write-discounts";
import { complimentaryCouponId } from "./complimentary";
import { existingDiscounts, hasCoupon } from "./discounts";
import { isMonthly } from "./monthly-offer";
import { type OpenChange, openChange, requireOwnSchedule, requirePaid } from "./open-change";
import { requireLowerBill } from "./require-lower-bill";
import { resumeParams } from "./resume-subscription";

/**
 * Accepts the retention offer: applies its coupon and withdraws a scheduled cancellation. Once per organization, which is
 * recorded on the Stripe customer, so it holds for later subscriptions too.
 *
 * @throws GatehouseError `conflict` when there is no offer, the plan is billed annually, the offer was used before, or it
 * wouldn't lower the bill.
 */
export async function acceptOffer(ctx: TenantContext): Promise<{ outcome: "stayed" }> {
  const coupon = retentionCoupon(catalog);
  if (!coupon) throw conflict("There is no offer right now.", { reason: "no_offer" });
  const open = await openChange(ctx);
  if (!isMonthly(open.current.items)) throw conflict("This offer is for monthly plans.", { reason: "no_offer" });
  if (hasCoupon(open.subscription, complimentaryCouponId)) {
    throw conflict("Your plan is complimentary, so there is no offer for it.", { reason: "no_offer" });
  }
  requirePaid(open.subscription);
  requireOwnSchedule(open.subscription);
  const customerId = await customerOf(open, ctx);
  await applyOffer(open, coupon.id);
  await open.budget.call((stripe) =>
    stripe.customers.update(customerId, { metadata: { [retainedKey]: ctx.now.toISOString() } }),
  );
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.offer_accepted",
    subject: open.subscription.id,
    details: { coupon: coupon.id },
  });
  return { outcome: "stayed" };
}

/** When killed before the acceptance is recorded, or when a person gave the discount in Stripe, the coupon is there already. */
async function applyOffer(open: OpenChange, coupon: string): Promise<void> {
  const { subscription, budget } = open;
  const staying = subscription.cancel_at === null ? null : resumeParams(subscription);
  if (!hasCoupon(subscription, coupon)) {
    const discounts = [...existingDiscounts(subscription), { coupon }];
    await requireLowerBill(open, discounts, "You already have a discount that's at least as good.");
    await writeDiscounts(open, discounts, staying ?? {});
  } else if (staying) {
    await budget.call((stripe) => stripe.subscriptions.update(subscription.id, staying));
  }
}

async function customerOf({ budget }: OpenChange, { tx, organizationId }: TenantContext): Promise<string> {
  const [row] = await tx
    .select({ id: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  const id = row?.id ?? "";
  const customer = await budget.call((stripe) => stripe.customers.retrieve(id));
  if (customer.deleted || customer.metadata[retainedKey]) {
    throw conflict("You already used this offer.", { reason: "offer_taken" });
  }
  return id;
}
