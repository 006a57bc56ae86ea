import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { endWithUs } from "@/db/embedded";

export type Command = {
  name: string;
  /** Arguments of node. */
  args: string[];
  env: Record<string, string>;
  /** Where what it says is kept. */
  logFile: string;
  /** Also show what it says. */
  echo?: boolean;
};

/**
 * Starts node in a process group of its own, so that the terminal's Ctrl-C reaches only the supervisor, who ends its
 * children in order; a watchdog ends the group should the supervisor be killed.
 */
export function startChild({ name, args, env, logFile, echo }: Command): ChildProcess {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  endWithUs(child);
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

/** Asks the child's whole group to end, and ends it after eight seconds of patience. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  signalGroup(child, "SIGTERM");
  const impatient = setTimeout(() => signalGroup(child, "SIGKILL"), 8_000);
  await gone;
  clearTimeout(impatient);
}

export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || hasEnded(child)) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
