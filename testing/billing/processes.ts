import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll } from "vitest";
import { freePort } from "@/db/embedded";
import { bundled } from "@/testing/bundle";

/** Our processes, using the test file's database and Stripe. */
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
});

const programOf = (entry: string) =>
  bundled({ entry, sources: ["app", "db", "lib", "products", "worker", "testing", "scripts"] });
const worker = await programOf("worker/start.ts");
const webhook = await programOf("testing/billing/serve-webhook.ts");

function start(program: string, environment: Record<string, string>, output: "pipe" | "ignore"): ChildProcess {
  const child = spawn(process.execPath, [program], {
    stdio: ["ignore", output, "inherit"],
    env: { ...process.env, ...environment },
  });
  running.add(child);
  return child;
}

/** Kills a process like a power cut, with SIGKILL. */
export async function kill(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) throw new Error("it had already exited");
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** Starts the real worker. */
export const startWorker = (environment: Record<string, string> = {}): ChildProcess =>
  start(worker, environment, "ignore");

/** A webhook process behind a fixed URL, which Stripe keeps calling while the process is down. */
export type WebhookServer = { url: string; open(secrets: string): Promise<ChildProcess> };

export async function webhookServer(): Promise<WebhookServer> {
  const port = String(await freePort());
  return {
    url: `http://127.0.0.1:${port}/api/webhooks/stripe`,
    async open(secrets) {
      const environment = { PORT: port, STRIPE_WEBHOOK_SECRET: secrets };
      const child = start(webhook, environment, "pipe");
      if (child.stdout) await once(child.stdout, "data");
      return child;
    },
  };
}
