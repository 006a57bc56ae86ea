import type { Catalog } from "@/lib/catalog";
import { type Period, usagePeriod } from "../period";

export type CountedPeriod = Period & { used: number };
export type PeriodUse = { start: Date; end: Date; used: number };

/**
 * The latest usage periods of a counter, oldest first, including the current one and those without usage. The anchor
 * moves when a trial becomes a subscription, so a counted period keeps the bounds it had, cut where the next one began. Pure.
 *
 * @param counted rows of the counter, each with the bounds it was counted under.
 * @param since when the organization was created.
 * @param most the largest number of periods.
 */
export function pastPeriods(
  { kind, anchor, now, since, most }: PeriodFacts,
  counted: readonly CountedPeriod[],
): PeriodUse[] {
  const periods: PeriodUse[] = [];
  let bound: Date | null = null;
  while (periods.length < most && (bound === null || bound > since)) {
    const period: PeriodUse = periodBefore({ kind, anchor }, bound, now, counted);
    periods.unshift(period);
    bound = period.start;
  }
  return periods;
}

type PeriodFacts = { kind: Catalog["usagePeriod"]; anchor: Date; now: Date; since: Date; most: number };

function periodBefore(
  { kind, anchor }: Pick<PeriodFacts, "kind" | "anchor">,
  bound: Date | null,
  now: Date,
  counted: readonly CountedPeriod[],
): PeriodUse {
  const moment = bound ? new Date(bound.getTime() - 1) : now;
  const found = counted.find(({ start, end }) => start <= moment && moment < end);
  if (found) return { start: found.start, end: bound ?? found.end, used: found.used };
  const { start, end } = usagePeriod(kind, anchor, moment);
  const before = counted.filter((period) => period.end <= moment && period.end > start);
  const begins = new Date(Math.max(start.getTime(), ...before.map((period) => period.end.getTime())));
  return { start: begins, end: bound ?? end, used: 0 };
}
