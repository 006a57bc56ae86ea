import { dayAfter } from "../shifts/shift-time";

/** What was finished in a week, which begins on Monday. `dated` are the orders that had a due date. */
export type Week = { week: string; orders: number; good: number; scrap: number; dated: number; onTime: number };

/** The Monday of a calendar day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return dayAfter(day, 1 - weekday);
}

/** One entry per week for the last `count` weeks up to the one of `today`, oldest first. */
export function fillWeeks(found: readonly Week[], today: string, count: number): Week[] {
  const last = mondayOf(today);
  return Array.from({ length: count }, (_, index) => {
    const week = dayAfter(last, (index + 1 - count) * 7);
    return found.find((entry) => entry.week === week) ?? { week, orders: 0, good: 0, scrap: 0, dated: 0, onTime: 0 };
  });
}

/** `part` of `whole` as a ratio; undefined when there is nothing to compare with. */
export const ratio = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);

/** The part of everything made that had to be thrown away. */
export const scrapRate = ({ good, scrap }: Pick<Week, "good" | "scrap">) => ratio(scrap, good + scrap);
export const onTimeRate = ({ onTime, dated }: Pick<Week, "onTime" | "dated">) => ratio(onTime, dated);
