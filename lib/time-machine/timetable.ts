import cronParser from "cron-parser";
import { day, hour, minute } from "@/lib/durations";

/** The schedule of each job, and whether it only checks. */
export type Timetable<Name extends string = string> = Readonly<Record<Name, { cron?: string; check?: true }>>;

/** What the next stop depends on. */
export type Route = {
  /** Everything due until then has been done. */
  at: Date;
  to: Date;
  /** When Stripe's next work is due. */
  stripe: Date | null;
  /** When a trial ends or is emailed about next. */
  trial: Date | null;
};

/**
 * The next stop of a journey: where work of Stripe is due, where the hourly jobs have seen a trial end, at the next full hour
 * of a short journey or midnight (UTC) of a long one, or at the end.
 */
export function nextStop(route: Route, timetable: Timetable, long: boolean): Date {
  const stride = long ? day : hour;
  const stops = [route.to.getTime(), (Math.floor(route.at.getTime() / stride) + 1) * stride];
  if (route.stripe && route.stripe > route.at) stops.push(route.stripe.getTime());
  const stop = new Date(Math.min(...stops));
  return route.trial && route.trial < stop ? earlier(seenBy(timetable, route.trial), stop) : stop;
}

/** Long journeys stop daily. Hour by hour, a year would take minutes. */
export const isLong = (from: Date, to: Date): boolean => to.getTime() - from.getTime() > 2 * day;

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
    if (cron === undefined || every(cron) <= minute) return false;
    return until.getTime() - since.getTime() >= every(cron) || nextRun(cron, since) <= until;
  });
}

/** When every job that runs at least hourly has run since `moment`. */
function seenBy(timetable: Timetable, moment: Date): Date {
  const crons = names(timetable).flatMap((name) => timetable[name]?.cron ?? []);
  const runs = crons.filter((cron) => every(cron) <= hour).map((cron) => nextRun(cron, justBefore(moment)).getTime());
  return new Date(Math.max(moment.getTime(), ...runs));
}

/** Parsing takes milliseconds, and a year needs it a thousand times. */
const parsed = new Map<string, { every: number; expression: cronParser.CronExpression }>();

function read(cron: string) {
  const known = parsed.get(cron);
  if (known) return known;
  const expression = cronParser.parseExpression(cron, { currentDate: new Date(0), tz: "UTC" });
  const first = expression.next().getTime();
  const made = { every: expression.next().getTime() - first, expression };
  parsed.set(cron, made);
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

/** `Object.keys` with the type of the names. */
function names<Name extends string>(timetable: Timetable<Name>): Name[] {
  return Object.keys(timetable) as Name[];
}
