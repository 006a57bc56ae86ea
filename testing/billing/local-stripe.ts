import { spawn } from "node:child_process";
import { afterAll, beforeAll } from "vitest";
import { day, second } from "@/lib/durations";
import { bundled } from "@/testing/bundle";

/**
 * A local Stripe for this test file alone. Import it before anything that reads the environment, because it sets Stripe's
 * port there.
 */
const home = "packages/local-stripe";
const program = await bundled({ entry: `${home}/src/cli.ts`, sources: [`${home}/src`], home });
const start = `import(process.argv[1]).then(({ main }) => main(["--port", "0"]))`;
const server = spawn(process.execPath, ["--eval", start, program], { stdio: ["ignore", "pipe", "inherit"] });
export const stripeOrigin = await listening();
process.env.LOCAL_STRIPE_PORT = new URL(stripeOrigin).port;

function listening(): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    server.once("exit", (code) => reject(new Error(`the local Stripe ended with ${code}: ${output}`)));
    server.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const [, origin] = /listening on (http:\S+)/.exec(output) ?? [];
      if (origin) resolve(origin);
    });
  });
}

beforeAll(async () => {
  const { syncCatalog } = await import("@/lib/billing/publish/sync-catalog");
  await syncCatalog();
});

afterAll(() => {
  server.removeAllListeners("exit");
  server.kill("SIGKILL");
});

export const cards = { good: "4242 4242 4242 4242", declined: "4000 0000 0000 0002" };

/** Submits the checkout page. @returns the URL it redirects to; undefined when the payment fails. */
export async function payOn(checkoutUrl: string, number = cards.good): Promise<string | undefined> {
  const body = new URLSearchParams({ number, expiry: "12 / 40", cvc: "123", name: "Test Person" });
  const response = await fetch(checkoutUrl, { method: "POST", body, redirect: "manual" });
  return response.headers.get("location") ?? undefined;
}

/** Advances Stripe's clock, which runs what becomes due on the way. @returns the new time. */
export async function advanceStripe(days: number): Promise<Date> {
  const response = await fetch(`${stripeOrigin}/_local/clock/advance`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ seconds: Math.round((days * day) / second) }),
  });
  const { now } = (await response.json()) as { now: number };
  return new Date(now * 1000);
}

/** Pays an open invoice on its page. */
export async function payInvoice(hostedUrl: string, number = cards.good): Promise<void> {
  const body = new URLSearchParams({ number, expiry: "12 / 40", cvc: "123", name: "Test Person" });
  await fetch(`${hostedUrl}/pay`, { method: "POST", body, redirect: "manual" });
}
