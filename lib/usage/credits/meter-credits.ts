import type { Catalog } from "@/lib/catalog";
import { type Balance, capacityOf } from "@/lib/credits/draw";
import { creditPrice } from "@/lib/credits/price-of";
import type { Entitlements } from "@/lib/entitlements";
import { counterThresholds, sellsOverage } from "../track/batch";

/**
 * How many units of a counter that aren't included credits can pay for: none where there is no limit, or where usage above
 * it is free, as in a trial of a plan that sells overage. Money pays for overage only. Pure.
 *
 * @param prepaid units of the period that money has paid for.
 */
export function creditCapacity(
  catalog: Catalog,
  entitlements: Entitlements,
  meter: string,
  { balance, prepaid }: { balance: Balance; prepaid: number },
): number {
  const { limit, hardLimit } = counterThresholds(catalog, entitlements, meter);
  const sold = sellsOverage(entitlements, meter);
  if (limit === null || (hardLimit === null && !sold)) return 0;
  const price = sold ? creditPrice(catalog, entitlements, meter) : null;
  return capacityOf({ units: balance.units, money: price ? balance.money : 0 }, price, prepaid);
}
