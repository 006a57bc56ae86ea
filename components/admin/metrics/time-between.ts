import { day, hour, minute } from "@/lib/durations";
import { formatCount } from "@/lib/numbers";

/** A median time in the largest unit that says enough: "40 minutes", "5 hours", "3 days". */
export function timeBetween(milliseconds: number): string {
  if (milliseconds < minute) return "under a minute";
  const [length, unit] =
    milliseconds >= 2 * day
      ? ([day, "day"] as const)
      : milliseconds >= 2 * hour
        ? ([hour, "hour"] as const)
        : ([minute, "minute"] as const);
  return formatCount(Math.round(milliseconds / length), unit);
}
