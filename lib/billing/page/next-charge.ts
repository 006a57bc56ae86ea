type Interval = "month" | "year";

/** What the next charge depends on. Amounts in minor units of `currency`. */
export type ChargeFacts = {
  currency: string;
  interval: Interval;
  /** The day the periods are anchored on. */
  anchorAt: Date;
  /** The next renewal. */
  at: Date;
  /** The price of each recurring item times its quantity, as of the renewal. */
  lines: readonly number[];
  discounts: readonly ChargeDiscount[];
  /** What the customer has as credit at Stripe. */
  credit: number;
  /** Whether usage beyond the plan is added. */
  plusUsage: boolean;
};

export type ChargeDiscount = {
  percentOff: number | null;
  /** Off each invoice. */
  amountOff: number | null;
  endsAt: Date | null;
};

export type NextCharge = {
  at: Date;
  /** What is charged: after discounts and credit, before tax. */
  amount: number;
  /** The credit used for it. */
  credit: number;
  currency: string;
  interval: Interval;
  /** Usage beyond the plan is added to it. */
  plusUsage: boolean;
  /** The regular charge, from the first renewal at which it differs; null if it doesn't. */
  after: { amount: number; from: Date } | null;
};

/** What the next invoice charges, and what the following ones do once discounts have ended and credit is used up. Pure. */
export function nextCharge(facts: ChargeFacts): NextCharge {
  const { at, currency, interval, plusUsage } = facts;
  const total = invoiceTotal(facts, at);
  const credit = Math.min(total, Math.max(0, facts.credit));
  return {
    at,
    amount: total - credit,
    credit,
    currency,
    interval,
    plusUsage,
    after: regularCharge(facts, total, credit),
  };
}

/** Stripe rounds a percentage on each line, and takes an amount off the whole invoice. */
function invoiceTotal({ lines, discounts }: ChargeFacts, at: Date): number {
  const valid = discounts.filter(({ endsAt }) => endsAt === null || endsAt > at);
  return valid.reduce((left, { percentOff, amountOff }) => {
    const off = percentOff === null ? (amountOff ?? 0) : percentOf(lines, left, percentOff);
    return Math.max(0, left - off);
  }, sum(lines));
}

function percentOf(lines: readonly number[], left: number, percentOff: number): number {
  const ratio = sum(lines) === 0 ? 0 : left / sum(lines);
  return sum(lines.map((line) => Math.round((line * ratio * percentOff) / 100)));
}

function regularCharge(facts: ChargeFacts, first: number, credit: number): NextCharge["after"] {
  const ends = facts.discounts.flatMap(({ endsAt }) => (endsAt && endsAt > facts.at ? [endsAt.getTime()] : []));
  const settled = ends.length > 0 ? new Date(Math.max(...ends)) : null;
  const from = renewalAfter(facts, settled);
  const amount = invoiceTotal(facts, from);
  return amount === first && credit === 0 ? null : { amount, from };
}

/** The first renewal after the next one that isn't before `settled`. */
function renewalAfter({ anchorAt, at, interval }: ChargeFacts, settled: Date | null): Date {
  const step = interval === "year" ? 12 : 1;
  const months = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
  let count = months(at) - months(anchorAt) + step;
  while (settled !== null && monthsAfter(anchorAt, count) < settled) count += step;
  return monthsAfter(anchorAt, count);
}

/** As Stripe does: the anchor's day, or the month's last one where there is none. */
function monthsAfter(anchor: Date, months: number): Date {
  const last = new Date(Date.UTC(anchor.getUTCFullYear(), anchor.getUTCMonth() + months + 1, 0)).getUTCDate();
  const moved = new Date(anchor);
  moved.setUTCDate(1);
  moved.setUTCMonth(anchor.getUTCMonth() + months);
  moved.setUTCDate(Math.min(anchor.getUTCDate(), last));
  return moved;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
