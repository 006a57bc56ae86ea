import { day } from "@/lib/durations";
import type { Period } from "../period";

/** A counter's usage at the end of the period at the current pace, and when it reaches the limit on the way. */
export type Projection = { used: number; reaches: Date | null };

/**
 * A straight line through the usage so far, in whole units. Pure.
 *
 * @param limit the limit that `reaches` is about; null for none.
 * @returns null without usage and on the first day of the period, when an hour or two says little about a month.
 */
export function project({ start, end }: Period, used: number, limit: number | null, now: Date): Projection | null {
  const passed = now.getTime() - start.getTime();
  const whole = end.getTime() - start.getTime();
  if (used === 0 || passed < day || passed > whole) return null;
  const projected = Math.round((used * whole) / passed);
  if (limit === null || used >= limit) return { used: projected, reaches: null };
  // From the line itself, because `projected` may have been rounded up to the limit.
  const meets = start.getTime() + (passed * limit) / used;
  return { used: projected, reaches: meets <= end.getTime() ? new Date(meets) : null };
}
