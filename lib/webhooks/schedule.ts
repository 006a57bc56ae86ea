const minute = 60;
const hour = 60 * minute;

/** Seconds from each failed attempt to the next, as the Standard Webhooks specification recommends. */
const delays = [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

/**
 * Seconds until the next attempt after `attempts` failed ones; undefined if there are no more. Up to a tenth is added at
 * random, so that deliveries that failed together aren't retried together.
 *
 * @param random from 0 up to 1.
 */
export function retryDelaySeconds(attempts: number, random: number): number | undefined {
  const delay = delays[attempts - 1];
  return delay === undefined ? undefined : Math.round(delay * (1 + random / 10));
}
