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

/** One price a subscription is charged again and again. */
export type RecurringItem = {
  product: string;
  /** Minor units for one of `quantity`; may be a fraction of one. */
  unitAmount: number;
  quantity: number;
  interval: "day" | "week" | "month" | "year";
  intervalCount: number;
  metered: boolean;
  discounts: readonly RecurringDiscount[];
};

export type RecurringRevenue = {
  /** Stripe's word, or `paused` while its collection is paused. */
  status: "trialing" | "active" | "past_due" | "unpaid" | "paused" | "incomplete" | "incomplete_expired" | "canceled";
  pastDueSince: Date | null;
  items: readonly RecurringItem[];
  /** Those on the whole subscription, in the order Stripe applies them. */
  discounts: readonly RecurringDiscount[];
};

/** After so long past due the revenue counts as lost. */
export const delinquentAfterDays = 21;

const day = 24 * 60 * 60 * 1000;
/** How often each interval comes in a year: MRR counts week × 52/12. */
const timesAYear = { day: 365, week: 52, month: 12, year: 1 } as const;

/**
 * Monthly recurring revenue: Σ recurring price × quantity, normalised to a month, net of lasting discounts, of what is
 * `active` or `past_due`; without tax, trials, metered use and one-off charges.
 *
 * @returns minor units a month, rounded once, to the nearest, halves up.
 */
export function mrrOf(revenue: RecurringRevenue, now: Date): number {
  if (!counts(revenue, now)) return 0;
  const items = revenue.items.filter((item) => !item.metered);
  const lasting = revenue.discounts.filter((discount) => lasts(discount, now));
  const yearly = items.map((item) => yearlyNet(item, [...item.discounts.filter((d) => lasts(d, now))]));
  const net = lasting.reduce((amounts, discount) => lessDiscount(amounts, items, discount), yearly);
  return Math.round(sum(net) / 12);
}

/** Whether a subscription is revenue at all: paying, or late by less than three weeks. */
function counts({ status, pastDueSince }: RecurringRevenue, now: Date): boolean {
  if (status === "active") return true;
  if (status !== "past_due") return false;
  return pastDueSince === null || now.getTime() - pastDueSince.getTime() < delinquentAfterDays * day;
}

/** `once` is a one-off gift and does not change what recurs. */
const lasts = ({ duration, endsAt }: RecurringDiscount, now: Date) =>
  duration === "forever" || (duration === "repeating" && (endsAt === null || endsAt > now));

const chargesAYear = ({ interval, intervalCount }: RecurringItem) => timesAYear[interval] / intervalCount;

function yearlyNet(item: RecurringItem, discounts: readonly RecurringDiscount[]): number {
  const gross = item.unitAmount * item.quantity * chargesAYear(item);
  return discounts.reduce((amount, discount) => {
    const off = discount.percentOff === null ? (discount.amountOff ?? 0) * chargesAYear(item) : part(amount, discount);
    return Math.max(0, amount - off);
  }, gross);
}

/** A subscription's discount: a percentage of each item, or an amount off each invoice, taken from its items in turn. */
function lessDiscount(amounts: number[], items: readonly RecurringItem[], discount: RecurringDiscount): number[] {
  const concerns = (item: RecurringItem) => discount.products === null || discount.products.includes(item.product);
  let left = discount.amountOff ?? 0;
  return amounts.map((amount, index) => {
    const item = items[index];
    if (!item || !concerns(item)) return amount;
    if (discount.percentOff !== null) return amount - part(amount, discount);
    const off = Math.min(left, amount / chargesAYear(item));
    left -= off;
    return amount - off * chargesAYear(item);
  });
}

const part = (amount: number, { percentOff }: RecurringDiscount) => (amount * (percentOff ?? 0)) / 100;
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
