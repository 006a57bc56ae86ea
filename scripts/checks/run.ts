import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createInterface } from "node:readline";
import { killWithParent } from "@/db/embedded";
import { signalGroup } from "../stack/child";
import type { Check } from "./check";
import type { Counts } from "./counts";

export type Outcome = Counts & { name: string; seconds: number; ok: boolean };

/** Runs checks, and prints a line for each and the output of those that fail. */
export class Run {
  readonly outcomes: Outcome[] = [];
  readonly #running = new Set<ChildProcess>();
  readonly #unfinished = new Set<Check>();
  readonly #ends = new EventEmitter();
  readonly #since = performance.now();
  #interrupted = false;

  constructor() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => this.#interrupt());
  }

  get interrupted(): boolean {
    return this.#interrupted;
  }

  get ok(): boolean {
    return this.outcomes.every(({ ok }) => ok);
  }

  /** Runs the lanes in parallel, and the checks of a lane one after another. */
  async parallel(lanes: readonly (readonly Check[])[]): Promise<void> {
    for (const check of lanes.flat()) this.#unfinished.add(check);
    await Promise.all(lanes.map((checks) => this.#lane(checks)));
  }

  async #lane(checks: readonly Check[]) {
    for (const check of checks) {
      while (check.after && this.#unfinished.has(check.after)) await once(this.#ends, "end");
      if (this.#interrupted) return;
      const { outcome, output } = await this.#check(check);
      this.#unfinished.delete(check);
      this.#ends.emit("end");
      if (this.#interrupted) return;
      this.outcomes.push(outcome);
      if (!outcome.ok) console.log(`\n── ${check.name} ──\n${output}\n`);
      console.log(line(outcome));
    }
  }

  async #check({ name, command, counts }: Check): Promise<{ outcome: Outcome; output: string }> {
    const since = performance.now();
    const seconds = () => (performance.now() - since) / 1000;
    const ticker = setInterval(() => console.log(`  … ${name} (${duration(seconds())})`), 60_000);
    const { code, output } = await this.#execute(command).finally(() => clearInterval(ticker));
    const ok = code === 0;
    const { passed, failed } = (await counts?.(output)) ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
    // A check can fail without a failed test, by a crash or an unhandled error.
    return { outcome: { name, ok, passed, failed: ok ? failed : Math.max(1, failed), seconds: seconds() }, output };
  }

  #execute([command, ...args]: readonly [string, ...string[]]): Promise<{ code: number | null; output: string }> {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
    });
    killWithParent(child);
    this.#running.add(child);
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (text) => lines.push(text));
    }
    return new Promise((done) =>
      child.once("close", (code) => {
        this.#running.delete(child);
        done({ code, output: lines.join("\n") });
      }),
    );
  }

  /** Lets running checks clean up. The terminal and npm may both send the signal. */
  #interrupt() {
    if (!this.#interrupted) for (const child of this.#running) signalGroup(child, "SIGINT");
    this.#interrupted = true;
    this.#unfinished.clear();
    this.#ends.emit("end");
  }

  /** Prints the totals. CI reads the last line, "N passed, N failed". */
  summarize(): void {
    const sum = (key: "passed" | "failed") => this.outcomes.reduce((total, outcome) => total + outcome[key], 0);
    console.log(`\n  Took ${duration((performance.now() - this.#since) / 1000)}\n`);
    console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  }
}

function line({ name, ok, passed, failed, seconds }: Outcome): string {
  const counts = `${`${passed} passed`.padStart(12)} ${(failed > 0 ? `${failed} failed` : "").padStart(11)}`;
  return `  ${ok ? "✓" : "✗"} ${name.padEnd(20)} ${counts} ${seconds.toFixed(1).padStart(8)} s`;
}

const duration = (seconds: number) =>
  seconds < 120 ? `${seconds.toFixed(1)} seconds` : `${(seconds / 60).toFixed(1)} minutes`;
