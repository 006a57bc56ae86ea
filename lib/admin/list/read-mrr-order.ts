import "server-only";
import { sql } from "drizzle-orm";
import { organizationDirectory as listed } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { ratesOn } from "@/lib/metrics";
import type { ListCursor } from "./list-cursor";
import { dayLength, type MrrOrder } from "./mrr-order";

/** The order of the first page, at today's rates, or of a later one, at those of the first. */
export async function readMrrOrder(ctx: Context, cursor: ListCursor | undefined): Promise<MrrOrder> {
  const currencies = await listedCurrencies(ctx);
  const base = catalog.currency;
  const day = cursor?.value?.slice(0, dayLength) ?? isoDay(ctx.now);
  const factors = await ratesOn(ctx, { base, currencies, day });
  return { base, day, factors, unrated: currencies.filter((currency) => !factors.has(currency)) };
}

/** A step in the index for each currency, instead of reading all of it. */
async function listedCurrencies({ tx }: Context): Promise<string[]> {
  const rows = await tx.execute<{ currency: string }>(sql`
    with recursive known as (
      (select currency from ${listed} where currency is not null order by currency limit 1)
      union all
      select (select ${listed.currency} from ${listed} where ${listed.currency} > known.currency order by currency limit 1)
      from known where known.currency is not null)
    select currency from known where currency is not null`);
  return rows.map(({ currency }) => currency);
}
