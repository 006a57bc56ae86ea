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
  requirePaid(open.subscription);
  requireOwnSchedule(open.subscription);
  const customerId = await customerOf(open, ctx);
  // When killed between the two steps, the coupon is applied but not recorded. The retry then only records it.
  if (!hasCoupon(open.subscription, coupon.id)) {
    const discounts = [...existingDiscounts(open.subscription), { coupon: coupon.id }];
    await requireLowerBill(open, discounts, "You already have a discount that's at least as good.");
    await writeDiscounts(open, discounts, open.subscription.cancel_at === null ? {} : resumeParams(open.subscription));
  }
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
