import { formatShortDate } from "@/lib/dates";
import { day, hour, minute } from "@/lib/durations";

const units = [
  ["day", day],
  ["hour", hour],
  ["minute", minute],
] as const;
const words = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
const monthAndDay = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });

/** "just now", "5 minutes ago", "yesterday"; after two weeks the date in UTC, for lists. */
export function relativeTime(then: Date, now: Date): string {
  const passed = now.getTime() - then.getTime();
  if (passed >= 14 * day) return formatShortDate(then, now);
  const unit = units.find(([, length]) => passed >= length);
  return unit ? words.format(-Math.floor(passed / unit[1]), unit[0]) : "just now";
}

/** "Mar 4" for a calendar day (YYYY-MM-DD), which has no time zone. */
export const shortDay = (isoDate: string): string => monthAndDay.format(new Date(`${isoDate}T00:00:00Z`));
