import type { billingIntervals } from "@/db/schema";

type BillingInterval = { interval: (typeof billingIntervals)[number]; intervalCount: number };

/** After an amount: "/mo" and "/yr", other intervals " a week" and " every 3 months". */
export function perInterval(every: BillingInterval): string {
  const short = every.intervalCount === 1 ? shortIntervals[every.interval] : undefined;
  return short ? `/${short}` : ` ${everyInterval(every)}`;
}

const shortIntervals: Partial<Record<BillingInterval["interval"], string>> = { month: "mo", year: "yr" };

/** "a month", or "every 3 months". */
export const everyInterval = ({ interval, intervalCount }: BillingInterval): string =>
  intervalCount === 1 ? `a ${interval}` : `every ${intervalCount} ${interval}s`;

/** So many calendar months later, as Stripe counts: the same day, or the month's last one where there is none. UTC. */
export function monthsAfter(anchor: Date, months: number): Date {
  const last = new Date(Date.UTC(anchor.getUTCFullYear(), anchor.getUTCMonth() + months + 1, 0)).getUTCDate();
  const moved = new Date(anchor);
  moved.setUTCDate(1);
  moved.setUTCMonth(anchor.getUTCMonth() + months);
  moved.setUTCDate(Math.min(anchor.getUTCDate(), last));
  return moved;
}
