import type { ExpectedUsage } from "@/lib/billing/estimate/estimate";
import type { Interval, PriceList } from "@/lib/catalog/types";
import { maxUsage } from "./stops";

/** What the calculator shows. */
export type CalculatorState = { interval: Interval; usage: ExpectedUsage };

/**
 * The state that a link holds, as `?users=40&plants=3&interval=year`; what it lacks, or what isn't a whole number, is from `start`.
 * Null when the link holds nothing of the calculator. Pure.
 */
export function readLink(search: string, prices: PriceList, start: CalculatorState): CalculatorState | null {
  const params = new URLSearchParams(search);
  const known = prices.meters.map(({ key }) => key);
  if (![...known, "interval"].some((name) => params.has(name))) return null;
  const usage = Object.fromEntries(
    known.map((key) => {
      const text = params.get(key) ?? "";
      return [key, /^\d{1,12}$/.test(text) ? Math.min(Number(text), maxUsage) : (start.usage[key] ?? 0)];
    }),
  );
  const interval = params.get("interval");
  return { usage, interval: interval === "year" || interval === "month" ? interval : start.interval };
}

/** The search of the link to a state. Keeps what else the address holds, such as the campaign a visitor came by. Pure. */
export function writeLink(search: string, { interval, usage }: CalculatorState): string {
  const params = new URLSearchParams(search);
  for (const [key, value] of Object.entries(usage)) params.set(key, String(value));
  params.set("interval", interval);
  return `?${params}`;
}
