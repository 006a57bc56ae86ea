/** One month's projection, minor units a month. */
export type ProjectedMonth = { low: number; expected: number; high: number };

/** With fewer complete months than this, nothing is projected. */
export const fewestMonths = 4;

/** 80% of a normal distribution lie within so many standard deviations. */
const deviations = 1.28;

/**
 * Projects MRR by its average monthly growth: each month multiplies it by the mean of the past months' growth, and the range
 * widens with the square root of time, as the monthly growth varied so far. It knows nothing of seasons or deals.
 *
 * @param history MRR at the end of complete months, oldest first.
 * @returns null when there is too little history.
 */
export function projectMrr(history: readonly number[], now: number, months: number): ProjectedMonth[] | null {
  const paid = history.slice(history.findIndex((mrr) => mrr > 0));
  if (paid.length < fewestMonths || paid.some((mrr) => mrr <= 0) || now <= 0) return null;
  const growth = paid.slice(1).map((mrr, index) => Math.log(mrr / (paid[index] ?? mrr)));
  const mean = growth.reduce((sum, each) => sum + each, 0) / growth.length;
  const variance = growth.reduce((sum, each) => sum + (each - mean) ** 2, 0) / Math.max(1, growth.length - 1);
  return Array.from({ length: months }, (_, index) => {
    const ahead = index + 1;
    const spread = deviations * Math.sqrt(variance * ahead);
    const at = (offset: number) => Math.round(now * Math.exp(mean * ahead + offset));
    return { low: at(-spread), expected: at(0), high: at(spread) };
  });
}
