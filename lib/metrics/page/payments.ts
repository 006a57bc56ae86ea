import "server-only";
import type { Context } from "@/lib/context";
import { metrics } from "../declarations";
import { readBasis } from "./basis";
import { inputsOf } from "./figures";
import { readPeriods } from "./read-sums";
import { monthSpan } from "./spans";
import type { MetricFilter, PaymentMetrics } from "./types";

/** The outcomes of invoices by the month in which they were charged. */
export async function paymentMetrics(
  ctx: Context,
  { months = 12, ...filter }: MetricFilter & { months?: number },
): Promise<PaymentMetrics> {
  const span = monthSpan(ctx.now, months);
  const basis = await readBasis(ctx, filter, span.periods[0]?.firstDay ?? "");
  const inputs = inputsOf(await readPeriods(ctx, basis, span));
  return {
    ...basis.basis,
    months: inputs.map((input, index) => ({
      month: span.periods[index]?.name.slice(0, 7) ?? "",
      succeeded: input.kinds.payment_succeeded.count,
      recovered: input.kinds.payment_recovered.count,
      failed: input.kinds.payment_failed.count,
      successRate: metrics.paymentSuccess.formula(input),
      amountFailed: input.kinds.payment_failed.amount,
    })),
  };
}
