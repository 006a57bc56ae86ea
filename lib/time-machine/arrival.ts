import { addDays, day, hour } from "@/lib/durations";
import { invalidInput } from "@/lib/errors";

/** Guards against typos, because there is no way back. */
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
 * Parses the destination of a journey: `+14d`, `14 days`, `+1h`, `+2w`, `+1mo`, `+1y`, a date (`2027-03-01`, 00:00 UTC) or
 * an instant. Months and years are calendar ones: one month from January 31 is the last day of February.
 *
 * @throws GatehouseError `invalid_input` for anything else, the past, and more than five years.
 */
export function arrival(text: string, now: Date): Date {
  const to = byLength(text, now) ?? byDate(text);
  if (!to) throw invalidInput(`"${text}" isn't a time. Use +1h, +14d, +2w, +1mo, +1y or 2027-03-01.`);
  if (to <= now) throw invalidInput("Time moves forward only.");
  if (to > addDays(now, longestJourneyDays)) throw invalidInput("You can move time at most five years at once.");
  return to;
}

function byLength(text: string, now: Date): Date | undefined {
  const [, count, word] = /^\+?\s*(\d{1,5})\s*([a-z]+)$/i.exec(text.trim()) ?? [];
  const unit = words[word?.toLowerCase() ?? ""];
  return unit && later(now, Number(count), unit);
}

function later(now: Date, count: number, unit: NonNullable<(typeof words)[string]>): Date {
  const lengths = { hour, day, week: 7 * day };
  switch (unit) {
    case "month":
      return monthsLater(now, count);
    case "year":
      return monthsLater(now, 12 * count);
    default:
      return new Date(now.getTime() + count * lengths[unit]);
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
