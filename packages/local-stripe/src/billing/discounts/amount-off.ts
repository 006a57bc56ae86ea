import type { PublicTables } from "../../store/tables";

/** What a coupon takes off in this currency, in minor units; null for a percentage, or if it has no such currency. */
export function amountOff(coupon: PublicTables["coupon"], currency: string): number | null {
  return coupon.currency === currency ? coupon.amount_off : (coupon.currency_options?.[currency]?.amount_off ?? null);
}
