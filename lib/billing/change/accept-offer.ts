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
import { hasCoupon, keptDiscounts } from "./discounts-of";
import { isMonthly } from "./monthly-offer";
import { type OpenChange, openChange, requirePaid } from "./open-change";
import { resumption } from "./resume-subscription";

/**
 * The customer stays: the coupon of the offer goes on the subscription, and a cancellation that waits is taken back. Once
 * per organization, which the customer in Stripe remembers, also over a next subscription.
 *
 * @throws GatehouseError `conflict` when there is no offer, as for who pays by the year, or it was taken before.
 */
export async function acceptOffer(ctx: TenantContext): Promise<{ outcome: "stayed" }> {
  const coupon = retentionCoupon(catalog);
  if (!coupon) throw conflict("There is no offer.", { reason: "no_offer" });
  const open = await openChange(ctx);
  if (!isMonthly(open.present.pieces)) throw conflict("The offer is for monthly plans.", { reason: "no_offer" });
  requirePaid(open.subscription);
  const customerId = await customerOf(open, ctx);
  // Cut off between its two steps, the coupon is there and the note is not: then only the note is made up for.
  if (!hasCoupon(open.subscription, coupon.id)) {
    await writeDiscounts(open, [...keptDiscounts(open.subscription), { coupon: coupon.id }], stay(open));
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

const stay = ({ subscription }: OpenChange) => (subscription.cancel_at === null ? {} : resumption(subscription));

async function customerOf({ budget }: OpenChange, { tx, organizationId }: TenantContext): Promise<string> {
  const [row] = await tx
    .select({ id: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  const id = row?.id ?? "";
  const customer = await budget.call((stripe) => stripe.customers.retrieve(id));
  if (customer.deleted || customer.metadata[retainedKey]) {
    throw conflict("This offer was made once, and has been taken.", { reason: "offer_taken" });
  }
  return id;
}
