type Interval = "month" | "year";

/** What the next charge depends on. Amounts in minor units of `currency`. */
export type ChargeFacts = {
  currency: string;
  interval: Interval;
  /** How many intervals the plan is charged for at once. */
  intervalCount: number;
  /** The day the periods are anchored on. */
  anchorAt: Date;
  /** The next renewal. */
  at: Date;
  /** The recurring items as of the renewal. */
  lines: readonly ChargeLine[];
  /** Those of the whole subscription, in the order Stripe applies them. */
  discounts: readonly ChargeDiscount[];
  /** Prorations and other invoice items that wait for it: those that discounts apply to, and those they don't. */
  pending: { fixed: number; discountable: number };
  /** The customer's balance at Stripe: negative if it's credit, positive if it's added to the next invoice. */
  balance: number;
  /** Whether usage beyond the plan is added. */
  plusUsage: boolean;
};

export type ChargeLine = {
  /** The price times the quantity. */
  amount: number;
  /** It's charged every so many months; null for each renewal. Longer than the plan's: not each time. */
  months: number | null;
  /** The Stripe product, for discounts that are for some products only. */
  product: string | null;
  discounts: readonly ChargeDiscount[];
};

export type ChargeDiscount = {
  percentOff: number | null;
  /** Off each invoice. */
  amountOff: number | null;
  endsAt: Date | null;
  /** Whether it's for the next invoice only. */
  once: boolean;
  /** The Stripe products it's for; null: all. */
  products: readonly string[] | null;
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
  const credit = Math.min(Math.max(0, total), Math.max(0, -facts.balance));
  return {
    at,
    amount: Math.max(0, total - credit + Math.max(0, facts.balance)),
    credit,
    currency,
    interval,
    plusUsage,
    after: regularCharge(facts, total - credit + Math.max(0, facts.balance)),
  };
}

type Amount = Pick<ChargeLine, "amount" | "product">;

/** Stripe takes the discounts of an item off it first, then those of the whole invoice, one after the other. */
function invoiceTotal({ lines, pending, discounts, anchorAt, at: first }: ChargeFacts, at: Date): number {
  const isValid = ({ endsAt, once }: ChargeDiscount) => (endsAt === null || endsAt > at) && (!once || at <= first);
  const due = lines.filter(({ months }) => months === null || (monthOf(at) - monthOf(anchorAt)) % months === 0);
  const own = due.flatMap((line) => line.discounts.filter(isValid).reduce(less, [line]));
  const waiting = at > first ? { fixed: 0, discountable: 0 } : pending;
  const all = [...own, { amount: waiting.discountable, product: null }];
  return sum(discounts.filter(isValid).reduce(less, all)) + waiting.fixed;
}

/** A percentage is rounded on each line. An amount is spread over the lines, and takes no more than there is. */
function less(lines: readonly Amount[], { percentOff, amountOff, products }: ChargeDiscount): Amount[] {
  const isFor = ({ product }: Amount) => products === null || (product !== null && products.includes(product));
  const total = sum(lines.filter(isFor));
  const off = Math.min(amountOff ?? 0, Math.max(0, total));
  let [passed, taken] = [0, 0];
  return lines.map((line) => {
    if (!isFor(line)) return line;
    if (percentOff !== null) return { ...line, amount: line.amount - Math.round((line.amount * percentOff) / 100) };
    passed += line.amount;
    const share = total === 0 ? 0 : Math.round((off * passed) / total) - taken;
    taken += share;
    return { ...line, amount: line.amount - share };
  });
}

function regularCharge(facts: ChargeFacts, first: number): NextCharge["after"] {
  const all = [...facts.discounts, ...facts.lines.flatMap(({ discounts }) => discounts)];
  const ends = all.flatMap(({ endsAt }) => (endsAt && endsAt > facts.at ? [endsAt.getTime()] : []));
  const settled = ends.length > 0 ? new Date(Math.max(...ends)) : null;
  const from = renewalAfter(facts, settled);
  const amount = invoiceTotal(facts, from);
  return amount === first ? null : { amount, from };
}

/** The first renewal after the next one that isn't before `settled`. */
function renewalAfter({ anchorAt, at, interval, intervalCount }: ChargeFacts, settled: Date | null): Date {
  const step = (interval === "year" ? 12 : 1) * intervalCount;
  let count = monthOf(at) - monthOf(anchorAt) + step;
  while (settled !== null && monthsAfter(anchorAt, count) < settled) count += step;
  return monthsAfter(anchorAt, count);
}

/** The first renewal after `now` of what is charged every so many months. */
export function renewalFrom(anchorAt: Date, months: number, now: Date): Date {
  let count = Math.max(0, Math.floor((monthOf(now) - monthOf(anchorAt)) / months) * months);
  while (monthsAfter(anchorAt, count) <= now) count += months;
  return monthsAfter(anchorAt, count);
}

const monthOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();

/** As Stripe does: the anchor's day, or the month's last one where there is none. */
function monthsAfter(anchor: Date, months: number): Date {
  const last = new Date(Date.UTC(anchor.getUTCFullYear(), anchor.getUTCMonth() + months + 1, 0)).getUTCDate();
  const moved = new Date(anchor);
  moved.setUTCDate(1);
  moved.setUTCMonth(anchor.getUTCMonth() + months);
  moved.setUTCDate(Math.min(anchor.getUTCDate(), last));
  return moved;
}

const sum = (lines: readonly Amount[]): number => lines.reduce((total, { amount }) => total + amount, 0);
