import type { Catalog } from "@/lib/catalog";
import { hour } from "@/lib/durations";
import { unreachable } from "@/lib/errors";

/** Half-open, in UTC: includes `start`, and `end` is the start of the next one. */
export type Period = { start: Date; end: Date };

/** The usage period that contains `now`. Pure. */
export function usagePeriod(kind: Catalog["usagePeriod"], anchor: Date, now: Date): Period {
  switch (kind) {
    case "billing_month":
      return billingMonth(anchor, now);
    case "calendar_month":
      return calendarMonth(now);
    default:
      return unreachable(kind);
  }
}

/** How long an ended period accepts late events: the hour for which Stripe keeps its invoice a draft. */
const openForMs = hour;

/**
 * The period that an event of the time `at` counts in: its own while that is open, else the current one. Events from
 * before the anchor count in the current period too, because periods had other bounds then (the trial's). Pure.
 */
export function countingPeriod(kind: Catalog["usagePeriod"], anchor: Date, at: Date, now: Date): Period {
  const present = usagePeriod(kind, anchor, now);
  if (present.start <= at && at < present.end) return present;
  if (kind === "billing_month" && at < anchor) return present;
  const own = usagePeriod(kind, anchor, at);
  return isOpen(own, now) ? own : present;
}

/** Whether a period still accepts events at `now`. */
export const isOpen = ({ end }: Period, now: Date): boolean => now.getTime() < end.getTime() + openForMs;

/**
 * The month that contains `now`, counted from the day and time of the anchor. In a shorter month it starts on the last day,
 * and afterwards on the anchor's day again, as at Stripe: Jan 31 → Feb 28 → Mar 31 → Apr 30.
 */
export function billingMonth(anchor: Date, now: Date): Period {
  const guess = monthsBetween(anchor, now);
  const step = monthsAfter(anchor, guess) <= now ? guess : guess - 1;
  return { start: monthsAfter(anchor, step), end: monthsAfter(anchor, step + 1) };
}

/** From the first of the month, 00:00 UTC. */
export function calendarMonth(now: Date): Period {
  const year = now.getUTCFullYear();
  const month = now.getUTCMonth();
  return { start: new Date(Date.UTC(year, month, 1)), end: new Date(Date.UTC(year, month + 1, 1)) };
}

function monthsBetween(from: Date, to: Date): number {
  return (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
}

/** Counted from the anchor itself. Month by month, Jan 31 would stay on the 28th after February. */
function monthsAfter(anchor: Date, months: number): Date {
  const bound = new Date(anchor);
  bound.setUTCDate(1);
  bound.setUTCMonth(bound.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(bound.getUTCFullYear(), bound.getUTCMonth() + 1, 0)).getUTCDate();
  bound.setUTCDate(Math.min(anchor.getUTCDate(), lastDay));
  return bound;
}
