import "server-only";
import { catalog, longestTrial } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { addMonths } from "../months";
import { combined, type PeriodSums } from "../period-sums";
import { readBasis, withoutMoney } from "./basis";
import { byCatalogOrder, valueLabel } from "./labels";
import { readPeriods, readPeriodsByValue } from "./read-sums";
import { monthSpan } from "./spans";
import type { ConversionMetrics, MetricFilter } from "./types";

/** Of the trials started in a month, those that became paying, whenever they did. */
export async function conversionMetrics(
  ctx: Context,
  { months = 12, ...filter }: MetricFilter & { months?: number },
): Promise<ConversionMetrics> {
  const span = monthSpan(ctx.now, months);
  const basis = withoutMoney(await readBasis(ctx, filter, span.periods[0]?.firstDay ?? ""));
  const [all, byPlan, bySource] = await Promise.all([
    readPeriods(ctx, basis, span),
    readPeriodsByValue(ctx, basis, span, "plan"),
    readPeriodsByValue(ctx, basis, span, "source"),
  ]);
  const rowsOf = (dimension: "plan" | "source", byValue: ReadonlyMap<string, PeriodSums[]>) =>
    [...byValue]
      .map(([key, periods]) => ({ key, label: valueLabel(dimension, key), ...conversionOf(combined(periods)) }))
      .filter(({ started }) => started > 0);
  return {
    ...basis.basis,
    cohorts: all.map((sums, index) => {
      const month = span.periods[index]?.name.slice(0, 7) ?? "";
      return { month, ...conversionOf(sums), young: !trialsEnded(month, ctx.now) };
    }),
    byPlan: rowsOf("plan", byPlan).sort((a, b) => byCatalogOrder(a.key, b.key)),
    bySource: rowsOf("source", bySource).sort((a, b) => b.started - a.started),
  };
}

function conversionOf({ kinds }: PeriodSums) {
  const [started, converted] = [kinds.trial_started.count, kinds.trial_converted.count];
  return { started, converted, rate: started > 0 ? converted / started : null };
}

/** Whether all trials that started in a month have ended, so that its conversion doesn't rise much any more. */
export const trialsEnded = (month: string, now: Date): boolean =>
  addDays(addMonths(new Date(`${month}-01`), 1), longestTrial(catalog)) <= now;
