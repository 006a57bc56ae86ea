import type { Period } from "../period";
import type { Step } from "../thresholds/ladder";

const dayMs = 24 * 60 * 60 * 1000;

/** What was used on one UTC day. */
export type DayTotal = { day: string; amount: number };

/** The sum from the period's start to the end of a day; null for a day still to come. */
export type DayPoint = { day: string; used: number | null };

/** A level as it stood at the end of a UTC day. */
export type LevelReading = { day: string; level: number };

/** A step of the ladder and when it was told in this period. */
export type ToldStep = { step: Step; toldAt: Date };

/** The curve of a period: every UTC day of it, summed up. Pure. */
export function cumulate(period: Period, totals: readonly DayTotal[], now: Date): DayPoint[] {
  const byDay = new Map(totals.map(({ day, amount }) => [day, amount]));
  let sum = 0;
  return daysOf(period).map((day) => {
    if (day > dayOf(now)) return { day, used: null };
    sum += byDay.get(day) ?? 0;
    return { day, used: sum };
  });
}

/** The level at the end of every UTC day of a period: a day without a reading has the level of the day before. Pure. */
export function levelCurve(period: Period, readings: readonly LevelReading[], before: number, now: Date): DayPoint[] {
  const byDay = new Map(readings.map(({ day, level }) => [day, level]));
  let level = before;
  return daysOf(period).map((day) => {
    if (day > dayOf(now)) return { day, used: null };
    level = byDay.get(day) ?? level;
    return { day, used: level };
  });
}

/** A period that turns in the middle of a day has a part of it at both ends. */
function daysOf({ start, end }: Period): string[] {
  const days: string[] = [];
  for (let day = startOfDay(start); day < end.getTime(); day += dayMs) days.push(dayOf(new Date(day)));
  return days;
}

const startOfDay = (date: Date) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
const dayOf = (date: Date) => date.toISOString().slice(0, 10);
