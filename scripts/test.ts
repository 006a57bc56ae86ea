import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { endWithUs } from "@/db/embedded";
import { ensureChromium } from "./chromium";
import { signalGroup } from "./stack/child";

/** `npm test`: everything that has to hold, one part after the other, with a summary at the end. */
type Part = {
  name: string;
  command: [string, ...string[]];
  /** Reads from its output how many passed and failed; a part without counts is one check. */
  counts?: (output: string) => Promise<Counts> | Counts;
};
type Counts = { passed: number; failed: number };
type Outcome = Counts & { name: string; seconds: number; ok: boolean };

const npm = (script: string): [string, ...string[]] => ["npm", "run", "--silent", script];

const parts: readonly Part[] = [
  { name: "types", command: npm("check:types") },
  { name: "lint", command: npm("check:lint") },
  { name: "import rules", command: npm("check:imports") },
  { name: "dead code", command: npm("check:dead") },
  { name: "unit tests", command: npm("test:unit"), counts: vitestCounts },
  { name: "database tests", command: npm("test:db"), counts: vitestCounts },
  { name: "local Stripe", command: npm("test:stripe"), counts: vitestCounts },
  {
    name: "local Stripe's pages",
    command: npm("test:stripe-pages"),
    counts: () => playwrightCounts("test-results/local-stripe.json"),
  },
  { name: "build and journeys", command: npm("test:e2e"), counts: () => playwrightCounts("test-results/results.json") },
];

/** Whatever the parts leave in the system's temporary folder goes with this one, even when they are interrupted. */
const temporary = await mkdtemp(join(tmpdir(), "gatehouse-npm-test-"));
await chmod(temporary, 0o755);
process.env.TMPDIR = temporary;

let running: ChildProcess | undefined;
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);

const outcomes: Outcome[] = [];
process.env.CHROMIUM_PATH = ensureChromium((line) => console.log(line));
for (const part of chosen(process.argv.slice(2))) {
  outcomes.push(await run(part));
  if (interrupted) break;
}
await rm(temporary, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
if (interrupted) process.exit(130);
summarize(outcomes);
process.exitCode = outcomes.every(({ ok }) => ok) ? 0 : 1;

/** All parts, or those whose name holds one of the words: `npm test -- unit types`. */
function chosen(words: readonly string[]): readonly Part[] {
  return words.length === 0 ? parts : parts.filter(({ name }) => words.some((word) => name.includes(word)));
}

/** Lets the part that runs clean up after itself; the signal of a terminal and npm's may both come. */
function interrupt() {
  if (!interrupted && running) signalGroup(running, "SIGINT");
  interrupted = true;
}

async function run(part: Part): Promise<Outcome> {
  const { name, command, counts } = part;
  console.log(`\n── ${name} ──`);
  const since = performance.now();
  const { code, output } = await execute(command);
  const ok = code === 0;
  const counted = (await counts?.(output)) ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  // A part that fails without a failed test (a crash, an unhandled error) has failed all the same.
  const failed = ok ? counted.failed : Math.max(1, counted.failed);
  return { name, ok, passed: counted.passed, failed, seconds: (performance.now() - since) / 1000 };
}

function execute([command, ...args]: readonly [string, ...string[]]): Promise<{ code: number | null; output: string }> {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
  });
  endWithUs(child);
  running = child;
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      console.log(line);
    });
  }
  return new Promise((done) => child.once("close", (code) => done({ code, output: lines.join("\n") })));
}

/** "Tests  2 failed | 103 passed (105)", as vitest ends. */
function vitestCounts(output: string): Counts {
  const line = output.split("\n").findLast((each) => /^\s*Tests\s/.test(each)) ?? "";
  const count = (word: string) => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  return { passed: count("passed"), failed: count("failed") };
}

async function playwrightCounts(results: string): Promise<Counts> {
  const file = await readFile(results, "utf8").catch(() => "{}");
  const { stats } = JSON.parse(file) as { stats?: { expected: number; unexpected: number; flaky: number } };
  return { passed: stats?.expected ?? 0, failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) };
}

function summarize(all: readonly Outcome[]) {
  console.log("\n");
  for (const { name, ok, passed, failed, seconds } of all) {
    console.log(
      `  ${ok ? "✓" : "✗"} ${name.padEnd(20)} ${`${passed} passed`.padStart(12)} ${(failed > 0 ? `${failed} failed` : "").padStart(11)} ${seconds.toFixed(1).padStart(8)} s`,
    );
  }
  const sum = (key: "passed" | "failed" | "seconds") => all.reduce((total, outcome) => total + outcome[key], 0);
  console.log(`\n  in ${(sum("seconds") / 60).toFixed(1)} minutes\n`);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
}
