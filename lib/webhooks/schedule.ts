const minute = 60;
const hour = 60 * minute;

/** After each failed attempt the next follows in so many seconds, as the Standard Webhooks specification advises. */
const delays = [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

/**
 * In how many seconds a delivery is tried again after `attempts` failed ones; undefined when it is given up. A tenth is
 * left to chance, so that all that failed at once does not come back at once.
 *
 * @param chance from 0 up to 1.
 */
export function retryDelaySeconds(attempts: number, chance: number): number | undefined {
  const delay = delays[attempts - 1];
  return delay === undefined ? undefined : Math.round(delay * (1 + chance / 10));
}
