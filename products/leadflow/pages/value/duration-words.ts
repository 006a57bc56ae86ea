import { formatCount, formatNumber } from "@/lib/numbers";

/** `45 minutes`, `3.5 hours`, `120 hours`. */
export function durationWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return formatCount(minutes, "minute");
  const hours = seconds / 3600;
  return hours < 10 ? formatCount(Math.round(hours * 10) / 10, "hour") : `${formatNumber(Math.round(hours))} hours`;
}
