import "server-only";
import type { Context } from "@/lib/context";
import { addMonths, monthKey, monthStart } from "../months";
import { projectMrr } from "../project-mrr";
import { readBasis } from "./basis";
import { readPeriods } from "./read-sums";
import { monthSpan } from "./spans";
import type { MetricFilter, ProjectionMetrics } from "./types";

const monthsAhead = 12;
const monthsBack = 13;

/** MRR for the next 12 months as it has grown so far, with its range and method. */
export async function projectionMetrics(ctx: Context, filter: MetricFilter): Promise<ProjectionMetrics> {
  const span = monthSpan(ctx.now, monthsBack);
  const basis = await readBasis(ctx, filter, span.periods[0]?.firstDay ?? "");
  const periods = await readPeriods(ctx, basis, span);
  const history = periods.map(({ closing }, index) => ({
    month: span.periods[index]?.name.slice(0, 7) ?? "",
    mrr: closing.mrr,
  }));
  const complete = history.slice(0, -1).map(({ mrr }) => mrr);
  const projected = projectMrr(complete, history.at(-1)?.mrr ?? 0, monthsAhead);
  const start = monthStart(ctx.now);
  return {
    ...basis.basis,
    method:
      "MRR grows each month at the average rate of the last 12 complete months. If growth varies as it has, 80% of outcomes are within the range.",
    basedOn: complete.filter((mrr) => mrr > 0).length,
    points: projected?.map((point, index) => ({ month: monthKey(addMonths(start, index + 1)), ...point })) ?? null,
    history,
  };
}
