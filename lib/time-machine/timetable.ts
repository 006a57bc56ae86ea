import { day, hour, minute } from "@/lib/durations";
import { nextRun, runsEvery } from "./cron";

/** The schedule of each job, and whether it only checks. */
export type Timetable<Name extends string = string> = Readonly<Record<Name, { cron?: string; check?: true }>>;

/** What the next stop depends on. */
export type Route = {
  /** Everything due at Stripe until then has been done. */
  at: Date;
  /** Our own jobs have run until then. */
  jobsAt: Date;
  to: Date;
  /** When Stripe's next work is due. */
  stripe: Date | null;
  /** When a trial ends or is emailed about next, after `jobsAt`. */
  trial: Date | null;
};

/** A stop of a journey, and whether our own scheduled jobs run there too. */
export type NextStop = { at: Date; runsJobs: boolean };

/**
 * The next stop of a journey: where work of Stripe is due, where the hourly jobs have seen a trial end, at the next full hour
 * or midnight (UTC), or at the end.
 *
 * Our own jobs don't run where only Stripe's work is due. With many customers nearly all stops are of that kind, and the
 * jobs of the next hour or midnight find what has become due since.
 *
 * @param stride an hour or a day, in milliseconds.
 */
export function nextStop({ at, jobsAt, to, stripe, trial }: Route, timetable: Timetable, stride: number): NextStop {
  const regular = new Date((Math.floor(jobsAt.getTime() / stride) + 1) * stride);
  const own = earlier(to, trial && trial <= regular ? seenBy(timetable, trial) : regular);
  if (stripe && stripe > at && stripe < own) return { at: stripe, runsJobs: false };
  return { at: own, runsJobs: true };
}

/**
 * How far apart the stops for our own jobs are, in milliseconds. Long journeys stop daily: hour by hour, a year would take
 * minutes. Their first stop is at the full hour, for what was left to do when they began.
 */
export const strideOf = (from: Date, jobsAt: Date, to: Date): number =>
  isLong(from, to) && jobsAt > from ? day : hour;

const isLong = (from: Date, to: Date): boolean => to.getTime() - from.getTime() > 2 * day;

/**
 * The jobs scheduled after `since` and until `until`, each once. Jobs that run every minute clean up after real failures and
 * are left out.
 */
export function jobsBetween<Name extends string>(timetable: Timetable<Name>, since: Date, until: Date): Name[] {
  return scheduled(timetable, since, until).filter((name) => !timetable[name].check);
}

/** The checks scheduled during a journey. They run once at its end, which sees everything. */
export function checksBetween<Name extends string>(timetable: Timetable<Name>, from: Date, to: Date): Name[] {
  return scheduled(timetable, from, to).filter((name) => timetable[name].check);
}

function scheduled<Name extends string>(timetable: Timetable<Name>, since: Date, until: Date): Name[] {
  return names(timetable).filter((name) => {
    const { cron } = timetable[name];
    if (cron === undefined || runsEvery(cron) <= minute) return false;
    return until.getTime() - since.getTime() >= runsEvery(cron) || nextRun(cron, since) <= until;
  });
}

/** When every job that runs at least hourly has run since `moment`. */
function seenBy(timetable: Timetable, moment: Date): Date {
  const crons = names(timetable).flatMap((name) => timetable[name]?.cron ?? []);
  const runs = crons
    .filter((cron) => runsEvery(cron) <= hour)
    .map((cron) => nextRun(cron, justBefore(moment)).getTime());
  return new Date(Math.max(moment.getTime(), ...runs));
}

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);
const justBefore = (moment: Date): Date => new Date(moment.getTime() - 1);

/** `Object.keys` with the type of the names. */
function names<Name extends string>(timetable: Timetable<Name>): Name[] {
  return Object.keys(timetable) as Name[];
}
