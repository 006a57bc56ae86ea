import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { fxRates } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { grouped } from "@/lib/grouped";
import { pgArray } from "@/lib/pg-array";
import { convertSums, forgetConverted } from "../rollup/convert-sums";
import { lockRollups } from "../rollup/lock";
import type { DayRate } from "./conversion";

const currency = z.string().regex(/^[a-z]{3}$/);

/** Rates to store: one unit of `currency` costs `rate` units of `base`. */
export const ratesSchema = z.array(
  z.strictObject({ base: currency, currency, day: z.iso.date(), rate: z.number().positive().finite() }),
);

/** Rows per statement. */
const chunkRows = 5_000;

/** Stores daily rates; a day's rate that is known already is replaced. Past totals then follow the new rates. */
export async function storeRates(ctx: Context, rates: z.infer<typeof ratesSchema>): Promise<void> {
  await lockRollups(ctx);
  for (const [currency, own] of grouped(
    rates.filter(({ base }) => base === catalog.currency),
    (rate) => rate.currency,
  )) {
    await forgetConverted(ctx, { currency, from: await changedFrom(ctx, currency, own) });
  }
  for (let start = 0; start < rates.length; start += chunkRows) {
    await ctx.tx
      .insert(fxRates)
      .values(rates.slice(start, start + chunkRows))
      .onConflictDoUpdate({ target: [fxRates.base, fxRates.currency, fxRates.day], set: { rate: sql`excluded.rate` } });
  }
  await convertSums(ctx);
}

/** The first day whose rate changes; null if that is also the rate of all days before. */
async function changedFrom({ tx }: Context, currency: string, rates: readonly DayRate[]): Promise<string | null> {
  const [first = ""] = rates.map(({ day }) => day).sort();
  const [row] = await tx.execute<{ exists: boolean }>(sql`
    select exists (select from fx_rates where base = ${catalog.currency} and currency = ${currency} and day < ${first}::date)`);
  return row?.exists ? first : null;
}

/** The rates of some currencies from the last one before `from` on. */
export async function readRates(
  { tx }: Context,
  { base, currencies, from }: { base: string; currencies: readonly string[]; from: string },
): Promise<DayRate[]> {
  if (currencies.length === 0) return [];
  // As one text for each currency: thousands of rows take the driver longer than reading them.
  const rows = await tx.execute<{ currency: string; rates: string }>(sql`
    select currency, string_agg(day || ' ' || rate, ',') as rates from unnest(${pgArray(currencies)}::text::text[]) as wanted (currency)
    cross join lateral (
      (select day, rate from fx_rates
        where base = ${base} and currency = wanted.currency and day < ${from}::date order by day desc limit 1)
      union all
      (select day, rate from fx_rates where base = ${base} and currency = wanted.currency and day >= ${from}::date)) known
    group by currency`);
  return rows.flatMap(({ currency, rates }) =>
    rates.split(",").map((each) => ({ currency, day: each.slice(0, 10), rate: Number(each.slice(11)) })),
  );
}
