import type { healthSamples } from "@/db/schema";
import { addMinutes, day, minute } from "@/lib/durations";

type Row = typeof healthSamples.$inferInsert;
type Part = "database" | "worker" | "stripe";

const everyMs = 5 * minute;
const days = 90;

/** What went wrong, as any service of this size has it: little, short, and mostly elsewhere. */
const outages: readonly { daysAgo: number; at: `${number}:${number}`; minutes: number; parts: readonly Part[] }[] = [
  { daysAgo: 71, at: "14:20", minutes: 25, parts: ["stripe"] },
  { daysAgo: 48, at: "07:05", minutes: 35, parts: ["worker"] },
  { daysAgo: 17, at: "02:30", minutes: 10, parts: ["database", "worker"] },
];

/** The checks of the last 90 days, one every five minutes. The same past for the same `until`. */
export function healthRows(until: Date): Row[] {
  const midnight = Math.floor(until.getTime() / day) * day;
  const down = outages.map(({ daysAgo, at, minutes, parts }) => {
    const [hours = 0, minute = 0] = at.split(":").map(Number);
    const from = addMinutes(new Date(midnight - daysAgo * day), 60 * hours + minute);
    return { from, to: addMinutes(from, minutes), parts };
  });
  const last = Math.floor(until.getTime() / everyMs) * everyMs;
  return Array.from({ length: (days * day) / everyMs }, (_, index) => {
    const at = new Date(last - index * everyMs);
    const failed = down.flatMap(({ from, to, parts }) => (from <= at && at < to ? parts : []));
    return {
      at,
      database: !failed.includes("database"),
      worker: !failed.includes("worker"),
      stripe: !failed.includes("stripe"),
    };
  }).toReversed();
}
