import "server-only";
import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { conflict, found } from "@/lib/errors";
import { requireBillingRole } from "../access/require-billing-role";
import { requireNotSuspended } from "../access/require-not-suspended";
import { currencyToPay } from "../checkout/currency-to-pay";
import { ensureCustomer } from "../checkout/ensure-customer";
import { closeOthers, itemsToBuy, lineItems, openSessions, refuseSecondSubscription } from "../checkout/start-checkout";
import { seatLevels } from "../seats/seat-levels";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";
import type { ComplimentaryPlanInput } from "./admin-input";
import { complimentaryCouponId, complimentaryUntilKey } from "./complimentary";

/**
 * Gives an organization without a subscription a plan that costs nothing: a monthly subscription at Stripe with a discount of
 * 100%, without a card. So everything that holds for a plan holds for this one, and it has no MRR. With a number of months it
 * ends then, instead of charging someone who never agreed to pay.
 *
 * @throws GatehouseError `conflict` when there is a subscription; `unknown_name`, `forbidden`, `unavailable`.
 */
export async function giveComplimentaryPlan(
  ctx: TenantContext,
  { plan, months, reason }: ComplimentaryPlanInput,
): Promise<{ endsAt: Date | null }> {
  await requireBillingRole(ctx);
  await requireNotSuspended(ctx);
  itemsToBuy(plan, "month");
  const [locked] = await ctx.tx
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, ctx.organizationId))
    .for("update");
  const row = found(locked, "organization");
  if (live.has(row.status)) {
    throw conflict("This organization has a subscription. Change its plan, or add a discount in Stripe.", {
      reason: "subscribed",
    });
  }
  const budget = stripeBudget();
  const customer = await ensureCustomer(ctx, budget, row.stripeCustomerId);
  const items = itemsToBuy(plan, "month", await currencyToPay(ctx, budget, customer, undefined), await seatLevels(ctx));
  const [prices, open] = await Promise.all([lineItems(budget, items), openSessions(budget, customer)]);
  await refuseSecondSubscription(budget, customer);
  await closeOthers(budget, open, undefined);
  const coupon = await complimentaryCoupon(budget);
  const endsAt = months === null ? null : addMonths(ctx.now, months);
  const end = endsAt && Math.floor(endsAt.getTime() / 1000);
  const { id } = await budget.call((stripe) =>
    stripe.subscriptions.create({
      customer,
      items: prices,
      discounts: [{ coupon }],
      ...(end ? { cancel_at: end, proration_behavior: "none" } : {}),
      metadata: {
        organization_id: ctx.organizationId,
        complimentary: "true",
        ...(end ? { [complimentaryUntilKey]: String(end) } : {}),
      },
    }),
  );
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "admin.complimentary_plan_given",
    subject: id,
    details: { plan, months, endsAt, reason },
  });
  return { endsAt };
}

/** `incomplete` and `canceled` leave room for another subscription. */
const live: ReadonlySet<string | null> = new Set(["trialing", "active", "past_due", "unpaid", "paused"]);

/** It is created with the first complimentary plan. */
async function complimentaryCoupon(budget: StripeBudget): Promise<string> {
  const known = await budget.call((stripe) => stripe.coupons.retrieve(complimentaryCouponId)).catch(isMissing);
  if (known && known.percent_off === 100 && known.duration === "forever") return complimentaryCouponId;
  if (known)
    throw conflict(`The coupon ${complimentaryCouponId} in Stripe was changed. Delete it there, then try again.`);
  const params = { id: complimentaryCouponId, name: "Complimentary", percent_off: 100, duration: "forever" } as const;
  await budget.call((stripe) => stripe.coupons.create(params, { idempotencyKey: complimentaryCouponId }));
  return complimentaryCouponId;
}

function isMissing(error: unknown): undefined {
  if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 404) return undefined;
  throw error;
}

/** The same day so many months later, or the month's last day. */
function addMonths(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setUTCMonth(date.getUTCMonth() + months);
  if (moved.getUTCDate() !== date.getUTCDate()) moved.setUTCDate(0);
  return moved;
}
