const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 24 * 60 * 60 * 1000],
  ["hour", 60 * 60 * 1000],
  ["minute", 60 * 1000],
];
const words = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
const dates = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", timeZone: "UTC" });

/** "just now", "5 minutes ago", "yesterday"; after two weeks the date (UTC). */
export function relativeTime(then: Date, now: Date): string {
  const passed = now.getTime() - then.getTime();
  if (passed >= 14 * 24 * 60 * 60 * 1000) return dates.format(then);
  const unit = units.find(([, length]) => passed >= length);
  return unit ? words.format(-Math.floor(passed / unit[1]), unit[0]) : "just now";
}

/** "Mar 4" of a calendar day (YYYY-MM-DD), which has no time zone. */
export const shortDay = (day: string): string => dates.format(new Date(`${day}T00:00:00Z`));
