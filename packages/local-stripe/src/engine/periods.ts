export type Interval = "day" | "week" | "month" | "year";

export interface Cadence {
  interval: Interval;
  interval_count: number;
  /** The requested day of the month, if the anchor's own month was too short for it. */
  day?: number;
}

/** In seconds. The end is excluded. */
export interface Period {
  start: number;
  end: number;
}

const day = 86_400;

/**
 * The `steps`-th boundary after the anchor. Months and years keep the anchor's day, or use the last day of shorter
 * months, always counted from the anchor: January 31, February 28, March 31.
 */
export function boundary(anchor: number, cadence: Cadence, steps: number): number {
  const count = cadence.interval_count * steps;
  switch (cadence.interval) {
    case "day":
      return anchor + count * day;
    case "week":
      return anchor + count * 7 * day;
    case "month":
      return addMonths(anchor, count, cadence.day);
    case "year":
      return addMonths(anchor, count * 12, cadence.day);
    default:
      return cadence.interval satisfies never;
  }
}

/** The period of the anchor's cycle that contains `at`. A boundary belongs to the period it starts. */
export function periodContaining(anchor: number, cadence: Cadence, at: number): Period {
  let steps = Math.floor((at - anchor) / approximateLength(cadence));
  while (boundary(anchor, cadence, steps) > at) steps -= 1;
  while (boundary(anchor, cadence, steps + 1) <= at) steps += 1;
  return { start: boundary(anchor, cadence, steps), end: boundary(anchor, cadence, steps + 1) };
}

/** Splits a time range at the boundaries of the anchor's cycle, without gaps. */
export function splitByCycle(anchor: number, cadence: Cadence, { start, end }: Period): Period[] {
  const found: Period[] = [];
  for (let at = start; at < end; at = found.at(-1)?.end ?? end)
    found.push({ start: at, end: Math.min(periodContaining(anchor, cadence, at).end, end) });
  return found;
}

export function sameCadence(a: Cadence, b: Cadence): boolean {
  return a.interval === b.interval && a.interval_count === b.interval_count;
}

function addMonths(from: number, months: number, day?: number): number {
  const date = new Date(from * 1000);
  const requestedDay = day ?? date.getUTCDate();
  const target = new Date(date);
  target.setUTCDate(1);
  target.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(requestedDay, lastDay));
  return Math.floor(target.getTime() / 1000);
}

function approximateLength(cadence: Cadence): number {
  const days = { day: 1, week: 7, month: 30.44, year: 365.25 }[cadence.interval];
  return days * day * cadence.interval_count;
}
