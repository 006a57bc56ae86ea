import { addDays, day, hour, minute } from "@/lib/durations";
import { wholeSeconds } from "./calendar";
import type { Random } from "./random";

/** Months in which manufacturers look for software, and months in which they don't, January first. */
const seasons = [1.15, 1.1, 1.15, 1.05, 1, 0.95, 0.75, 0.7, 1.15, 1.2, 1.1, 0.65];

/** How much more or less people look for software on a day: by season, and hardly at the weekend. */
export const seasonOf = (at: Date): number => (seasons[at.getUTCMonth()] ?? 1) * (isWeekend(at) ? 0.2 : 1);

/** How much stronger sign-ups are at the end of two years than at their start. */
const growth = 2.6;

/**
 * When a customer signed up: more often later than earlier, by season, on working days and in working hours. It depends on
 * the customer's own random numbers alone, so more customers don't move the others.
 */
export function signUpTime(random: Random, from: Date, until: Date): Date {
  const length = until.getTime() - from.getTime();
  for (let tries = 0; ; tries += 1) {
    const share = random.next();
    const at = atWork(random, new Date(from.getTime() + share * length));
    const likelihood = seasonOf(at) * (1 + (growth - 1) * share);
    const accepted = random.chance(likelihood / (1.2 * growth));
    if ((accepted || tries > 200) && at >= from && at < until) return wholeSeconds(at);
  }
}

/** From the morning on the East Coast to the evening in California, in UTC. */
function atWork(random: Random, at: Date): Date {
  const midnight = Math.floor(at.getTime() / day) * day;
  return new Date(midnight + random.int(12, 22) * hour + random.int(0, 59) * minute + random.int(0, 59) * 1000);
}

/** Saturday and Sunday. */
function isWeekend(at: Date): boolean {
  return at.getUTCDay() % 6 === 0;
}

/** The next working day, at a time of work. */
export function workdayAfter(random: Random, at: Date, days: number): Date {
  let next = atWork(random, addDays(at, days));
  while (isWeekend(next)) next = addDays(next, 1);
  return wholeSeconds(next > at ? next : new Date(at.getTime() + hour));
}
