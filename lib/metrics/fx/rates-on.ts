import "server-only";
import type { Context } from "@/lib/context";
import { conversionTo } from "./conversion";
import { readRates } from "./rates";

/**
 * What one minor unit of each currency is worth in minor units of `base` on a day, at the stored rates. A currency without any
 * rate is left out.
 */
export async function ratesOn(
  ctx: Context,
  { base, currencies, day }: { base: string; currencies: readonly string[]; day: string },
): Promise<ReadonlyMap<string, number>> {
  const rates = await readRates(ctx, { base, currencies: currencies.filter((each) => each !== base), from: day });
  const conversion = conversionTo(base, rates);
  const known = currencies.filter((each) => each === base || rates.some(({ currency }) => currency === each));
  return new Map(known.map((currency) => [currency, conversion.factorAt(currency, day)]));
}
