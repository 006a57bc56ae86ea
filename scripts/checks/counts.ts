import { readFile } from "node:fs/promises";

export type Counts = { passed: number; failed: number };

/** From "Tests  2 failed | 103 passed (105)", which Vitest prints at the end. */
export function vitestCounts(output: string): Counts {
  const line = output.split("\n").findLast((each) => /^\s*Tests\s/.test(each)) ?? "";
  const count = (word: string) => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  return { passed: count("passed"), failed: count("failed") };
}

/** From the files of Playwright's JSON reporter, added up. */
export async function playwrightCounts(...results: string[]): Promise<Counts> {
  const sum = { passed: 0, failed: 0 };
  for (const path of results) {
    const file = await readFile(path, "utf8").catch(() => "{}");
    const { stats } = JSON.parse(file) as { stats?: { expected: number; unexpected: number; flaky: number } };
    sum.passed += stats?.expected ?? 0;
    sum.failed += (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
  }
  return sum;
}
