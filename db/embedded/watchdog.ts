import { type ChildProcess, spawn } from "node:child_process";

/**
 * Ends a child (and its process group) when this process ends in a way that leaves no time for it, such as kill -9:
 * a tiny shell waits at a pipe which the system closes with us.
 */
export function endWithUs(child: ChildProcess, signal: "SIGINT" | "SIGTERM" = "SIGTERM"): void {
  if (child.pid === undefined || process.platform === "win32") return;
  const script = `read -r _; kill -${signal.slice(3)} -${child.pid} 2>/dev/null`;
  const watchdog = spawn("/bin/sh", ["-c", script], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  watchdog.unref();
  child.once("exit", () => watchdog.kill("SIGKILL"));
}
