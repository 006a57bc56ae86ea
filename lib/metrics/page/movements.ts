import "server-only";
import type { Context } from "@/lib/context";
import { monthKey } from "../months";
import { readBasis } from "./basis";
import { inputsOf, retentionOf, waterfallOf } from "./figures";
import { periodOf } from "./period";
import { readPeriods } from "./read-sums";
import { monthsBetween } from "./spans";
import type { MetricFilter, MovementMetrics, Period } from "./types";

/** The waterfall and the retention of each month. */
export async function movementMetrics(ctx: Context, query: MetricFilter & Period): Promise<MovementMetrics> {
  const { from, to } = periodOf(ctx, query, 12);
  const span = monthsBetween(from, to);
  const basis = await readBasis(ctx, query, span.periods[0]?.firstDay ?? "");
  const inputs = inputsOf(await readPeriods(ctx, basis, span));
  const shown = { segment: basis.segment, converted: basis.basis.converted };
  const months = span.periods.map(({ name }) => name.slice(0, 7));
  const running = (month: string | undefined) => month === monthKey(ctx.now);
  return {
    ...basis.basis,
    months: inputs.map((input, index) => waterfallOf(months[index] ?? "", input, shown, running(months[index]))),
    retention: inputs.map((input, index) => retentionOf(months[index] ?? "", input, running(months[index]))),
  };
}
