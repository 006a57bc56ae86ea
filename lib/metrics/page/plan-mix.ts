import "server-only";
import type { Context } from "@/lib/context";
import type { Closing } from "../closings";
import { readBasis } from "./basis";
import { byCatalogOrder, valueLabel } from "./labels";
import { readClosingsByValue, readPeriods, type Span } from "./read-sums";
import { monthSpan } from "./spans";
import type { MetricFilter, PlanMixMetrics, SegmentDimension } from "./types";

/** MRR by the values of a dimension: plans, currencies, countries, sources. The segment doesn't apply. */
export async function planMixMetrics(
  ctx: Context,
  {
    dimension = "plan",
    months = 12,
    ...filter
  }: MetricFilter & { dimension?: SegmentDimension | "currency"; months?: number },
): Promise<PlanMixMetrics> {
  const span = monthSpan(ctx.now, months);
  const first = span.periods[0]?.firstDay ?? "";
  const basis = await readBasis(ctx, { currency: filter.currency ?? null }, first);
  const byValue =
    dimension === "currency"
      ? await byCurrency(ctx, basis.included, basis, span)
      : await readClosingsByValue(ctx, basis, span, dimension);
  const total = [...byValue.values()].reduce((sum, closings) => sum + (closings.at(-1)?.mrr ?? 0), 0);
  const names = span.periods.map(({ name }) => name.slice(0, 7));
  const rows = [...byValue]
    .filter(([, closings]) => closings.some(({ mrr }) => mrr !== 0))
    .map(([key, closings]) => {
      const { mrr, customers } = closings.at(-1) ?? { mrr: 0, customers: 0 };
      return {
        key,
        label: valueLabel(dimension, key),
        mrr,
        customers,
        share: total > 0 ? mrr / total : null,
        arpa: customers > 0 ? Math.round(mrr / customers) : null,
        series: closings.map((closing, index) => ({ at: names[index] ?? "", value: closing.mrr })),
      };
    });
  return {
    ...basis.basis,
    dimension,
    months: names,
    rows: rows.sort((a, b) => (dimension === "plan" ? byCatalogOrder(a.key, b.key) : b.mrr - a.mrr)),
  };
}

/** Each currency's part of the total, at the same rates. */
async function byCurrency(
  ctx: Context,
  currencies: readonly string[],
  basis: Awaited<ReturnType<typeof readBasis>>,
  span: Span,
): Promise<Map<string, Closing[]>> {
  const parts = new Map<string, Closing[]>();
  for (const currency of currencies) {
    const own = await readPeriods(ctx, { ...basis, included: [currency] }, span, { dimension: "all", value: "all" });
    parts.set(
      currency,
      own.map(({ closing }) => closing),
    );
  }
  return parts;
}
