import type { Period } from "../period";

const dayMs = 24 * 60 * 60 * 1000;

/** Where a counter will stand at the period's end if use goes on as it has, and when it will meet a limit on the way. */
export type Projection = { used: number; reaches: Date | null };

/**
 * A straight line through what was used so far, in whole units. Pure.
 *
 * @param limit what `reaches` is asked of; null when there is none.
 * @returns null on the period's first day, when a line through an hour or two would say nothing, and where nothing was used.
 */
export function project({ start, end }: Period, used: number, limit: number | null, now: Date): Projection | null {
  const passed = now.getTime() - start.getTime();
  const whole = end.getTime() - start.getTime();
  if (used === 0 || passed < dayMs || passed > whole) return null;
  const projected = Math.round((used * whole) / passed);
  if (limit === null || used >= limit) return { used: projected, reaches: null };
  // Asked of the line itself: what it comes to may be rounded up to a limit that it does not meet.
  const meets = start.getTime() + (passed * limit) / used;
  return { used: projected, reaches: meets <= end.getTime() ? new Date(meets) : null };
}
