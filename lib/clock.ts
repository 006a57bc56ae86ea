/** Shared, because each bundle in a process has its own copy of this module. */
const shared = globalThis as typeof globalThis & { gatehouseShiftSeconds?: number };

/**
 * Product time, for trials, periods, grace periods and the audit log. In a demo the time machine moves it ahead of wall
 * time. Code gets it as `now` and doesn't call this, except where a request or a job starts.
 */
export function now(): Date {
  return new Date(Date.now() + clockShift() * 1000);
}

/** Real time, for sessions, emailed links and keys: moving a demo a year ahead must not sign anyone out. */
export function wallNow(): Date {
  return new Date();
}

/** How many seconds product time is ahead of wall time. */
export const clockShift = (): number => shared.gatehouseShiftSeconds ?? 0;

/** For `lib/time-machine` only, which checks first that it may. */
export function shiftClock(seconds: number): void {
  shared.gatehouseShiftSeconds = seconds;
}
