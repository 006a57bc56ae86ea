import "server-only";
import { sql } from "drizzle-orm";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { minorUnits } from "@/lib/money";
import { pgArray } from "@/lib/pg-array";
import { retentionKinds } from "./sums";

/**
 * Fills in `converted` where it is missing: a day's sum × the rate of the day, rounded, and a month's as the sum of its days.
 * The sums of a currency without any rate stay null. Any code that changes an amount or a rate sets `converted` to null and calls
 * this in the same transaction, under the lock of the rollups.
 */
export async function convertSums({ tx }: Context): Promise<void> {
  const base = catalog.currency;
  const waiting = await tx.execute<{ currency: string }>(sql`
    select currency from (select distinct currency from metric_days where converted is null) waiting
    where exists (select from fx_rates where base = ${base} and fx_rates.currency = waiting.currency)`);
  if (waiting.length === 0) return;
  const currencies = waiting.map(({ currency }) => currency);
  const units = currencies.map((currency) => minorUnits(base) / minorUnits(currency));
  await tx.execute(sql`
    with factors as materialized (
      select day, currency, units * coalesce(
        (select rate from fx_rates r where r.base = ${base} and r.currency = waiting.currency and r.day <= waiting.day
          order by r.day desc limit 1),
        (select rate from fx_rates r where r.base = ${base} and r.currency = waiting.currency order by r.day limit 1)) as factor
      from (select distinct currency, day from metric_days where converted is null) waiting
        join unnest(${pgArray(currencies)}::text::text[], ${pgArray(units)}::text::float8[]) as known (currency, units)
          using (currency))
    update metric_days d set converted = round(d.amount * factor) from factors f
    where d.converted is null and d.currency = f.currency and d.day = f.day`);
  await tx.execute(sql`
    update metric_months m set converted = (
      select sum(d.converted) from metric_days d
      where d.dimension = m.dimension and d.value = m.value and d.currency = m.currency and d.kind = m.kind
        and d.day >= m.month and d.day < m.month + interval '1 month')
    where m.converted is null and m.currency in ${currencies} and m.kind not in ${[...retentionKinds]}`);
}

/** Makes the sums of a currency from a day on be converted again. `from` null: all of them. */
export async function forgetConverted(
  { tx }: Context,
  { currency, from }: { currency: string; from: string | null },
): Promise<void> {
  const day = sql`coalesce(${from}::date, '-infinity'::date)`;
  await tx.execute(sql`update metric_days set converted = null where currency = ${currency} and day >= ${day}`);
  await tx.execute(sql`
    update metric_months set converted = null
    where currency = ${currency} and month > ${day} - interval '1 month' and kind not in ${[...retentionKinds]}`);
}
