import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll } from "vitest";
import { freePort } from "@/db/embedded";

/** Processes of ours, as they are deployed, on the test's own database and Stripe. */
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
});

function start(script: string, environment: Record<string, string>, output: "pipe" | "ignore"): ChildProcess {
  const flags = ["--import", "./scripts/runtime.mjs"];
  const child = spawn(process.execPath, [...flags, script], {
    stdio: ["ignore", output, "inherit"],
    env: { ...process.env, ...environment },
  });
  running.add(child);
  return child;
}

/** As the power cut does it: nothing is finished, nobody is told. */
export async function kill(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) throw new Error("it had ended by itself");
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** The real worker. It is at work when jobs are done. */
export const startWorker = (environment: Record<string, string> = {}): ChildProcess =>
  start("scripts/worker.ts", environment, "ignore");

/** The webhook's own process behind one address, which Stripe goes on calling while there is none. */
export type Door = { url: string; open(secrets: string): Promise<ChildProcess> };

export async function webhookDoor(): Promise<Door> {
  const port = String(await freePort());
  return {
    url: `http://127.0.0.1:${port}/api/webhooks/stripe`,
    async open(secrets) {
      const environment = { PORT: port, STRIPE_WEBHOOK_SECRET: secrets };
      const child = start("lib/billing/testing/serve-webhook.ts", environment, "pipe");
      if (child.stdout) await once(child.stdout, "data");
      return child;
    },
  };
}
