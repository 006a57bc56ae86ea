import type { Present } from "./present-pieces";

/** The second from which the rest of the period is reckoned: now, by our clock, kept inside the period Stripe says. */
export function prorationDate(
  { periodStart, periodEnd }: Pick<Present, "periodStart" | "periodEnd">,
  now: Date,
): number {
  return Math.min(Math.max(Math.floor(now.getTime() / 1000), periodStart), periodEnd - 1);
}
