import type Stripe from "stripe";
import type { Coupons, KnownCoupon } from "./coupons";
import { couponIdOf, discountsIn, idOf, type Snapshot } from "./stripe-snapshot";

/** Invoices that Stripe makes of a price in a year. */
const invoicesPerYear = { day: 365, week: 52, month: 12, year: 1 } as const;
const threeWeeks = 21 * 24 * 60 * 60;

/**
 * Monthly recurring revenue of a subscription as the project defines it, from Stripe's answers alone: what each invoice of
 * its items comes to, times the invoices of a year, by twelve.
 *
 * @param now in Unix seconds.
 */
export async function expectedMrr(
  subscription: Stripe.Subscription,
  { customer, invoices }: Snapshot,
  coupons: Coupons,
  now: number,
): Promise<number> {
  if (!isRevenue(subscription, invoices, now)) return 0;
  const lasting = async (discounts: readonly Stripe.Discount[]): Promise<KnownCoupon[]> => {
    const running = discounts.filter(({ end }) => end === null || end > now);
    const worth = await Promise.all(running.map((discount) => coupons.worth(couponIdOf(discount))));
    return worth.filter(({ duration }) => duration !== "once");
  };
  const common = customer.deleted || !customer.discount ? [] : [customer.discount];
  const own = discountsIn(subscription.discounts);
  const ownLasting = await lasting(own);
  const whole = ownLasting.length > 0 ? ownLasting : await lasting(common);
  const lines: Line[] = [];
  for (const { price, quantity, discounts } of subscription.items.data) {
    const { recurring } = price;
    if (!recurring || recurring.usage_type === "metered") continue;
    const perYear = invoicesPerYear[recurring.interval as keyof typeof invoicesPerYear] / recurring.interval_count;
    let amount = (price.unit_amount ?? 0) * (quantity ?? 1);
    for (const coupon of await lasting(discountsIn(discounts))) amount = reduced(amount, coupon);
    lines.push({ amount, perYear });
  }
  for (const coupon of whole) takeOff(lines, coupon);
  return Math.round(lines.reduce((sum, { amount, perYear }) => sum + amount * perYear, 0) / 12);
}

type Line = { amount: number; perYear: number };

const reduced = (amount: number, { percentOff, amountOff }: KnownCoupon): number =>
  Math.max(0, percentOff === null ? amount - (amountOff ?? 0) : amount - (amount * percentOff) / 100);

/** A discount of the whole subscription: a percentage of every line, or an amount that uses up one line after the other. */
function takeOff(lines: Line[], coupon: KnownCoupon): void {
  let left = coupon.amountOff ?? 0;
  for (const line of lines) {
    const before = line.amount;
    line.amount = coupon.percentOff === null ? Math.max(0, before - left) : before - (before * coupon.percentOff) / 100;
    left -= before - line.amount;
  }
}

function isRevenue(subscription: Stripe.Subscription, invoices: readonly Stripe.Invoice[], now: number): boolean {
  const { status, pause_collection } = subscription;
  if (pause_collection !== null) return false;
  if (status === "active") return true;
  if (status !== "past_due") return false;
  const unpaid = invoices.filter(
    (invoice) =>
      invoice.status === "open" && idOf(invoice.parent?.subscription_details?.subscription) === subscription.id,
  );
  const since = unpaid.map(({ collection_method, due_date, status_transitions: { finalized_at }, created }) =>
    collection_method === "send_invoice" && due_date !== null ? due_date : (finalized_at ?? created),
  );
  return since.length === 0 || now < Math.min(...since) + threeWeeks;
}
