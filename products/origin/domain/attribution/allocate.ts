/**
 * Splits a whole amount by weights, without losing or adding a unit: each share is rounded down, and the units that are left go
 * to the largest remainders, the first of equal ones first (Hamilton's method).
 *
 * @param amount minor units; negative for a refund.
 * @param weights at least one above 0, none below.
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new RangeError("The weights add up to 0.");
  const sign = Math.sign(amount);
  const exact = weights.map((weight) => (Math.abs(amount) * weight) / total);
  const shares = exact.map(Math.floor);
  const left = Math.abs(amount) - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares.map((share) => (share === 0 ? 0 : sign * share));
}
