/**
 * The one place that asks the time. Everything else is handed `now`.
 *
 * @returns the present instant (UTC).
 */
export function now(): Date {
  return new Date();
}
