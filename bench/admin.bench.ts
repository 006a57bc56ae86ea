import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type AdminDatabase, loadDatabase } from "./admin/load";
import { measurePages, type PageTimes } from "./admin/pages";
import type { Figure, Result } from "./report";
import { buildOurs } from "./site";

/** `BENCH_ORGANIZATIONS=2000` measures one size. The second size shows how the calls grow. */
const sizes = (process.env.BENCH_ORGANIZATIONS ?? "10000,100000").split(",").map(Number);

/** What the data of a page may take, as the 95th percentile: twice as much with ten times the organizations. */
const goalMs = (organizations: number) => (organizations > 10_000 ? 100 : 50);

/** The data calls and the pages of `/admin`, with 24 months of many organizations. */
export async function measureAdmin(): Promise<Result> {
  await buildOurs();
  const figures: Figure[] = [];
  for (const size of sizes) {
    console.log(`  writing ${size.toLocaleString("en-US")} organizations …`);
    const database = await loadDatabase(size);
    try {
      if (database.seconds !== null) figures.push({ name: `seed_${size}`, value: database.seconds, unit: "s" });
      console.log("  reading the data of each page …");
      const calls = await measureCalls(database);
      figures.push(...figuresOf(`data_${size}`, calls, { kind: "<=", value: goalMs(size) }));
      console.log("  asking for the pages …");
      figures.push(...figuresOf(`page_${size}`, await measurePages(database)));
    } finally {
      await database.stop();
    }
  }
  return { figures };
}

const figuresOf = (stem: string, times: PageTimes, goal?: Figure["goal"]): Figure[] =>
  Object.entries(times).flatMap(([name, { p50, p95 }]) => [
    { name: `${stem}_${name}_p50`, value: p50, unit: "ms" },
    { name: `${stem}_${name}_p95`, value: p95, unit: "ms", ...(goal ? { goal } : {}) },
  ]);

/** In a process of its own, with the database's address in its environment. */
async function measureCalls({ environment }: AdminDatabase): Promise<PageTimes> {
  const program = ["--import", "./scripts/preload/script.mjs", "bench/admin/calls.ts"];
  const { stdout } = await promisify(execFile)(process.execPath, program, { env: { ...process.env, ...environment } });
  const [last = "{}"] = stdout.trim().split("\n").slice(-1);
  return JSON.parse(last) as PageTimes;
}
