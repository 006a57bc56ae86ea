const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/** When a key made at `now` ends; null for never. */
export function expiry(now: Date, days: number | null): Date | null {
  return days === null ? null : new Date(now.getTime() + days * dayMs);
}

export type Lifetime = { createdAt: Date; expiresAt: Date | null };

/**
 * A key and the one that takes its place: for `overlapHours` both work, so that servers can be given the new one in
 * turn. The new one lives as long as the old one was to. Pure.
 */
export function rotation(old: Lifetime, now: Date, overlapHours: number): { old: Date; successor: Date | null } {
  const overlapEnds = now.getTime() + overlapHours * hourMs;
  const life = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime();
  return {
    old: new Date(Math.min(overlapEnds, old.expiresAt?.getTime() ?? overlapEnds)),
    successor: life === null ? null : new Date(now.getTime() + life),
  };
}
