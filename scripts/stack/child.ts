import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { killWithParent } from "@/db/embedded";

export type Command = {
  name: string;
  /** Arguments for node. */
  args: string[];
  env: Record<string, string>;
  /** Gets its output. */
  logFile: string;
  /** Also prints its output. */
  echo?: boolean;
};

/**
 * Starts node in its own process group, so that Ctrl-C in the terminal reaches only the supervisor, which stops its children in
 * order. A watchdog ends the group if the supervisor is killed.
 */
export function startChild({ name, args, env, logFile, echo }: Command): ChildProcess {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  killWithParent(child);
  const prefix = `${name} | `;
  const record = (chunk: Buffer) => {
    appendFileSync(logFile, chunk);
    if (echo) process.stdout.write(chunk.toString().replace(/^(?=.)/gm, prefix));
  };
  child.stdout?.on("data", record);
  child.stderr?.on("data", record);
  return child;
}

export const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

/** Asks the child's process group to exit, and kills it after eight seconds: the slowest, the worker, gives its jobs six to finish. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exited = new Promise<void>((done) => child.once("exit", () => done()));
  signalGroup(child, "SIGTERM");
  const killTimer = setTimeout(() => signalGroup(child, "SIGKILL"), 8_000);
  await exited;
  clearTimeout(killTimer);
}

export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || hasEnded(child)) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
