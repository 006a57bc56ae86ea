import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ConcurrencyLimit } from "./concurrency-limit";

function counting() {
  const now = { all: 0, most: 0, byKey: new Map<string, number>(), mostPerKey: 0 };
  const work = (key: string) => async () => {
    now.most = Math.max(now.most, ++now.all);
    now.byKey.set(key, (now.byKey.get(key) ?? 0) + 1);
    now.mostPerKey = Math.max(now.mostPerKey, now.byKey.get(key) ?? 0);
    await sleep(2);
    now.byKey.set(key, (now.byKey.get(key) ?? 0) - 1);
    now.all -= 1;
  };
  return { now, work };
}

describe("a concurrency limit", () => {
  it("holds in all and per key, and everything runs in the end", async () => {
    const limit = new ConcurrencyLimit({ total: 4, perKey: 2, timeoutMs: 5_000 });
    const { now, work } = counting();
    const people = Array.from({ length: 40 }, (_, index) => (index < 25 ? "ada" : `person ${index}`));
    await Promise.all(people.map((key) => limit.run(key, work(key))));
    expect(now).toMatchObject({ all: 0, most: 4, mostPerKey: 2 });
  });

  it("lets others pass a key that is at its limit", async () => {
    const limit = new ConcurrencyLimit({ total: 4, perKey: 2, timeoutMs: 5_000 });
    const { promise: forever, resolve } = withResolvers();
    const stuck = Array.from({ length: 10 }, () => limit.run("mallory", () => forever));
    expect(await limit.run("ada", async () => "served")).toBe("served");
    resolve();
    await Promise.all(stuck);
  });

  it("rejects after the timeout, and frees the place of failed work", async () => {
    const limit = new ConcurrencyLimit({ total: 1, perKey: 1, timeoutMs: 20 });
    const { promise: forever, resolve } = withResolvers();
    const first = limit.run("ada", () => forever);
    await expect(limit.run("bob", async () => undefined)).rejects.toMatchObject({ code: "unavailable" });
    resolve();
    await first;
    await expect(limit.run("bob", () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(await limit.run("bob", async () => "served")).toBe("served");
  });
});

function withResolvers() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
}
