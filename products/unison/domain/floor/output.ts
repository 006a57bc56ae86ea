import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";

export type Output = { day: string; pieces: number };

/** One entry per day for the last `days` days up to `today`, oldest first. Output after today counts as today's. */
export function fillDays(finished: readonly Output[], today: string, days: number): Output[] {
  const end = new Date(`${today}T00:00:00Z`);
  return Array.from({ length: days }, (_, index) => {
    const day = isoDay(addDays(end, index + 1 - days));
    const here = finished.filter((entry) => entry.day === day || (day === today && entry.day > today));
    return { day, pieces: here.reduce((sum, { pieces }) => sum + pieces, 0) };
  });
}

/** The change from the first half of the days to the second, as a ratio: 0.25 is 25% more. Undefined without a first half. */
export function change(output: readonly Output[]): number | undefined {
  const half = Math.floor(output.length / 2);
  const sum = (entries: readonly Output[]) => entries.reduce((total, { pieces }) => total + pieces, 0);
  const before = sum(output.slice(0, half));
  return before === 0 ? undefined : sum(output.slice(-half)) / before - 1;
}
