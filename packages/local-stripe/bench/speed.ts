import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Readable } from "node:stream";
import autocannon, { type Request } from "autocannon";

/**
 * Measures a started server and prints JSON: customers and subscriptions created per second by 16 concurrent callers,
 * compared with a server that does nothing, and the seconds it takes to advance a thousand monthly subscriptions by a
 * year. Servers and caller run in separate processes.
 */
const callers = 16;
const form = { Authorization: "Bearer sk_test_bench", "Content-Type": "application/x-www-form-urlencoded" };
const subscribers = 1000;
const year = 366 * 86_400;

type Server = ChildProcessByStdio<null, Readable, null>;
type Call = { path: string; params: Record<string, string> };

async function measure(): Promise<object> {
  const bare = spawnServer([path.join(import.meta.dirname, "bare.mjs")]);
  const server = spawnServer([path.join(import.meta.dirname, "../bin/local-stripe.mjs"), "--port", "0"]);
  try {
    const bareOrigin = await addressOf(bare);
    const origin = await addressOf(server);
    const customer = (): Call => ({ path: "/v1/customers", params: { email: "c@example.com", name: "Ada" } });
    await rateOf(bareOrigin, 2000, customer);
    await rateOf(origin, 2000, customer);
    const emptyAnswersPerSecond = await rateOf(bareOrigin, 8000, customer);
    const customersPerSecond = await rateOf(origin, 8000, customer);
    const price = await priceAt(origin);
    const payers = await payersAt(origin);
    const subscriptionsPerSecond = await rateOf(origin, subscribers, () => ({
      path: "/v1/subscriptions",
      params: { customer: payers.pop() ?? "", "items[0][price]": price },
    }));
    const yearOfThousandSeconds = await secondsOf(() => advance(origin, year));
    return { emptyAnswersPerSecond, customersPerSecond, subscriptionsPerSecond, yearOfThousandSeconds };
  } finally {
    server.kill("SIGKILL");
    bare.kill("SIGKILL");
  }
}

function spawnServer(args: string[]): Server {
  return spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
}

async function addressOf({ stdout }: Server): Promise<string> {
  const [line] = (await once(stdout, "data")) as [Buffer];
  const [address] = /http:\S+/.exec(line.toString("utf8")) ?? [];
  if (!address) throw new Error(`The server didn't print its URL: ${line.toString("utf8")}`);
  return address;
}

/** Makes each call once, with all callers in parallel. Every response must be a 200. */
async function rateOf(origin: string, amount: number, next: () => Call): Promise<number> {
  const setupRequest = (request: Request): Request => {
    const { path: called, params } = next();
    return { ...request, path: called, body: new URLSearchParams(params).toString() };
  };
  const result = await autocannon({
    url: origin,
    connections: callers,
    amount,
    // autocannon only checks for the end at each sample; the default of a second would distort the result.
    sampleInt: 20,
    requests: [{ method: "POST", headers: form, setupRequest }],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${origin}: ${result.non2xx} refused, ${result.errors} failed`);
  return Math.round(amount / result.duration);
}

async function priceAt(origin: string): Promise<string> {
  const product = await create(origin, "products", { name: "Professional" });
  return create(origin, "prices", { product, currency: "usd", unit_amount: "5000", "recurring[interval]": "month" });
}

async function payersAt(origin: string): Promise<string[]> {
  const card = { payment_method: "pm_card_visa", "invoice_settings[default_payment_method]": "pm_card_visa" };
  const ids: string[] = [];
  while (ids.length < subscribers) {
    const few = Array.from({ length: callers }, () => create(origin, "customers", card));
    ids.push(...(await Promise.all(few)));
  }
  return ids;
}

/** @returns the ID of the created object */
async function create(origin: string, what: string, params: Record<string, string>): Promise<string> {
  const answer = await fetch(`${origin}/v1/${what}`, {
    method: "POST",
    headers: form,
    body: new URLSearchParams(params).toString(),
  });
  if (!answer.ok) throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
  const { id } = (await answer.json()) as { id: string };
  return id;
}

async function advance(origin: string, seconds: number): Promise<void> {
  const answer = await fetch(`${origin}/_local/clock/advance`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ seconds }),
  });
  if (!answer.ok) throw new Error(`advance: ${answer.status} ${await answer.text()}`);
  await answer.text();
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return Math.round((performance.now() - began) / 100) / 10;
}

process.stdout.write(`${JSON.stringify(await measure())}\n`);
