import type { ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type Command, hasEnded, signalGroup, startChild, stopChild } from "./child";
import { print } from "./progress";

/** Starts and stops the child processes of a stack. */
export class Supervisor {
  readonly #children = new Map<string, ChildProcess>();
  readonly #restarts = new Map<string, number>();
  #stopping = false;

  /** Runs a command to its end. @throws Error with the end of its log if it fails. */
  async run(command: Command): Promise<void> {
    const child = this.#start(command);
    const code = await new Promise<number | null>((done) => child.once("exit", done));
    this.#children.delete(command.name);
    if (this.#stopping) throw new Error("stopped");
    if (code !== 0) throw new Error(`${command.name} failed:\n${lastLines(command.logFile)}`);
  }

  /** Keeps a service running, restarting it when it exits. Resolves once `isReady`. */
  async keep(command: Command, isReady: () => Promise<boolean>): Promise<void> {
    this.#launch(command);
    while (!(await isReady())) {
      if (this.#stopping) throw new Error("stopped");
      if ((this.#restarts.get(command.name) ?? 0) > 1)
        throw new Error(`${command.name} doesn't start:\n${lastLines(command.logFile)}`);
      await sleep(100);
    }
    this.#restarts.set(command.name, 0);
  }

  /** Stops all children, and resolves when the last has exited. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#children.values()].map(stopChild));
  }

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
      print(`${command.name} exited (${signal ?? code}). Restarting it in ${delay} s. Log: ${command.logFile}`);
      await sleep(delay * 1000);
      if (!this.#stopping) this.#launch(command);
    });
  }
}

function lastLines(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").slice(-25).join("\n") : "(no output)";
}

/** Whether a server responds at the URL with a status below 500. */
export async function responds(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(30_000), redirect: "manual" });
    await response.arrayBuffer();
    return response.status < 500;
  } catch {
    return false;
  }
}
