/** What was found for an alert's channel, in minor units. */
export type Figures = { value: number; spend: number };

/** Whether the ROI is below the threshold, in percent. Computed in whole numbers. Null without spend: there is no ROI. */
export const isBelow = ({ value, spend }: Figures, threshold: number): boolean | null =>
  spend > 0 ? (value - spend) * 100 < threshold * spend : null;

export type Turn = "falls" | "recovers" | "stays";

/**
 * What a check changes. A channel that no longer costs anything has recovered, so that the next fall is notified again.
 *
 * @param fallen whether it was below before.
 */
export function turnOf(figures: Figures, threshold: number, fallen: boolean): Turn {
  const below = isBelow(figures, threshold) ?? false;
  if (below === fallen) return "stays";
  return below ? "falls" : "recovers";
}

/** How many days a check looks at. */
export const windowDays = 30;
/** Spend that is typed in or uploaded at least monthly is waited for: until it's there, every ROI looks better than it is. */
const awaitedSpendDays = 35;

/**
 * The last day that a check can look at: one that is over and has data, spend included where it comes by the day.
 *
 * @param yesterday in the organization's time zone.
 * @param newestEvent the day of the newest touch or conversion up to then; null without any.
 * @param newestSpend the newest day with spend up to then.
 */
export function lastCompleteDay(
  yesterday: string,
  { newestEvent, newestSpend }: { newestEvent: string | null; newestSpend: string | null },
): string | null {
  if (newestEvent === null) return null;
  const awaited = newestSpend !== null && daysBetween(newestSpend, yesterday) <= awaitedSpendDays;
  return awaited && newestSpend < newestEvent ? newestSpend : newestEvent;
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
