import { type ChildProcess, spawn } from "node:child_process";

/**
 * Ends a child and its process group even if this process is killed with -9: a small shell waits on a pipe that the system
 * closes with this process.
 */
export function killWithParent(child: ChildProcess, signal: "SIGINT" | "SIGTERM" = "SIGTERM"): void {
  if (child.pid === undefined || process.platform === "win32") return;
  const script = `read -r _; kill -${signal.slice(3)} -${child.pid} 2>/dev/null`;
  const watchdog = spawn("/bin/sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  watchdog.unref();
  child.once("exit", () => watchdog.kill("SIGKILL"));
}
