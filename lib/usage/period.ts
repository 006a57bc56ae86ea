import type { Catalog } from "@/lib/catalog";
import { unreachable } from "@/lib/errors";

/** Half-open: `start` is in it, `end` is the next one's start. UTC. */
export type Period = { start: Date; end: Date };

/** The usage period that contains `now`, as the catalogue counts periods. */
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

/**
 * How long a period stays open for what happened in it and is reported late. It is the hour for which Stripe leaves the
 * invoice of a period that has ended a draft; after it, nothing changes any more.
 */
const openForMs = 60 * 60 * 1000;

/**
 * The period an event that happened at `at` counts in: its own while that is open, else the present one. Before the anchor
 * there were other bounds (the trial's), so what happened then counts in the present period as well. Pure.
 */
export function countingPeriod(kind: Catalog["usagePeriod"], anchor: Date, at: Date, now: Date): Period {
  const present = usagePeriod(kind, anchor, now);
  if (present.start <= at && at < present.end) return present;
  if (kind === "billing_month" && at < anchor) return present;
  const own = usagePeriod(kind, anchor, at);
  return isOpen(own, now) ? own : present;
}

/** Whether something may still be counted in a period at `now`. */
export const isOpen = ({ end }: Period, now: Date): boolean => now.getTime() < end.getTime() + openForMs;

/**
 * The month counted from the anchor's day and time that contains `now`. A day a month does not have is its last one, and
 * the anchor's day comes back after it: Jan 31 → Feb 28 → Mar 31 → Apr 30, as Stripe counts.
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

/** Always counted from the anchor itself: step by step, Jan 31 would become the 28th for good. */
function monthsAfter(anchor: Date, months: number): Date {
  const bound = new Date(anchor);
  bound.setUTCDate(1);
  bound.setUTCMonth(bound.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(bound.getUTCFullYear(), bound.getUTCMonth() + 1, 0)).getUTCDate();
  bound.setUTCDate(Math.min(anchor.getUTCDate(), lastDay));
  return bound;
}
