import { day, hour, minute } from "@/lib/durations";

/** When a schedule runs each day (UTC): milliseconds after midnight, ascending. */
type TimesOfDay = readonly number[];

/** Parsed once, because a year needs each schedule a thousand times. */
const parsed = new Map<string, TimesOfDay>();

/**
 * The next run after `after`, exclusive, of a schedule by the time of day: minute and hour are `*`, a number, or every so many
 * (`*` with `/5`).
 *
 * @throws Error for any other schedule.
 */
export function nextRun(cron: string, after: Date): Date {
  const times = timesOfDay(cron);
  const midnight = Math.floor(after.getTime() / day) * day;
  const today = times.find((time) => midnight + time > after.getTime());
  return new Date(today === undefined ? midnight + day + (times[0] ?? 0) : midnight + today);
}

/** How often a schedule runs, in milliseconds. @throws Error like `nextRun`. */
export function runsEvery(cron: string): number {
  const [first = 0, second = first + day] = timesOfDay(cron);
  return second - first;
}

function timesOfDay(cron: string): TimesOfDay {
  const known = parsed.get(cron);
  if (known) return known;
  const [minutes = "", hours = "", ...days] = cron.split(" ");
  if (days.join(" ") !== "* * *") throw new Error(`${cron} is not a schedule by the time of day.`);
  const times = values(hours, 24).flatMap((at) => values(minutes, 60).map((past) => at * hour + past * minute));
  parsed.set(cron, times);
  return times;
}

function values(field: string, count: number): number[] {
  const all = Array.from({ length: count }, (_, index) => index);
  const [, step] = /^\*(?:\/(\d+))?$/.exec(field) ?? [];
  const found = field.startsWith("*") ? all.filter((value) => value % Number(step ?? 1) === 0) : [Number(field)];
  if (found.length === 0 || found.some((value) => !all.includes(value)))
    throw new Error(`${field} is not a minute or hour of a schedule.`);
  return found;
}
