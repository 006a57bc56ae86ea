import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Stripe from "stripe";
import { expect, test } from "vitest";
import { start, temporaryDirectory } from "../testing/harness";
import { Store } from "./store";

const binary = fileURLToPath(new URL("../../bin/local-stripe.mjs", import.meta.url));
async function run(
  data: string,
): Promise<{ stripe: Stripe; kill: (signal: NodeJS.Signals) => Promise<number | null> }> {
  const child = spawn(process.execPath, [binary, "--port", "0", "--data", data, "--seed", "7"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const port = Number(/:(\d+)\n/.exec(line.toString())?.[1]);
  return {
    stripe: new Stripe("sk_test_x", { host: "127.0.0.1", port, protocol: "http" }),
    kill: async (signal) => {
      child.kill(signal);
      const [code] = (await once(child, "exit")) as [number | null];
      return code;
    },
  };
}

test("kill -9 loses nothing that was acknowledged; SIGTERM shuts down cleanly", { timeout: 60_000 }, async () => {
  const data = temporaryDirectory();
  const first = await run(data);
  const made: string[] = [];
  for (let index = 0; index < 20; index += 1)
    made.unshift((await first.stripe.customers.create({ email: `${index}@example.com` })).id);
  await first.kill("SIGKILL");
  const second = await run(data);
  expect((await second.stripe.customers.list({ limit: 100 })).data.map(({ id }) => id)).toEqual(made);
  made.unshift((await second.stripe.customers.create()).id);
  expect(new Set(made).size).toBe(21);
  expect(await second.kill("SIGTERM")).toBe(0);
  expect(fs.statSync(path.join(data, "journal.jsonl")).size).toBe(0);
  const third = await run(data);
  expect((await third.stripe.customers.list({ limit: 100 })).data.map(({ id }) => id)).toEqual(made);
  expect(await third.kill("SIGINT")).toBe(0);
});

test("a partial last line was never acknowledged and is dropped", async () => {
  const data = temporaryDirectory();
  const { stripe, local } = await start({ data });
  const customer = await stripe.customers.create();
  fs.appendFileSync(path.join(data, "journal.jsonl"), '[["customer","cus_half",{"id":"cus_ha');
  const copy = temporaryDirectory();
  fs.copyFileSync(path.join(data, "journal.jsonl"), path.join(copy, "journal.jsonl"));
  const again = await start({ data: copy });
  expect((await again.stripe.customers.list()).data.map(({ id }) => id)).toEqual([customer.id]);
  expect(local.port).not.toBe(again.local.port);
});

test("the same seed gives the same IDs and event log", async () => {
  const log = async (seed: string): Promise<string> => {
    const { stripe } = await start({ at: "2026-01-01", settings: { seed } });
    const customer = await stripe.customers.create({ email: "ada@example.com" });
    await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    const events = await stripe.events.list();
    return JSON.stringify(events.data.map(({ request: _, ...event }) => event));
  };
  expect(await log("a")).toBe(await log("a"));
  expect(await log("a")).not.toBe(await log("b"));
});

test("a transaction is atomic, and a nested one can fail alone", () => {
  const store = new Store();
  const counter = (id: string, value: number) => store.put("counter", { id, value });
  store.transaction(() => counter("a", 1));
  expect(() =>
    store.transaction(() => {
      counter("a", 2);
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(store.get("counter", "a")?.value).toBe(1);
  store.transaction(() => {
    counter("a", 3);
    expect(store.dryRun(() => counter("b", 1).value)).toBe(1);
  });
  expect([store.get("counter", "a")?.value, store.get("counter", "b")]).toEqual([3, undefined]);
  expect(() => counter("c", 1)).toThrow("outside a transaction");
});
