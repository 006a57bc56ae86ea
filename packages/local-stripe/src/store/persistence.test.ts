import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Stripe from "stripe";
import { expect, test } from "vitest";
import { start, temporaryDirectory } from "../testing/harness";
import { Journal } from "./journal";
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

test("kill -9 loses nothing that was acknowledged; SIGTERM shuts down cleanly", { timeout: 180_000 }, async () => {
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

test("data of any size is read in pieces, also when characters and lines are cut, and compacted at the start", () => {
  const data = temporaryDirectory();
  const journal = path.join(data, "journal.jsonl");
  const first = new Store(new Journal(data));
  for (let round = 0; round < 3; round += 1)
    first.transaction(() => {
      for (let index = 0; index < 50; index += 1)
        first.put("tombstone", { id: `cus_${index}_é€😀`, object: `customer ${round}`, deleted: true });
    });
  const grown = fs.statSync(journal).size;
  const copy = temporaryDirectory();
  fs.copyFileSync(journal, path.join(copy, "journal.jsonl"));
  first.close();
  for (const chunkBytes of [1, 7, 4096]) {
    const store = new Store(new Journal(copy, chunkBytes));
    expect(store.get("tombstone", "cus_49_é€😀")).toEqual({ id: "cus_49_é€😀", object: "customer 2", deleted: true });
    expect(store.size("tombstone")).toBe(50);
    expect(fs.statSync(path.join(copy, "journal.jsonl")).size).toBe(0);
    expect(fs.statSync(path.join(copy, "snapshot.jsonl")).size).toBeLessThan(grown / 2);
    store.close();
  }
});

test("a damaged line is reported, not skipped with everything after it", () => {
  const data = temporaryDirectory();
  const line = (id: string) => `${JSON.stringify([["tombstone", id, { id, object: "customer", deleted: true }]])}\n`;
  fs.writeFileSync(path.join(data, "journal.jsonl"), `${line("a")}[[broken\n${line("b")}`);
  expect(() => new Store(new Journal(data))).toThrow("journal.jsonl is damaged before byte");
  fs.writeFileSync(path.join(data, "journal.jsonl"), `${line("a")}${line("b")}[["tombs`);
  const store = new Store(new Journal(data));
  expect(store.size("tombstone")).toBe(2);
  store.close();
});
