import cronParser from "cron-parser";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** By name, when a job runs by the clock, and whether it only checks. */
export type Timetable<Name extends string = string> = Readonly<Record<Name, { cron?: string; check?: true }>>;

/** What the next stop depends on. */
export type Way = {
  /** All that was due until then has been done. */
  at: Date;
  to: Date;
  /** When Stripe has something to do next. */
  stripe: Date | null;
  /** When a trial is over, or has a day at which it is written about. */
  trial: Date | null;
};

/**
 * Where a journey stops next: where Stripe has something to do, where a trial has come to something and the hourly jobs
 * have seen it, at the next full hour on a short journey or midnight (UTC) on a long one, or at its end.
 */
export function nextStop(way: Way, timetable: Timetable, long: boolean): Date {
  const stride = long ? day : hour;
  const stops = [way.to.getTime(), (Math.floor(way.at.getTime() / stride) + 1) * stride];
  if (way.stripe && way.stripe > way.at) stops.push(way.stripe.getTime());
  const stop = new Date(Math.min(...stops));
  return way.trial && way.trial < stop ? earlier(seenBy(timetable, way.trial), stop) : stop;
}

/** Journeys longer than this stop by the day; hour by hour, a year would take minutes. */
export const isLong = (from: Date, to: Date): boolean => to.getTime() - from.getTime() > 2 * day;

/**
 * The jobs of a story whose time lies after `since` and not after `until`: each once, however often its time came. What
 * runs each minute sweeps up after accidents of the wall's time and has no part in it.
 */
export function jobsBetween<Name extends string>(timetable: Timetable<Name>, since: Date, until: Date): Name[] {
  return scheduled(timetable, since, until).filter((name) => !timetable[name].check);
}

/** The checks whose time lies on a journey: a year of them would be long, and the last one sees everything. */
export function checksBetween<Name extends string>(timetable: Timetable<Name>, from: Date, to: Date): Name[] {
  return scheduled(timetable, from, to).filter((name) => timetable[name].check);
}

function scheduled<Name extends string>(timetable: Timetable<Name>, since: Date, until: Date): Name[] {
  return names(timetable).filter((name) => {
    const { cron } = timetable[name];
    if (cron === undefined || every(cron) <= minute) return false;
    return until.getTime() - since.getTime() >= every(cron) || nextRun(cron, since) <= until;
  });
}

/** The first instant at which every job that runs each hour, or more often, has run since `moment`. */
function seenBy(timetable: Timetable, moment: Date): Date {
  const crons = names(timetable).flatMap((name) => timetable[name]?.cron ?? []);
  const runs = crons.filter((cron) => every(cron) <= hour).map((cron) => nextRun(cron, justBefore(moment)).getTime());
  return new Date(Math.max(moment.getTime(), ...runs));
}

/** To read an expression takes milliseconds, and a year asks a thousand times. */
const readBefore = new Map<string, { every: number; expression: cronParser.CronExpression }>();

function read(cron: string) {
  const known = readBefore.get(cron);
  if (known) return known;
  const expression = cronParser.parseExpression(cron, { currentDate: new Date(0), tz: "UTC" });
  const first = expression.next().getTime();
  const made = { every: expression.next().getTime() - first, expression };
  readBefore.set(cron, made);
  return made;
}

/** How often a job runs, in milliseconds. */
const every = (cron: string): number => read(cron).every;

function nextRun(cron: string, after: Date): Date {
  const { expression } = read(cron);
  expression.reset(after);
  return expression.next().toDate();
}

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
const justBefore = (moment: Date): Date => new Date(moment.getTime() - 1);

/** `Object.keys` forgets which names they are. */
function names<Name extends string>(timetable: Timetable<Name>): Name[] {
  return Object.keys(timetable) as Name[];
}
