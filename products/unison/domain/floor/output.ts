export type Output = { day: string; pieces: number };

const dayMs = 24 * 60 * 60 * 1000;

/** One entry for each of the last `days` days until `today`, oldest first; what was finished later than today counts to it. */
export function fillDays(finished: readonly Output[], today: string, days: number): Output[] {
  const end = new Date(`${today}T00:00:00Z`).getTime();
  return Array.from({ length: days }, (_, index) => {
    const day = new Date(end - (days - 1 - index) * dayMs).toISOString().slice(0, 10);
    const here = finished.filter((entry) => entry.day === day || (day === today && entry.day > today));
    return { day, pieces: here.reduce((sum, { pieces }) => sum + pieces, 0) };
  });
}

/** By how much the second half of the days beats the first, as a part: 0.25 is a quarter more; undefined with nothing to compare. */
export function change(output: readonly Output[]): number | undefined {
  const half = Math.floor(output.length / 2);
  const sum = (entries: readonly Output[]) => entries.reduce((total, { pieces }) => total + pieces, 0);
  const before = sum(output.slice(0, half));
  return before === 0 ? undefined : sum(output.slice(-half)) / before - 1;
}
