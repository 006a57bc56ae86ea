import type { Catalog } from "@/lib/catalog";
import { currenciesOf } from "@/lib/catalog/lookup";
import type { Entitlements } from "@/lib/entitlements";
import type { BlockPrice } from "./draw";

/**
 * What money credits pay for a unit of a meter: the plan's price of overage in the organization's currency. Null if the plan
 * sells none, or not in that currency, or by tiers or fractions of a minor unit: those are rated on the whole period. Pure.
 */
export function creditPrice(
  catalog: Catalog,
  { limits, currency }: Pick<Entitlements, "limits" | "currency">,
  meter: string,
): BlockPrice | null {
  const overage = limits[meter]?.overage;
  if (!overage) return null;
  const { per, otherCurrencies } = overage;
  const own = currency ?? catalog.currency;
  const others = currenciesOf(catalog).includes(own) ? otherCurrencies?.[own] : undefined;
  const unitAmount = own === catalog.currency ? overage.unitAmount : others;
  return typeof unitAmount === "number" && Number.isInteger(unitAmount) ? { currency: own, unitAmount, per } : null;
}
