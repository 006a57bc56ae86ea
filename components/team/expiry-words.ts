import { daysUntil } from "@/lib/durations";
import { formatCount } from "@/lib/numbers";

/** "Expires in 3 days", "Expires in less than a day": for an open invitation. */
export function expiryWords(expiresAt: Date, now: Date): string {
  const days = daysUntil(expiresAt, now);
  return days <= 1 ? "Expires in less than a day" : `Expires in ${formatCount(days, "day")}`;
}
