import { formatPrice, formatUnitPrice } from "@/lib/money";
import { formatNumber } from "@/lib/numbers";
import { amountFor } from "./rating";
import type { Overage, Price } from "./types";

/** What one of it costs, which is where tiers and packages begin; minor units. Pure. */
export const amountOfOne = (price: Price): number => amountFor(price, 1);

/** A price as text: "$49", "$0.002", "$5 per 10", "from $8" where more units cost less each. Pure. */
export function priceText({ currency, ...price }: Price): string {
  const each = eachText(price, currency);
  return price.packageSize ? `${each} per ${formatNumber(price.packageSize)}` : each;
}

/** The price of usage beyond a limit: "$0.002 each", "$0.50 per 1,000", "from $0.01 each". Pure. */
export const overageText = (overage: Overage, currency: string): string =>
  `${eachText(overage, currency)} ${overage.per === 1 ? "each" : `per ${formatNumber(overage.per)}`}`;

/** The lowest amount for one unit, or package. */
function eachText({ unitAmount, tiers }: Pick<Price, "unitAmount" | "tiers">, currency: string): string {
  const amounts = tiers?.map((tier) => tier.unitAmount) ?? [unitAmount];
  const amount = Math.min(...amounts);
  const text = Number.isInteger(amount) ? formatPrice({ amount, currency }) : formatUnitPrice({ amount, currency });
  return amounts.some((other) => other !== amount) ? `from ${text}` : text;
}
