import fs from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Stripe from "stripe";
import { afterEach, expect } from "vitest";
import { type LocalStripe, type Options, startLocalStripe } from "../index";
import { deviations } from "./type-deviations";

export interface Harness {
  local: LocalStripe;
  stripe: Stripe;
  /** Advances the server's clock to this time, running everything due on the way. */
  advanceTo(moment: string | number): void;
}

const open: (() => Promise<void>)[] = [];

/** Deviations from the SDK's types found during a test. */
const found = new Set<string>();

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  const deviating = [...found];
  found.clear();
  expect(deviating).toEqual([]);
});

/** Starts a server for one test, with the official SDK connected to it. */
export async function start(options: Options & { at?: string } = {}): Promise<Harness> {
  const { at, ...rest } = options;
  const frozen = at === undefined ? null : Date.parse(at);
  const local = await startLocalStripe({ ...rest, ...(frozen === null ? {} : { wall: () => frozen }) });
  open.push(() => local.close());
  open.push(() => checkEvents(local));
  return {
    local,
    stripe: clientOf(local),
    advanceTo: (moment) => {
      const target = typeof moment === "number" ? moment : seconds(moment);
      local.advance(target - local.now());
    },
  };
}

/** Checks the event log against the same types. */
async function checkEvents(local: LocalStripe): Promise<void> {
  await clientOf(local).events.list({ limit: 100 });
}

/** Checks every response to this client against the SDK's types. */
export function clientOf(local: LocalStripe): Stripe {
  const httpClient = Stripe.createFetchHttpClient(async (input: string | URL | Request, init?: RequestInit) => {
    const { body, response } = await readJson(await fetch(input, init));
    if (response.ok) for (const deviation of deviations(body)) found.add(deviation);
    return response;
  });
  return new Stripe("sk_test_local", {
    host: "127.0.0.1",
    port: local.port,
    protocol: "http",
    httpClient,
    maxNetworkRetries: 0,
  });
}

/** Reads a body, and returns a response that can still be read. Reading a clone takes several times as long. */
export async function readJson(answer: Response): Promise<{ body: unknown; response: Response }> {
  const text = await answer.text();
  const { status, headers } = answer;
  return { body: JSON.parse(text), response: new Response(text, { status, headers }) };
}

/** A UTC time in seconds: `2026-01-31`, `2026-01-31T12:00:00Z`. */
export function seconds(moment: string): number {
  return Date.parse(moment) / 1000;
}

/** A directory that is deleted after the test. */
export function temporaryDirectory(): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "local-stripe-"));
  open.push(async () => fs.rmSync(made, { recursive: true, force: true }));
  return made;
}

export interface Received {
  body: string;
  signature: string;
}

/** An app's webhook endpoint that records requests and responds as configured. */
export async function receiver(
  answer: (count: number) => number = () => 200,
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      received.push({ body, signature: String(request.headers["stripe-signature"] ?? "") });
      const status = answer(received.length);
      response.writeHead(status, status >= 300 && status < 400 ? { Location: "/elsewhere" } : {}).end("ok");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`, received };
}

/** A customer with a working card, and a monthly price. */
export async function shop(
  stripe: Stripe,
  options: {
    unit_amount?: number;
    interval?: "month" | "year";
    card?: string;
    tax_behavior?: "exclusive" | "inclusive" | "unspecified";
  } = {},
): Promise<{ customer: Stripe.Customer; product: Stripe.Product; price: Stripe.Price }> {
  const product = await stripe.products.create({ name: "Professional" });
  const price = await stripe.prices.create({
    currency: "usd",
    product: product.id,
    unit_amount: options.unit_amount ?? 5000,
    recurring: { interval: options.interval ?? "month" },
    tax_behavior: options.tax_behavior ?? "unspecified",
  });
  const customer = await stripe.customers.create({ email: "ada@example.com", name: "Ada Lovelace" });
  const card = await stripe.paymentMethods.attach(options.card ?? "pm_card_visa", { customer: customer.id });
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: card.id } });
  return { customer, product, price };
}

/** Waits for asynchronous results, such as deliveries. */
export async function waitUntil(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempts = 0; attempts < 200; attempts += 1) {
    if (await condition()) return;
    await sleep(20);
  }
  throw new Error("The condition wasn't met in time");
}

/** @throws Error unless the list has exactly one entry */
export function only<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined || list.length !== 1) throw new Error(`Expected exactly one, found ${list.length}`);
  return first;
}
