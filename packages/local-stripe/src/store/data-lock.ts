import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/**
 * Reserves a data directory for this process. Two processes with one directory would each overwrite what the other has
 * acknowledged. The lock of a process that was killed is taken over.
 *
 * @returns releases the directory
 * @throws Error if a running process has it
 */
export function lockDirectory(directory: string): () => void {
  const lock = path.join(directory, "lock");
  const own = path.join(directory, `lock.${process.pid}.${randomUUID()}`);
  const content = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
  fs.writeFileSync(own, content);
  try {
    while (!linked(own, lock)) {
      const holder = read(lock);
      if (holder === null) continue;
      const pid = runningHolder(holder);
      if (pid !== null) throw inUse(directory, pid);
      removeStale(lock, holder);
    }
  } finally {
    fs.rmSync(own, { force: true });
  }
  return () => {
    if (read(lock) === content) fs.rmSync(lock, { force: true });
  };
}

function inUse(directory: string, pid: number): Error {
  return new Error(
    `The data in ${directory} is in use by process ${pid}: stop that process first, or choose another directory with --data.`,
  );
}

/** Creates the lock with its content in one step. @returns false if there is one already */
function linked(own: string, lock: string): boolean {
  try {
    fs.linkSync(own, lock);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/**
 * Removes the lock of a process that has ended. Another process may have replaced it since it was read; what was moved
 * away is then put back.
 */
function removeStale(lock: string, stale: string): void {
  const moved = `${lock}.${process.pid}.${randomUUID()}`;
  try {
    fs.renameSync(lock, moved);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return;
    throw error;
  }
  if (read(moved) !== stale) linked(moved, lock);
  fs.rmSync(moved, { force: true });
}

/** @returns the process that holds the lock; null if it has ended */
function runningHolder(content: string): number | null {
  const { pid, started } = parse(content);
  if (!Number.isInteger(pid)) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, but belongs to another user.
    if (!hasCode(error, "EPERM")) return null;
  }
  return started === null || startOf(pid) === started ? pid : null;
}

function parse(content: string): { pid: number; started: string | null } {
  try {
    return JSON.parse(content) as { pid: number; started: string | null };
  } catch {
    return { pid: Number.NaN, started: null };
  }
}

/** Tells a process from a later one with the same ID: when it started, where the system says so (Linux). */
function startOf(pid: number): string | null {
  const stat = read(`/proc/${pid}/stat`);
  // The command's name, in parentheses, can contain spaces. Field 22 of the line is the 20th after it.
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

function read(file: string): string | null {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "ESRCH")) return null;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
