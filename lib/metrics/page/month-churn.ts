import "server-only";
import type { Context } from "@/lib/context";
import { metrics } from "../declarations";
import { monthKey } from "../months";
import { readBasis } from "./basis";
import { inputsOf } from "./figures";
import { readPeriods } from "./read-sums";
import { monthSpan } from "./spans";

/** What the customers of a month's start lost in one currency. Amounts in minor units a month. */
export type MonthChurn = {
  currency: string;
  month: string;
  /** Gross MRR churn; null without customers at the month's start. */
  rate: number | null;
  left: { amount: number; customers: number };
  reduced: { amount: number; customers: number };
};

/** The losses of the running month up to now, in each currency. */
export async function monthChurn(ctx: Context): Promise<MonthChurn[]> {
  const span = monthSpan(ctx.now, 1);
  const { basis } = await readBasis(ctx, {}, span.periods[0]?.firstDay ?? "");
  const losses: MonthChurn[] = [];
  for (const currency of basis.currencies) {
    const own = await readBasis(ctx, { currency }, span.periods[0]?.firstDay ?? "");
    const [input] = inputsOf(await readPeriods(ctx, own, span));
    if (!input) continue;
    const { left_voluntary, left_delinquent, reduced } = input.kinds;
    losses.push({
      currency,
      month: monthKey(ctx.now),
      rate: metrics.grossMrrChurn.formula(input),
      left: {
        amount: left_voluntary.amount + left_delinquent.amount,
        customers: left_voluntary.count + left_delinquent.count,
      },
      reduced: { amount: reduced.amount, customers: reduced.count },
    });
  }
  return losses;
}
