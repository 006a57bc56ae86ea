import type { ChartCell, ChartColumn } from "@/components/charts/types";
import { formatCompactMoney, formatMoney, minorUnits } from "@/lib/money";
import { formatNumber, formatPercent } from "@/lib/numbers";

/** Cells of the tables below charts. Files get plain numbers: money in major units, ratios between 0 and 1. */

export const moneyCell = (amount: number | null, currency: string, href?: string): ChartCell => ({
  text: amount === null ? "–" : formatMoney({ amount, currency }),
  value: amount === null ? null : amount / minorUnits(currency),
  href,
});

export const countCell = (count: number | null, href?: string): ChartCell => ({
  text: count === null ? "–" : formatNumber(count),
  value: count,
  href,
});

export const ratioCell = (ratio: number | null, href?: string): ChartCell => ({
  text: ratio === null ? "n/a" : formatPercent(ratio),
  value: ratio,
  href,
});

export const textCell = (text: string, href?: string): ChartCell => ({ text, value: text, href });

/** A column of amounts names its currency in the file, where no sign stands beside the number. */
export const moneyColumn = (label: string, currency: string, color?: string): ChartColumn => ({
  label,
  color,
  fileLabel: `${label} (${currency.toUpperCase()})`,
});

/** For the axis of amounts in major units. */
export const majorTick =
  (currency: string) =>
  (value: number): string =>
    formatCompactMoney({ amount: Math.round(value * minorUnits(currency)), currency });
