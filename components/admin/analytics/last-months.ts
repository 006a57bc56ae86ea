import { addMonths, monthKey, monthStart } from "@/lib/metrics/months";

/** How far back charts by month go. */
export const monthsShown = 24;

/** The last months up to `now`, for reads that take a period. */
export const lastMonths = (now: Date, count: number): { from: string } => ({
  from: monthKey(addMonths(monthStart(now), 1 - count)),
});

/** Without the months before the first one that has anything: a young company doesn't start with a year of zeros. */
export function sinceFirst<Month>(months: readonly Month[], isEmpty: (month: Month) => boolean): Month[] {
  const first = months.findIndex((month) => !isEmpty(month));
  return first === -1 ? [...months] : months.slice(first);
}
