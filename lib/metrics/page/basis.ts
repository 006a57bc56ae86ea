import "server-only";
import { sql } from "drizzle-orm";
import { movementKinds } from "@/db/schema/metrics";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { type Conversion, conversionTo, noConversion } from "../fx/conversion";
import { readRates } from "../fx/rates";
import { isRebuilding } from "../rollup/rebuild";
import { freshenMetrics } from "../rollup/roll-metrics";
import type { Basis, MetricFilter, Segment } from "./types";

/** In which currency figures are, from what. */
export type ReadBasis = {
  basis: Basis;
  today: string;
  segment: Segment | null;
  /** The currencies that figures contain. */
  included: string[];
  conversion: Conversion;
};

/**
 * Brings the rollups up to date and decides which currencies a page's figures contain: the one asked for, or all of them
 * converted to the catalog's.
 *
 * @param from the first day for which rates are needed.
 */
export async function readBasis(ctx: Context, filter: MetricFilter, from: string): Promise<ReadBasis> {
  await freshenMetrics(ctx);
  const today = isoDay(ctx.now);
  const currencies = await revenueCurrencies(ctx, today);
  const rebuilding = await isRebuilding(ctx);
  const segment = filter.segment ?? null;
  const common = { asOf: ctx.now, currencies, rebuilding };
  const single = filter.currency ?? (currencies.length > 1 ? null : (currencies[0] ?? catalog.currency));
  if (single !== null) {
    const basis = { ...common, currency: single, converted: false, missingRates: [] };
    return { basis, today, segment, included: [single], conversion: noConversion };
  }
  const base = catalog.currency;
  const foreign = currencies.filter((currency) => currency !== base);
  const rates = await readRates(ctx, { base, currencies: foreign, from });
  const known = foreign.filter((currency) => rates.some((rate) => rate.currency === currency));
  const missingRates = foreign.filter((currency) => !known.includes(currency));
  return {
    basis: { ...common, currency: base, converted: known.length > 0, missingRates },
    today,
    segment,
    included: [base, ...known],
    conversion: conversionTo(base, rates),
  };
}

/** The currencies that ever had revenue, those with the most MRR first. */
async function revenueCurrencies({ tx }: Context, today: string): Promise<string[]> {
  const rows = await tx.execute<{ currency: string }>(sql`
    select currency from metric_months
    where dimension = 'all' and value = 'all' and month <= ${today}::date and kind in ${[...movementKinds]}
    group by currency having sum(count) > 0 order by sum(amount) desc, currency`);
  return rows.map(({ currency }) => currency);
}

/** For figures that only count: amounts of no currency are read. */
export const withoutMoney = (basis: ReadBasis): ReadBasis => ({ ...basis, included: [], conversion: noConversion });
