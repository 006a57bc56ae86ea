import type { MetricReading, MetricUnit } from "@/lib/metrics/page/types";
import { formatRounded } from "@/lib/money";
import { formatNumber, formatPercent, withMinusSign } from "@/lib/numbers";

/** A metric's value as pages write it: "$41,943", "128", "4.2%", "2.4×", "n/a". */
export function formatMetric(value: number | null, unit: MetricUnit, currency: string): string {
  if (value === null) return "n/a";
  switch (unit) {
    case "money":
      return formatRounded({ amount: value, currency });
    case "count":
      return formatNumber(value);
    case "ratio":
      return formatPercent(value);
    case "multiple":
      return `${formatNumber(Math.round(value * 10) / 10)}×`;
    default:
      return unit satisfies never;
  }
}

export type MetricChange = { text: string; trend: "up" | "down" | "flat" };

/**
 * How a metric compares with before: in percent for amounts and counts, in points for ratios. Null without anything to
 * compare with.
 */
export function changeOf({
  value,
  previous,
  unit,
}: Pick<MetricReading, "value" | "previous" | "unit">): MetricChange | null {
  if (value === null || previous === null) return null;
  const difference = value - previous;
  if (unit === "ratio") return changeIn(Math.round(difference * 1000) / 10, (points) => `${formatNumber(points)} pts`);
  if (unit === "multiple") return changeIn(Math.round(difference * 10) / 10, (points) => `${formatNumber(points)}×`);
  if (difference === 0) return { text: "0%", trend: "flat" };
  if (previous === 0) return unit === "count" ? changeIn(difference, formatNumber) : null;
  return changeIn(difference / Math.abs(previous), (ratio) => formatPercent(roundedRatio(ratio)));
}

/** Whether a change is for the better, for its color. */
export function toneOf(trend: MetricChange["trend"], good: MetricReading["good"]): "good" | "bad" | "neutral" {
  if (trend === "flat" || good === null) return "neutral";
  return trend === good ? "good" : "bad";
}

function changeIn(amount: number, format: (amount: number) => string): MetricChange {
  const trend = amount === 0 ? "flat" : amount > 0 ? "up" : "down";
  return { text: `${amount > 0 ? "+" : ""}${withMinusSign(format(amount))}`, trend };
}

/** A change of 240% needs no decimals, one of 2.4% does. */
const roundedRatio = (ratio: number): number => (Math.abs(ratio) >= 1 ? Math.round(ratio * 100) / 100 : ratio);
