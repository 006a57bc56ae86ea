const day = 86_400;

/**
 * When a payment that has now failed `attempts` times is tried again.
 *
 * @param firstFailure seconds
 * @param retryDays days after the first failure
 * @returns seconds, or null when all tries are used up
 */
export function nextRetry(firstFailure: number, attempts: number, retryDays: readonly number[]): number | null {
  const days = retryDays[attempts - 1];
  return days === undefined ? null : firstFailure + days * day;
}
