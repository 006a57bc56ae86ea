import { capacityOn, type Hours } from "@/products/unison/domain/schedule/schedule";
import { dayAfter } from "@/products/unison/domain/shifts/shift-time";

const fewestDays = 7;
const mostDays = 14;

/** The days that are drawn, from today on: up to the last one that matters, but no more than two weeks. */
export function timelineDays(today: string, important: readonly (string | null)[]): string[] {
  const last = important.reduce<string>((latest, day) => (day !== null && day > latest ? day : latest), today);
  const days: string[] = [];
  for (let day = today; days.length < fewestDays || (days.length < mostDays && day <= last); day = dayAfter(day, 1))
    days.push(day);
  return days;
}

/** A part of the timeline, in percent of its width. */
type Part = { left: number; width: number };

export type Bar = {
  /** The work that ends in time, and what is left after the due day. Absent where there is none in sight. */
  onTime?: Part;
  late?: Part;
  /** The end of the due day. */
  due?: number;
};

/** Where an order stands on the timeline. Days after the last one aren't drawn. */
export function barOf(
  days: readonly string[],
  { startsOn, finishesOn, dueOn }: { startsOn: string | null; finishesOn: string | null; dueOn: string | null },
): Bar {
  const width = 100 / days.length;
  const part = (from: number, to: number): Part | undefined =>
    to > from ? { left: from * width, width: (to - from) * width } : undefined;
  /** How many of the days have passed at the end of a day. */
  const passed = (day: string) => days.filter((each) => each <= day).length;
  const dueEnd = dueOn === null ? Number.POSITIVE_INFINITY : passed(dueOn);
  const start = startsOn === null ? 0 : days.filter((each) => each < startsOn).length;
  const end = startsOn === null || finishesOn === null ? 0 : passed(finishesOn);
  const onTime = part(start, Math.min(end, dueEnd));
  const late = part(Math.max(start, dueEnd), end);
  const last = days.at(-1) ?? "";
  return {
    ...(onTime ? { onTime } : {}),
    ...(late ? { late } : {}),
    ...(dueOn !== null && dueOn <= last ? { due: dueEnd * width } : {}),
  };
}

/** Vertical lines between the days, and a shade on those without a shift, as one CSS background. */
export function dayBackground(days: readonly string[], hours: Hours): string {
  const width = 100 / days.length;
  const stops = days.map((day, index) => {
    // Late in the evening today has no minutes left, but it isn't a day off.
    const works = day === hours.today || capacityOn(day, hours) > 0;
    return `${works ? "transparent" : "var(--muted)"} ${index * width}% ${(index + 1) * width}%`;
  });
  return `repeating-linear-gradient(to right, var(--border) 0 1px, transparent 1px ${width}%), linear-gradient(to right, ${stops.join(", ")})`;
}
