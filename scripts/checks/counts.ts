import { readFile } from "node:fs/promises";

export type Counts = { passed: number; failed: number };

/** From "Tests  2 failed | 103 passed (105)", which Vitest prints at the end. */
export function vitestCounts(output: string): Counts {
  const line = output.split("\n").findLast((each) => /^\s*Tests\s/.test(each)) ?? "";
  const count = (word: string) => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  return { passed: count("passed"), failed: count("failed") };
}

/** From the file of Playwright's JSON reporter. */
export async function playwrightCounts(results: string): Promise<Counts> {
  const file = await readFile(results, "utf8").catch(() => "{}");
  const { stats } = JSON.parse(file) as { stats?: { expected: number; unexpected: number; flaky: number } };
  return { passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) };
}
