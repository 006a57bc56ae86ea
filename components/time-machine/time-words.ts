import { formatDate, formatDateTime, isoDay } from "@/lib/dates";
import { addDays, day, hour, second } from "@/lib/durations";
import { formatCount } from "@/lib/numbers";

/** "Dec 6, 2026, 12:10 PM UTC". */
export const instantWords = (instant: string): string => formatDateTime(new Date(instant));

/** "Dec 6, 2026". */
export const dateWords = (instant: string): string => formatDate(new Date(instant));

/** How far product time is ahead of real time, given in seconds. */
export function aheadWords(shift: number): string {
  if (shift === 0) return "Same as real time";
  return `${length(shift * second)} ahead of real time`;
}

function length(ms: number): string {
  const [count, unit] = ms < day ? [Math.round(ms / hour), "hour"] : [Math.round(ms / day), "day"];
  return count < 1 ? "Less than an hour" : formatCount(count, unit);
}

/** The day after an instant, as a date field needs it. */
export const nextDay = (instant: string): string => isoDay(addDays(new Date(instant), 1));
