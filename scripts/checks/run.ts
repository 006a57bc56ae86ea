import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { endWithUs } from "@/db/embedded";
import { signalGroup } from "../stack/child";
import type { Counts } from "./counts";
import type { Part } from "./part";

export type Outcome = Counts & { name: string; seconds: number; ok: boolean };

/** Runs parts, prints one line for each, and the output of those that fail. */
export class Run {
  readonly outcomes: Outcome[] = [];
  readonly #running = new Set<ChildProcess>();
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

  /** The lanes run side by side, the parts of a lane one after the other. */
  async sideBySide(lanes: readonly (readonly Part[])[]): Promise<void> {
    await Promise.all(lanes.map((parts) => this.#lane(parts)));
  }

  async #lane(parts: readonly Part[]) {
    for (const part of parts) {
      if (this.#interrupted) return;
      const { outcome, output } = await this.#part(part);
      if (this.#interrupted) return;
      this.outcomes.push(outcome);
      if (!outcome.ok) console.log(`\n── ${part.name} ──\n${output}\n`);
      console.log(line(outcome));
    }
  }

  async #part({ name, command, counts }: Part): Promise<{ outcome: Outcome; output: string }> {
    const since = performance.now();
    const seconds = () => (performance.now() - since) / 1000;
    const ticker = setInterval(() => console.log(`  … ${name} (${duration(seconds())})`), 60_000);
    const { code, output } = await this.#execute(command).finally(() => clearInterval(ticker));
    const ok = code === 0;
    const { passed, failed } = (await counts?.(output)) ?? { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
    // A part that fails without a failed test (a crash, an unhandled error) has failed all the same.
    return { outcome: { name, ok, passed, failed: ok ? failed : Math.max(1, failed), seconds: seconds() }, output };
  }

  #execute([command, ...args]: readonly [string, ...string[]]): Promise<{ code: number | null; output: string }> {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
      env: { ...process.env, FORCE_COLOR: "0", NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
    });
    endWithUs(child);
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

  /** Lets the parts that run clean up after themselves. A terminal's signal and npm's may both come. */
  #interrupt() {
    if (!this.#interrupted) for (const child of this.#running) signalGroup(child, "SIGINT");
    this.#interrupted = true;
  }

  /** Ends with the line that CI reads: "N passed, N failed". */
  summarize(): void {
    const sum = (key: "passed" | "failed") => this.outcomes.reduce((total, outcome) => total + outcome[key], 0);
    console.log(`\n  in ${duration((performance.now() - this.#since) / 1000)}\n`);
    console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  }
}

function line({ name, ok, passed, failed, seconds }: Outcome): string {
  const counts = `${`${passed} passed`.padStart(12)} ${(failed > 0 ? `${failed} failed` : "").padStart(11)}`;
  return `  ${ok ? "✓" : "✗"} ${name.padEnd(20)} ${counts} ${seconds.toFixed(1).padStart(8)} s`;
}

const duration = (seconds: number) =>
  seconds < 120 ? `${seconds.toFixed(1)} seconds` : `${(seconds / 60).toFixed(1)} minutes`;
