import { share } from "./decimal";

export interface Reduction {
  /** The discount's id. */
  id: string;
  percent_off: number | null;
  amount_off: number | null;
  /** Products it is for; null for all. */
  products: readonly string[] | null;
  /** It belongs to single lines, which name it; otherwise it is the whole invoice's. */
  ofLines?: boolean;
}

export interface DiscountableLine {
  amount: number;
  product: string | null;
  discountable: boolean;
  /** Discounts of its own. */
  own?: readonly string[];
}

/**
 * What each discount takes from each line, in minor units. Discounts apply one after the other to what is left; an
 * amount is spread over its lines in proportion, and never below zero.
 *
 * @returns per line the amount per discount, in the order given
 */
export function applyDiscounts(lines: readonly DiscountableLine[], reductions: readonly Reduction[]): number[][] {
  const left = lines.map((line) => line.amount);
  const taken = lines.map(() => reductions.map(() => 0));
  reductions.forEach((reduction, at) => {
    const eligible = lines.flatMap((line, index) => (eligibleFor(line, reduction) ? [index] : []));
    const amounts = reductionPerLine(
      eligible.map((index) => left[index] ?? 0),
      reduction,
    );
    eligible.forEach((index, position) => {
      const amount = amounts[position] ?? 0;
      left[index] = (left[index] ?? 0) - amount;
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
  // Shares of the running sum: their rounding cannot pile up, so no line loses more than it is worth.
  let sum = 0;
  let given = 0;
  return amounts.map((amount) => {
    sum += amount;
    const part = share(off, sum, total) - given;
    given += part;
    return part;
  });
}
