import { invalidInput } from "@/lib/errors";

const hour = 3_600;
const day = 24 * hour;
/** A slip of the finger shall not take the data along for a century; there is no way back. */
export const longestJourneyDays = 5 * 366;

const words: Readonly<Record<string, "hour" | "day" | "week" | "month" | "year">> = {
  h: "hour",
  hour: "hour",
  hours: "hour",
  d: "day",
  day: "day",
  days: "day",
  w: "week",
  week: "week",
  weeks: "week",
  mo: "month",
  month: "month",
  months: "month",
  y: "year",
  year: "year",
  years: "year",
};

/**
 * Where a journey leads: `+14d`, `14 days`, `+1h`, `+2w`, `+1mo`, `+1y`, or a date (`2027-03-01`, its first instant in UTC)
 * or an instant. Months and years are the calendar's: from January 31 one month leads to the last of February.
 *
 * @throws GatehouseError `invalid_input` when it is none of these, leads back, or too far.
 */
export function arrival(text: string, now: Date): Date {
  const to = byLength(text, now) ?? byDate(text);
  if (!to) throw invalidInput(`Say how far or until when: +1h, +14d, +2w, +1mo, +1y or 2027-03-01, not "${text}".`);
  if (to <= now) throw invalidInput("Time moves forward only.");
  if (to.getTime() - now.getTime() > longestJourneyDays * day * 1000)
    throw invalidInput("At most five years at a time.");
  return to;
}

function byLength(text: string, now: Date): Date | undefined {
  const [, count, word] = /^\+?\s*(\d{1,5})\s*([a-z]+)$/i.exec(text.trim()) ?? [];
  const unit = words[word?.toLowerCase() ?? ""];
  return unit && later(now, Number(count), unit);
}

function later(now: Date, count: number, unit: NonNullable<(typeof words)[string]>): Date {
  const seconds = { hour, day, week: 7 * day };
  switch (unit) {
    case "month":
      return monthsLater(now, count);
    case "year":
      return monthsLater(now, 12 * count);
    default:
      return new Date(now.getTime() + count * seconds[unit] * 1000);
  }
}

function monthsLater(now: Date, months: number): Date {
  const lastOfMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months + 1, 0)).getUTCDate();
  const then = new Date(now);
  then.setUTCDate(1);
  then.setUTCMonth(now.getUTCMonth() + months);
  then.setUTCDate(Math.min(now.getUTCDate(), lastOfMonth));
  return then;
}

function byDate(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text.trim())) return undefined;
  const date = new Date(text.trim());
  return Number.isNaN(date.getTime()) ? undefined : date;
}
