import { formatShortDate, isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";

/** When someone was last there, by the UTC day (`2026-11-30`): "Active today", "Last active Nov 12". */
export function seenText(lastSeenOn: string, now: Date): string {
  if (lastSeenOn >= isoDay(now)) return "Active today";
  if (lastSeenOn === isoDay(addDays(now, -1))) return "Active yesterday";
  return `Last active ${formatShortDate(new Date(`${lastSeenOn}T00:00:00Z`), now)}`;
}
