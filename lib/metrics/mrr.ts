import { amountFor, type Rate } from "@/lib/catalog/rating";
import { addDays } from "@/lib/durations";

/** A discount as it applies to recurring prices. Amounts in minor units of the item's currency. */
export type RecurringDiscount = {
  duration: "once" | "repeating" | "forever";
  percentOff: number | null;
  amountOff: number | null;
  /** When a `repeating` one stops. */
  endsAt: Date | null;
  /** The Stripe products it is for; null: all of them. */
  products: readonly string[] | null;
};

/** One recurring price on a subscription. */
export type RecurringItem = Rate & {
  product: string;
  quantity: number;
  interval: "day" | "week" | "month" | "year";
  intervalCount: number;
  metered: boolean;
  /** The percentage of tax that is part of the price, on top of what is left without it; none unless given. */
  includedTaxPercent?: number;
  discounts: readonly RecurringDiscount[];
};

export type RecurringRevenue = {
  /** Stripe's status, or `paused` while payment collection is paused. */
  status: "trialing" | "active" | "past_due" | "unpaid" | "paused" | "incomplete" | "incomplete_expired" | "canceled";
  pastDueSince: Date | null;
  items: readonly RecurringItem[];
  /** Discounts on the whole subscription, in the order Stripe applies them. */
  discounts: readonly RecurringDiscount[];
  /** Discounts of the customer. Stripe applies them to a subscription that has none of its own. */
  customerDiscounts?: readonly RecurringDiscount[];
};

/** After this many days past due, revenue counts as churned. */
export const delinquentAfterDays = 21;

/** Billing cycles in a year. MRR counts a week as 52/12 of a month. */
const cyclesPerYear = { day: 365, week: 52, month: 12, year: 1 } as const;

/**
 * Monthly recurring revenue: Σ recurring price × quantity, normalized to a month, net of lasting discounts, for
 * `active` and `past_due` subscriptions; tiers rated at the quantity; without tax, trials, metered usage and one-off charges.
 *
 * @returns minor units a month, rounded once, halves up.
 */
export function mrrOf(revenue: RecurringRevenue, now: Date): number {
  if (!counts(revenue, now)) return 0;
  const items = revenue.items.filter((item) => !item.metered);
  const own = revenue.discounts.filter((discount) => lasts(discount, now));
  const common = (revenue.customerDiscounts ?? []).filter((discount) => lasts(discount, now));
  const lasting = own.length > 0 ? own : common;
  const yearly = items.map((item) =>
    yearlyNet(
      item,
      item.discounts.filter((discount) => lasts(discount, now)),
    ),
  );
  const net = lasting.reduce((amounts, discount) => lessDiscount(amounts, items, discount), yearly);
  return Math.round(sum(net.map((amount, index) => withoutTax(amount, items[index]))) / 12);
}

/** Whether a subscription counts as revenue: paid, or past due for less than three weeks. */
function counts({ status, pastDueSince }: RecurringRevenue, now: Date): boolean {
  if (status === "active") return true;
  if (status !== "past_due") return false;
  return pastDueSince === null || now < addDays(pastDueSince, delinquentAfterDays);
}

/** A `once` discount doesn't change what recurs. */
const lasts = ({ duration, endsAt }: RecurringDiscount, now: Date) =>
  duration === "forever" || (duration === "repeating" && (endsAt === null || endsAt > now));

const chargesPerYear = ({ interval, intervalCount }: RecurringItem) => cyclesPerYear[interval] / intervalCount;

function yearlyNet(item: RecurringItem, discounts: readonly RecurringDiscount[]): number {
  const gross = amountFor(item, item.quantity) * chargesPerYear(item);
  return discounts.reduce((amount, discount) => {
    const off =
      discount.percentOff === null ? (discount.amountOff ?? 0) * chargesPerYear(item) : part(amount, discount);
    return Math.max(0, amount - off);
  }, gross);
}

/** A discount on the subscription: a percentage of each item, or an amount off each invoice, taken from its items in order. */
function lessDiscount(amounts: number[], items: readonly RecurringItem[], discount: RecurringDiscount): number[] {
  const appliesTo = (item: RecurringItem) => discount.products === null || discount.products.includes(item.product);
  let left = discount.amountOff ?? 0;
  return amounts.map((amount, index) => {
    const item = items[index];
    if (!item || !appliesTo(item)) return amount;
    if (discount.percentOff !== null) return amount - part(amount, discount);
    const off = Math.min(left, amount / chargesPerYear(item));
    left -= off;
    return amount - off * chargesPerYear(item);
  });
}

/** A discount lowers the price with the tax in it, so tax is taken out last. */
const withoutTax = (amount: number, item: RecurringItem | undefined) =>
  amount / (1 + (item?.includedTaxPercent ?? 0) / 100);

const part = (amount: number, { percentOff }: RecurringDiscount) => (amount * (percentOff ?? 0)) / 100;
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
