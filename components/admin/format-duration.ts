import { day, hour, minute, second } from "@/lib/durations";
import { formatCount } from "@/lib/numbers";

/** "320 ms", "1.4 s", "2 min", "3 hrs". */
export function formatDuration(ms: number): string {
  if (ms < second) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < minute) return `${(ms / second).toFixed(1)} s`;
  if (ms < hour) return `${Math.round(ms / minute)} min`;
  return formatCount(Math.round(ms / hour), "hr");
}

/** "in 5 minutes", "in 3 hours", "in 2 days"; at least a minute. */
export function formatTimeUntil(then: Date, now: Date): string {
  const left = Math.max(minute, then.getTime() - now.getTime());
  const minutes = Math.round(left / minute);
  if (minutes < 60) return `in ${formatCount(minutes, "minute")}`;
  if (left < 2 * day) return `in ${formatCount(Math.round(left / hour), "hour")}`;
  return `in ${formatCount(Math.round(left / day), "day")}`;
}
