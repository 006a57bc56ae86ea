import { utcOf } from "./values";

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Minutes that local time in the zone is ahead of UTC, by instant. Zones change on the quarter hour at most. */
export function offsetsOf(timeZone: string): (at: Date) => number {
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at.getTime() / 900_000);
    const stored = known.get(quarter);
    if (stored !== undefined) return stored;
    const offset = offsetAt(timeZone, new Date(quarter * 900_000));
    known.set(quarter, offset);
    return offset;
  };
}

function offsetAt(timeZone: string, at: Date): number {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    const digits = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
    formatter = new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", ...digits });
    formatters.set(timeZone, formatter);
  }
  const part = Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  return Math.round((Date.UTC(year, month - 1, day, hour, minute) - at.getTime()) / 60_000);
}

/** When a day such as `2026-11-30` begins in the zone. */
export function startOfDay(day: string, timeZone: string): Date {
  return new Date(utcOf(Date.parse(`${day}T00:00:00Z`), offsetsOf(timeZone)));
}

/** The day of an instant in the zone, such as `2026-11-30`. */
export function dayIn(at: Date, timeZone: string): string {
  return new Date(at.getTime() + offsetsOf(timeZone)(at) * 60_000).toISOString().slice(0, 10);
}

/** `2026-11-30` and 1 → `2026-12-01`. */
export const shiftDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Whether Intl knows the zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone });
    return true;
  } catch {
    return false;
  }
}
