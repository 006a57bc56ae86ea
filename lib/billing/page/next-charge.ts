import type { billingIntervals } from "@/db/schema";
import { addDays, day } from "@/lib/durations";
import { monthsAfter } from "@/lib/intervals";

type Interval = { interval: (typeof billingIntervals)[number]; intervalCount: number };

/** What the next charge depends on. Amounts in minor units of `currency`. */
export type ChargeFacts = Interval & {
  currency: string;
  /** The day the periods are anchored on. */
  anchorAt: Date;
  /** The next renewal. */
  at: Date;
  /** What renews then. */
  lines: readonly ChargeLine[];
  /** Discounts of the subscription, in the order Stripe applies them. */
  discounts: readonly ChargeDiscount[];
  /** Discounts of the customer, which Stripe applies to a subscription that has none. */
  customerDiscounts: readonly ChargeDiscount[];
  /** Prorations that wait for the invoice. Discounts don't apply to them. */
  pending: number;
  /** The customer's balance at Stripe; credit is negative. */
  balance: number;
  /** Whether metered usage is added. */
  plusUsage: boolean;
  /** Whether tax is added. Stripe calculates it with the invoice. */
  plusTax: boolean;
  /** Whether everything renews as it is after that, so that later charges follow from these facts. */
  recurs: boolean;
};

export type ChargeLine = { amount: number; product: string | null; discounts: readonly ChargeDiscount[] };

export type ChargeDiscount = {
  /** `once`: the next invoice alone. */
  duration: "once" | "repeating" | "forever";
  percentOff: number | null;
  /** Off each invoice. */
  amountOff: number | null;
  endsAt: Date | null;
  /** The Stripe products it is for; null: all of them. */
  products: readonly string[] | null;
};

export type NextCharge = Interval & {
  at: Date;
  /** What is charged: after discounts and credit, before tax. */
  amount: number;
  /** The credit used for it. */
  credit: number;
  currency: string;
  /** Usage beyond the plan is added to it. */
  plusUsage: boolean;
  /** Tax is added to it: it isn't in the prices. */
  plusTax: boolean;
  /** The regular charge, from the first renewal at which it differs; null if it doesn't. */
  after: { amount: number; from: Date } | null;
};

/** What the next invoice charges, and what the following ones do once discounts have ended and credit is used up. Pure. */
export function nextCharge(facts: ChargeFacts): NextCharge {
  const { at, currency, interval, intervalCount, plusUsage, plusTax, pending, balance } = facts;
  const total = invoiceTotal(facts, at) + pending;
  const credit = Math.max(0, Math.min(total, -balance));
  const amount = Math.max(0, total + balance);
  return {
    at,
    amount,
    credit,
    currency,
    interval,
    intervalCount,
    plusUsage,
    plusTax,
    after: facts.recurs ? regularCharge(facts, amount, Math.max(0, -total - balance)) : null,
  };
}

type Discounted = Pick<ChargeFacts, "lines" | "discounts" | "customerDiscounts">;

/** An item's own discounts apply to its line first, then the others to what is left of all lines. */
function invoiceTotal({ lines, discounts, customerDiscounts }: Discounted, at: Date): number {
  const isValid = ({ endsAt }: ChargeDiscount) => endsAt === null || endsAt > at;
  const own = discounts.filter(isValid);
  const common = own.length > 0 ? own : customerDiscounts.filter(isValid);
  const left = lines.map((line) => {
    const ofLine = line.discounts.filter(isValid);
    return ofLine.reduce((amount, discount) => sum(lessDiscount([amount], [line], discount)), line.amount);
  });
  return sum(common.reduce((amounts, discount) => lessDiscount(amounts, lines, discount), left));
}

/** Stripe rounds a percentage on each line, and takes an amount off all of them in proportion. */
function lessDiscount(amounts: readonly number[], lines: readonly ChargeLine[], discount: ChargeDiscount): number[] {
  const { percentOff, amountOff, products } = discount;
  const applies = lines.map(({ product }) => products === null || (product !== null && products.includes(product)));
  if (percentOff !== null) {
    const basisPoints = Math.round(percentOff * 100);
    return amounts.map((amount, index) =>
      applies[index] ? amount - Math.round((amount * basisPoints) / 10_000) : amount,
    );
  }
  const eligible = sum(amounts.filter((_, index) => applies[index]));
  const off = Math.min(amountOff ?? 0, eligible);
  let seen = 0;
  let taken = 0;
  return amounts.map((amount, index) => {
    if (!applies[index] || eligible === 0) return amount;
    seen += amount;
    const part = Math.round((off * seen) / eligible) - taken;
    taken += part;
    return amount - part;
  });
}

/** From the first renewal at which nothing changes any more: every discount has ended, and all credit is used. */
function regularCharge(facts: ChargeFacts, first: number, creditLeft: number): NextCharge["after"] {
  const lasting = {
    lines: facts.lines.map((line) => ({ ...line, discounts: line.discounts.filter(lasts) })),
    discounts: facts.discounts.filter(lasts),
    customerDiscounts: facts.customerDiscounts.filter(lasts),
  };
  const ends = [lasting, ...lasting.lines].flatMap(({ discounts }) => discounts.map(({ endsAt }) => endsAt));
  const settled = latest([...ends, ...lasting.customerDiscounts.map(({ endsAt }) => endsAt)]);
  let credit = creditLeft;
  for (let count = 1; count <= mostRenewals; count += 1) {
    const from = renewalOf(facts, count);
    const amount = invoiceTotal(lasting, from);
    if (from.getTime() >= settled && credit === 0) return amount === first ? null : { amount, from };
    credit = Math.max(0, credit - amount);
  }
  return null;
}

/** Looking further ahead says nothing to anybody. */
const mostRenewals = 120;

const lasts = ({ duration }: ChargeDiscount) => duration !== "once";

const latest = (dates: readonly (Date | null)[]): number => Math.max(0, ...dates.map((date) => date?.getTime() ?? 0));

/** The renewal that comes `count` intervals after the next one. */
export function renewalOf({ anchorAt, at, interval, intervalCount }: ChargeFacts, count: number): Date {
  const intervals = count * intervalCount;
  switch (interval) {
    case "day":
      return addDays(at, intervals);
    case "week":
      return addDays(at, 7 * intervals);
    case "month":
      return monthsAfter(anchorAt, monthsBetween(anchorAt, at) + intervals);
    case "year":
      return monthsAfter(anchorAt, monthsBetween(anchorAt, at) + 12 * intervals);
  }
}

/** Whether a price renews at `at` in the cycle of the anchor: with another interval the first period may be a part of one. */
export function isRenewal(anchorAt: Date, at: Date, { interval, intervalCount }: Interval): boolean {
  const length = intervalCount * (interval === "week" ? 7 * day : day);
  if (interval === "day" || interval === "week") return (at.getTime() - anchorAt.getTime()) % length === 0;
  const months = monthsBetween(anchorAt, at);
  const isWhole = months % (interval === "year" ? 12 * intervalCount : intervalCount) === 0;
  return isWhole && monthsAfter(anchorAt, months).getTime() === at.getTime();
}

/** Calendar months, whatever the day. */
const monthsBetween = (from: Date, to: Date): number => monthOf(to) - monthOf(from);
const monthOf = (at: Date) => at.getUTCFullYear() * 12 + at.getUTCMonth();

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
