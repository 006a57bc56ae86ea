import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { playwrightCounts, vitestCounts } from "./counts";

test.each([
  ["      Tests  2 failed | 103 passed (105)", { passed: 103, failed: 2 }],
  [" Test Files  3 passed (3)\n      Tests  12 passed | 1 skipped (13)\n   Duration  2s", { passed: 12, failed: 0 }],
  ["no test files found", { passed: 0, failed: 0 }],
])("reads the counts of Vitest from %j", (output, counts) => {
  expect(vitestCounts(output)).toEqual(counts);
});

test("counts a flaky Playwright test as failed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-counts-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const results = join(folder, "results.json");
  expect(await playwrightCounts(results)).toEqual({ passed: 0, failed: 0 });
  await writeFile(results, JSON.stringify({ stats: { expected: 20, unexpected: 1, flaky: 1, skipped: 3 } }));
  expect(await playwrightCounts(results)).toEqual({ passed: 20, failed: 2 });
});
