import { addDays, hour } from "@/lib/durations";

/** When a key created at `now` expires; null for never. */
export function expiry(now: Date, days: number | null): Date | null {
  return days === null ? null : addDays(now, days);
}

export type Lifetime = { createdAt: Date; expiresAt: Date | null };

/**
 * When a rotated key and its successor expire. Both work for `overlapHours`, so that servers can be switched over one by one.
 * The successor gets the lifetime that the old key had.
 */
export function rotation(old: Lifetime, now: Date, overlapHours: number): { old: Date; successor: Date | null } {
  const overlapEnds = now.getTime() + overlapHours * hour;
  const life = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime();
  return {
    old: new Date(Math.min(overlapEnds, old.expiresAt?.getTime() ?? overlapEnds)),
    successor: life === null ? null : new Date(now.getTime() + life),
  };
}
