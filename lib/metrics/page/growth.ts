import "server-only";
import type { Context } from "@/lib/context";
import { type MetricName, metrics } from "../declarations";
import { readBasis } from "./basis";
import { inputsOf, readingOf } from "./figures";
import { readPeriods } from "./read-sums";
import { daySpan, monthSpan, rowPeriods } from "./spans";
import type { GrowthMetrics, GrowthRange, MetricFilter } from "./types";

const spans = {
  "7d": { days: 7 },
  "30d": { days: 30 },
  "90d": { days: 90 },
  "12m": { months: 12 },
  "24m": { months: 24 },
} as const satisfies Record<GrowthRange, object>;

const totals = ["signUps", "paying", "trials", "mrr", "netNewMrr", "newMrr"] as const satisfies MetricName[];

/** Sign-ups, paying organizations, trials and MRR over time, compared with as long before. */
export async function growthMetrics(
  ctx: Context,
  { range, ...filter }: MetricFilter & { range: GrowthRange },
): Promise<GrowthMetrics> {
  const length = spans[range];
  const span = "days" in length ? daySpan(ctx.now, length.days * 2) : monthSpan(ctx.now, length.months * 2);
  const half = span.periods.length / 2;
  const basis = await readBasis(ctx, filter, span.periods[0]?.firstDay ?? "");
  const inputs = inputsOf(await readPeriods(ctx, basis, span));
  const names = span.periods.slice(half).map(({ name }) => ("days" in length ? name : name.slice(0, 7)));
  const [before, current] = [inputs.slice(0, half), inputs.slice(half)];
  const rows = rowPeriods({ ...span, periods: span.periods.slice(half) });
  return {
    ...basis.basis,
    range,
    points: current.map((input, index) => ({
      at: names[index] ?? "",
      signUps: metrics.signUps.formula(input),
      paying: input.closing.customers,
      trials: input.closing.trials,
      mrr: input.closing.mrr,
      netNewMrr: metrics.netNewMrr.formula(input),
    })),
    totals: totals.map((name) => readingOf(metrics[name], { names, current, before, rows }, { names: [], inputs: [] })),
  };
}
