export type Interval = "day" | "week" | "month" | "year";

export interface Cadence {
  interval: Interval;
  interval_count: number;
}

/** Half-open, in seconds. */
export interface Period {
  start: number;
  end: number;
}

const day = 86_400;

/**
 * The `steps`-th boundary counted from the anchor. Months and years keep the anchor's day and fall back to the month's
 * last day where it is missing, from the anchor each time: January 31, February 28, March 31.
 */
export function boundary(anchor: number, cadence: Cadence, steps: number): number {
  const count = cadence.interval_count * steps;
  switch (cadence.interval) {
    case "day":
      return anchor + count * day;
    case "week":
      return anchor + count * 7 * day;
    case "month":
      return addMonths(anchor, count);
    case "year":
      return addMonths(anchor, count * 12);
    default:
      return cadence.interval satisfies never;
  }
}

/** The period of the anchor's grid that contains `at`; `at` on a boundary begins a new one. */
export function periodContaining(anchor: number, cadence: Cadence, at: number): Period {
  let steps = Math.floor((at - anchor) / roughLength(cadence));
  while (boundary(anchor, cadence, steps) > at) steps -= 1;
  while (boundary(anchor, cadence, steps + 1) <= at) steps += 1;
  return { start: boundary(anchor, cadence, steps), end: boundary(anchor, cadence, steps + 1) };
}

export function sameCadence(a: Cadence, b: Cadence): boolean {
  return a.interval === b.interval && a.interval_count === b.interval_count;
}

function addMonths(from: number, months: number): number {
  const date = new Date(from * 1000);
  const target = new Date(date);
  target.setUTCDate(1);
  target.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return Math.floor(target.getTime() / 1000);
}

function roughLength(cadence: Cadence): number {
  const days = { day: 1, week: 7, month: 30.44, year: 365.25 }[cadence.interval];
  return days * day * cadence.interval_count;
}
