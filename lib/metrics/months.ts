/** The first instant of the month of `date`, UTC. */
export const monthStart = (date: Date): Date => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));

/** The first instant `count` months on (or back). */
export const addMonths = (start: Date, count: number): Date =>
  new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + count, 1));

/** `2026-11`. */
export const monthKey = (date: Date): string => date.toISOString().slice(0, 7);
