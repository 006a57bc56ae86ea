import type { Catalog } from "@/lib/catalog";
import { currenciesOf } from "@/lib/catalog/lookup";
import type { Entitlements } from "@/lib/entitlements";
import type { BlockPrice } from "./draw";

/**
 * What money credits pay for a unit of a meter: the plan's price of overage in the organization's currency. Null if the plan
 * sells none, or not in that currency. Pure.
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
  if (own === catalog.currency) return { currency: own, unitAmount: overage.unitAmount, per };
  const unitAmount = currenciesOf(catalog).includes(own) ? otherCurrencies?.[own] : undefined;
  return unitAmount === undefined ? null : { currency: own, unitAmount, per };
}
