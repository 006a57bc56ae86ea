/** Bundles of one process each have this module of their own, and there is one time. */
const shared = globalThis as typeof globalThis & { gatehouseShiftSeconds?: number };

/**
 * Product time: what trials, periods, grace and the audit log go by. Wall time, and in a demo ahead of it by as much as
 * the time machine was moved. Everything but this file is handed `now`.
 *
 * @returns the present instant (UTC).
 */
export function now(): Date {
  return new Date(Date.now() + clockShift() * 1000);
}

/**
 * The wall's time, wherever the person at the keyboard or the other end of a wire is meant: sessions, mailed links that
 * sign in, keys. Travelling a year must sign nobody out.
 */
export function wallNow(): Date {
  return new Date();
}

/** How many seconds product time is ahead. */
export const clockShift = (): number => shared.gatehouseShiftSeconds ?? 0;

/** For `lib/time-machine` only, which asks first whether it may exist. */
export function shiftClock(seconds: number): void {
  shared.gatehouseShiftSeconds = seconds;
}
