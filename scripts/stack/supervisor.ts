import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, hasEnded, signalGroup, startChild, stopChild } from "./child";
import { say } from "./progress";

/** Holds every child of a stack, so that none is forgotten when it ends. */
export class Supervisor {
  readonly #children = new Map<string, ChildProcess>();
  readonly #restarts = new Map<string, number>();
  #stopping = false;

  /** Runs a command to its end. */
  async run(command: Command): Promise<void> {
    const child = this.#start(command);
    const code = await new Promise<number | null>((done) => child.once("exit", done));
    this.#children.delete(command.name);
    if (this.#stopping) throw new Error("stopped");
    if (code !== 0) throw new Error(`${command.name} failed:\n${lastLines(command.logFile)}`);
  }

  /** Keeps a service running: one that ends by itself is started again. Resolves when `isReady` says so. */
  async keep(command: Command, isReady: () => Promise<boolean>): Promise<void> {
    this.#launch(command);
    while (!(await isReady())) {
      if (this.#stopping) throw new Error("stopped");
      if ((this.#restarts.get(command.name) ?? 0) > 1)
        throw new Error(`${command.name} does not start:\n${lastLines(command.logFile)}`);
      await sleep(100);
    }
    this.#restarts.set(command.name, 0);
  }

  /** Ends all children at once; resolves when the last is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#children.values()].map(stopChild));
  }

  /** For the impatient. */
  kill(): void {
    for (const child of this.#children.values()) signalGroup(child, "SIGKILL");
  }

  #start(command: Command): ChildProcess {
    if (this.#stopping) throw new Error("stopped");
    const child = startChild(command);
    this.#children.set(command.name, child);
    return child;
  }

  #launch(command: Command) {
    const child = this.#start(command);
    const since = Date.now();
    child.once("exit", async (code, signal) => {
      if (this.#stopping || !hasEnded(child)) return;
      const quick = Date.now() - since < 10_000;
      const count = quick ? (this.#restarts.get(command.name) ?? 0) + 1 : 1;
      this.#restarts.set(command.name, count);
      const delay = Math.min(2 ** (count - 1), 30);
      say(`${command.name} ended (${signal ?? code}); starting it again in ${delay} s. Its log: ${command.logFile}`);
      await sleep(delay * 1000);
      if (!this.#stopping) this.#launch(command);
    });
  }
}

function lastLines(file: string): string {
  return existsSync(file)
    ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-25).join("\n")
    : "(it said nothing)";
}

/** Whether something answers at the address, with less than a server's failure. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000), redirect: "manual" });
    await response.arrayBuffer();
    return response.status < 500;
  } catch {
    return false;
  }
}
