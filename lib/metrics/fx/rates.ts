import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { fxRates } from "@/db/schema";
import type { Context } from "@/lib/context";
import type { DayRate } from "./conversion";

const currency = z.string().regex(/^[a-z]{3}$/);

/** Rates to store: one unit of `currency` costs `rate` units of `base`. */
export const ratesSchema = z.array(
  z.strictObject({ base: currency, currency, day: z.iso.date(), rate: z.number().positive().finite() }),
);

/** Rows per statement. */
const chunkRows = 5_000;

/** Stores daily rates; a day's rate that is known already is replaced. Past totals then follow the new rate. */
export async function storeRates({ tx }: Context, rates: z.infer<typeof ratesSchema>): Promise<void> {
  for (let start = 0; start < rates.length; start += chunkRows) {
    await tx
      .insert(fxRates)
      .values(rates.slice(start, start + chunkRows))
      .onConflictDoUpdate({ target: [fxRates.base, fxRates.currency, fxRates.day], set: { rate: sql`excluded.rate` } });
  }
}

/** The rates of some currencies from the last one before `from` on. */
export async function readRates(
  { tx }: Context,
  { base, currencies, from }: { base: string; currencies: readonly string[]; from: string },
): Promise<DayRate[]> {
  if (currencies.length === 0) return [];
  const rows = await tx.execute<DayRate>(sql`
    select currency, day::text, rate from fx_rates
    where base = ${base} and currency in ${[...currencies]} and day >= coalesce(
      (select max(known.day) from fx_rates known
        where known.base = fx_rates.base and known.currency = fx_rates.currency and known.day < ${from}::date),
      '-infinity'::date)
    order by day`);
  return [...rows];
}
