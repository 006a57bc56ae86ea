import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Stripe from "stripe";
import { expect, onTestFinished, test } from "vitest";
import { start, temporaryDirectory } from "../testing/harness";

const binary = fileURLToPath(new URL("../../bin/local-stripe.mjs", import.meta.url));
const day = 86_400;

interface Running {
  origin: string;
  stripe: Stripe;
  kill(): Promise<void>;
}

/**
 * Starts a server process with a frozen clock, so that two runs can be identical byte for byte. Its URLs contain its
 * port, so both runs use the same one.
 */
async function run(data: string, port: number): Promise<Running> {
  const args = ["--port", String(port), "--data", data, "--seed", "7", "--clock", "2026-01-01T00:00:00Z"];
  const child = spawn(process.execPath, [binary, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return {
    origin: `http://127.0.0.1:${port}`,
    stripe: new Stripe("sk_test_x", { host: "127.0.0.1", port, protocol: "http", maxNetworkRetries: 0 }),
    kill: async () => {
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/**
 * Monthly subscriptions, each with a trial one day longer than the previous one. The SDK's own idempotency keys would
 * differ each time.
 */
async function subscribe(stripe: Stripe, count: number): Promise<void> {
  let requests = 0;
  const keyed = (): Stripe.RequestOptions => ({ idempotencyKey: `request ${++requests}` });
  const product = await stripe.products.create({ name: "Professional" }, keyed());
  const price = await stripe.prices.create(
    { currency: "usd", product: product.id, unit_amount: 5000, recurring: { interval: "month" } },
    keyed(),
  );
  for (let index = 0; index < count; index += 1) {
    const customer = await stripe.customers.create({ email: `${index}@example.com` }, keyed());
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id }, keyed());
    const items = [{ price: price.id }];
    const trial_period_days = index;
    const given = { customer: customer.id, items, trial_period_days, default_payment_method: card.id };
    await stripe.subscriptions.create(given, keyed());
  }
}

function advance(origin: string, days: number, accept = "application/json"): Promise<Response> {
  return fetch(`${origin}/_local/clock/advance`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: accept },
    body: JSON.stringify({ seconds: days * day }),
  });
}

interface ClockState {
  now: number;
  shift: number;
  next: number | null;
  destination: number | null;
}

const clockOf = async (origin: string): Promise<ClockState> =>
  (await fetch(`${origin}/_local/clock`)).json() as Promise<ClockState>;

/** All events, newest first, unparsed. */
async function log(stripe: Stripe): Promise<string[]> {
  const events: string[] = [];
  for await (const event of stripe.events.list({ limit: 100 })) events.push(JSON.stringify(event));
  return events;
}

/** The event log and the clock after subscribing and advancing. */
async function eventLog(port: number, days: number): Promise<{ events: string[]; clock: ClockState }> {
  const { stripe, origin, kill } = await run(temporaryDirectory(), port);
  await subscribe(stripe, subscriptions);
  await (await advance(origin, days)).text();
  const result = { events: await log(stripe), clock: await clockOf(origin) };
  await kill();
  return result;
}

const subscriptions = 12;

/** Events are long, so only the first difference is reported. */
function expectSame(events: string[], expected: string[]): void {
  expect(events.length).toBe(expected.length);
  expect(events.find((event, index) => event !== expected[index])).toBeUndefined();
}

test("the same requests and clock advance give an identical event log in two processes", {
  timeout: 180_000,
}, async () => {
  const port = await freePort();
  const [one, other] = [await eventLog(port, 150), await eventLog(port, 150)];
  expect(one.events.length).toBeGreaterThan(400);
  expectSame(other.events, one.events);
});

test("an advance interrupted by kill -9 continues at the next start, in order, each task once", {
  timeout: 180_000,
}, async () => {
  const port = await freePort();
  const uninterrupted = await eventLog(port, 400);
  const data = temporaryDirectory();
  const first = await run(data, port);
  await subscribe(first.stripe, subscriptions);
  const interrupted = advance(first.origin, 400).catch(() => undefined);
  await waitUntilAdvancing(first.origin);
  await first.kill();
  await interrupted;
  const second = await run(data, port);
  while ((await clockOf(second.origin)).destination !== null) await sleep(10);
  expect(await clockOf(second.origin)).toEqual(uninterrupted.clock);
  expectSame(await log(second.stripe), uninterrupted.events);
  await second.kill();
});

async function waitUntilAdvancing(origin: string): Promise<void> {
  for (;;) {
    const { shift, destination } = await clockOf(origin);
    if (destination !== null && shift > 20 * day) return;
    if (destination === null && shift > 0) throw new Error("The advance finished before the process could be killed");
  }
}

test("reports progress line by line and refuses a second advance meanwhile", async () => {
  const { local, stripe } = await start({ at: "2026-01-01" });
  await subscribe(stripe, 20);
  const answers = await Promise.all([1, 2].map(() => advance(local.origin, 400, "application/x-ndjson")));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const lines = (await answers.find(({ ok }) => ok)?.text())?.trim().split("\n") ?? [];
  expect(lines.length).toBeGreaterThan(1);
  expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ share: 1, destination: null, deliveries: 0 });
  const { next, now } = await clockOf(local.origin);
  expect(next).toBeGreaterThan(now);
});

test("the clock page shows the time and what is due, and works without scripts", async () => {
  const { local, stripe } = await start({ at: "2026-01-01" });
  await subscribe(stripe, 2);
  const page = await (await fetch(`${local.origin}/_local/time`)).text();
  expect(page).toContain("2026-01-01 00:00:00 UTC");
  expect(page).toContain("subscription.cycle");
  await fetch(`${local.origin}/_local/time`, { method: "POST", body: new URLSearchParams({ seconds: String(day) }) });
  expect(local.now()).toBe(Date.parse("2026-01-02") / 1000);
});
