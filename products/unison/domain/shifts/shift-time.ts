import { localDay } from "../work-orders/work-order";

/** Local times as `06:00` or `06:00:00`. A shift that ends at or before its start ends on the next day. */
export type Shift = { name: string; startsAt: string; endsAt: string };

const minutesInDay = 24 * 60;

/** Minutes after midnight. */
export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

export const isOvernight = ({ startsAt, endsAt }: Pick<Shift, "startsAt" | "endsAt">): boolean =>
  minuteOf(endsAt) <= minuteOf(startsAt);

/** Minutes after the midnight of the day it starts on; the end can be after the next midnight. */
export function spanOf(shift: Pick<Shift, "startsAt" | "endsAt">): { start: number; end: number } {
  const start = minuteOf(shift.startsAt);
  return { start, end: minuteOf(shift.endsAt) + (isOvernight(shift) ? minutesInDay : 0) };
}

/**
 * How many minutes of a working day at least one of the shifts runs, from minute `after` on. What two shifts share counts once.
 * An overnight shift belongs to the day it starts on.
 */
export function workedMinutes(shifts: readonly Pick<Shift, "startsAt" | "endsAt">[], after = 0): number {
  const spans = shifts.map(spanOf).sort((a, b) => a.start - b.start);
  let worked = 0;
  let until = after;
  for (const { start, end } of spans) {
    worked += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return worked;
}

/** Minutes after midnight at `instant` in `timeZone`, by the clock on the wall. */
export function localMinute(instant: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const named = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return Number(named.hour) * 60 + Number(named.minute);
}

/** The day before or after a calendar day (YYYY-MM-DD). */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/**
 * The shift that runs at `instant`, and the calendar day it started on: after midnight, a night shift is still yesterday's. Outside of any shift,
 * only the day. Of shifts that overlap, the one that started last.
 */
export function shiftAt(
  shifts: readonly Shift[],
  instant: Date,
  timeZone: string,
): { shift: string | null; day: string } {
  const today = localDay(instant, timeZone);
  const minute = localMinute(instant, timeZone);
  const running = shifts
    .flatMap((shift) => {
      const { start, end } = spanOf(shift);
      if (minute >= start && minute < end) return [{ name: shift.name, start, day: today }];
      const sinceYesterday = minute + minutesInDay;
      if (sinceYesterday >= start && sinceYesterday < end)
        return [{ name: shift.name, start: start - minutesInDay, day: dayAfter(today, -1) }];
      return [];
    })
    .sort((a, b) => b.start - a.start);
  const [current] = running;
  return current ? { shift: current.name, day: current.day } : { shift: null, day: today };
}
