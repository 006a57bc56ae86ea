import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { addMonths, monthKey, monthStart } from "../months";
import type { Period } from "../period-sums";
import type { Span } from "./read-sums";

/** The last `count` days up to `now`, in steps of `step` days. The last step ends today, so the first one may begin earlier. */
export function daySpan(now: Date, count: number, step = 1): Span {
  const steps = Math.ceil(count / step);
  const periods = Array.from({ length: steps }, (_, index): Period => {
    const firstDay = isoDay(addDays(now, 1 - step * (steps - index)));
    return { name: firstDay, firstDay, lastDay: isoDay(addDays(now, -step * (steps - index - 1))) };
  });
  return { grain: { days: step }, periods };
}

/** The last `count` months up to that of `now`. */
export function monthSpan(now: Date, count: number): Span {
  const last = monthStart(now);
  const periods = Array.from({ length: count }, (_, index) => monthPeriod(addMonths(last, index - count + 1)));
  return { grain: { months: true }, periods };
}

/** The months from one to another, inclusive: `2026-01`. */
export function monthsBetween(from: string, to: string): Span {
  const periods: Period[] = [];
  for (let month = new Date(`${from}-01`); monthKey(month) <= to; month = addMonths(month, 1)) {
    periods.push(monthPeriod(month));
  }
  return { grain: { months: true }, periods };
}

function monthPeriod(start: Date): Period {
  const firstDay = isoDay(start);
  return { name: firstDay, firstDay, lastDay: isoDay(addDays(addMonths(start, 1), -1)) };
}

/** What the rows of a span are asked for by: all of its days or months, and its last one. */
export function rowPeriods({ grain, periods }: Span): { whole: string; end: string } {
  const written = (day: string) => ("days" in grain ? day : day.slice(0, 7));
  const end = written(periods.at(-1)?.lastDay ?? "");
  const start = written(periods[0]?.firstDay ?? "");
  return { whole: start === end ? end : `${start}..${end}`, end };
}
