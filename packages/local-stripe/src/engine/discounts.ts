import { share } from "./decimal";

export interface Reduction {
  /** The discount's id. */
  id: string;
  percent_off: number | null;
  amount_off: number | null;
  /** The products it applies to; null for all. */
  products: readonly string[] | null;
  /** Whether it applies only to the lines that list it in `own`, rather than to the whole invoice. */
  ofLines?: boolean;
}

export interface DiscountableLine {
  amount: number;
  product: string | null;
  discountable: boolean;
  /** The line's own discounts. */
  own?: readonly string[];
}

/**
 * What each discount takes off each line, in minor units. Discounts apply one after the other to what is left. An
 * amount_off is distributed in proportion and never goes below zero.
 *
 * @returns per line, the amount per discount in the given order
 */
export function applyDiscounts(lines: readonly DiscountableLine[], reductions: readonly Reduction[]): number[][] {
  const remaining = lines.map((line) => line.amount);
  const taken = lines.map(() => reductions.map(() => 0));
  reductions.forEach((reduction, at) => {
    const eligible = lines.flatMap((line, index) => (eligibleFor(line, reduction) ? [index] : []));
    const amounts = reductionPerLine(
      eligible.map((index) => remaining[index] ?? 0),
      reduction,
    );
    eligible.forEach((index, position) => {
      const amount = amounts[position] ?? 0;
      remaining[index] = (remaining[index] ?? 0) - amount;
      const row = taken[index];
      if (row) row[at] = amount;
    });
  });
  return taken;
}

function eligibleFor(line: DiscountableLine, reduction: Reduction): boolean {
  if (!line.discountable || (reduction.ofLines && !line.own?.includes(reduction.id))) return false;
  return reduction.products === null || (line.product !== null && reduction.products.includes(line.product));
}

function reductionPerLine(amounts: number[], reduction: Reduction): number[] {
  if (reduction.percent_off !== null) {
    const basisPoints = Math.round(reduction.percent_off * 100);
    return amounts.map((amount) => share(amount, basisPoints, 10_000));
  }
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  const off = Math.min(reduction.amount_off ?? 0, Math.max(total, 0));
  if (total <= 0 || off === 0) return amounts.map(() => 0);
  // Shares of the running total: rounding errors don't add up, so no line loses more than its amount.
  let sum = 0;
  let distributed = 0;
  return amounts.map((amount) => {
    sum += amount;
    const part = share(off, sum, total) - distributed;
    distributed += part;
    return part;
  });
}
