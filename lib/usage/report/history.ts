import { isoDay } from "@/lib/dates";
import { day as dayMs } from "@/lib/durations";
import type { Period } from "../period";
import type { NoticeStep } from "../thresholds/thresholds";

/** Usage on one UTC day. */
export type DayTotal = { day: string; amount: number };

/** Usage from the start of the period to the end of a day; null for a day in the future. */
export type DayPoint = { day: string; used: number | null };

/** A gauge's level at the end of a UTC day. */
export type LevelReading = { day: string; level: number };

/** A threshold that was reached in this period, and when. */
export type ReachedAt = { step: NoticeStep; at: Date };

/** Cumulative usage for every UTC day of a period. Pure. */
export function cumulate(period: Period, totals: readonly DayTotal[], now: Date): DayPoint[] {
  const byDay = new Map(totals.map(({ day, amount }) => [day, amount]));
  let sum = 0;
  return daysOf(period).map((day) => {
    if (day > isoDay(now)) return { day, used: null };
    sum += byDay.get(day) ?? 0;
    return { day, used: sum };
  });
}

/** The level at the end of every UTC day of a period. A day without a reading keeps the level of the day before. Pure. */
export function levelCurve(period: Period, readings: readonly LevelReading[], before: number, now: Date): DayPoint[] {
  const byDay = new Map(readings.map(({ day, level }) => [day, level]));
  let level = before;
  return daysOf(period).map((day) => {
    if (day > isoDay(now)) return { day, used: null };
    level = byDay.get(day) ?? level;
    return { day, used: level };
  });
}

/** A period that starts in the middle of a day has part of a day at both ends. */
function daysOf({ start, end }: Period): string[] {
  const days: string[] = [];
  for (let day = startOfDay(start); day < end.getTime(); day += dayMs) days.push(isoDay(new Date(day)));
  return days;
}

const startOfDay = (date: Date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
