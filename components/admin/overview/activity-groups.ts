import type { Activity } from "@/lib/admin";
import { formatMonth, isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";

export type ActivityGroup = { label: string; activities: Activity[] };

/** The feed by when it happened, in its order: today, yesterday, then by month (UTC). */
export function byTime(activities: readonly Activity[], now: Date): ActivityGroup[] {
  const groups: ActivityGroup[] = [];
  for (const activity of activities) {
    const label = labelOf(activity.at, now);
    const last = groups.at(-1);
    if (last?.label === label) last.activities.push(activity);
    else groups.push({ label, activities: [activity] });
  }
  return groups;
}

function labelOf(at: Date, now: Date): string {
  if (isoDay(at) === isoDay(now)) return "Today";
  if (isoDay(at) === isoDay(addDays(now, -1))) return "Yesterday";
  return formatMonth(at);
}
