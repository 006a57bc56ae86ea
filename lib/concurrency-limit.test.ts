import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ConcurrencyLimit } from "./concurrency-limit";

/** Work that records how much of it ran at the same time. */
function recordedWork() {
  const seen = { running: 0, most: 0, mostOfOneKey: 0 };
  const perKey = new Map<string, number>();
  const work = (key: string) => async () => {
    seen.most = Math.max(seen.most, ++seen.running);
    perKey.set(key, (perKey.get(key) ?? 0) + 1);
    seen.mostOfOneKey = Math.max(seen.mostOfOneKey, perKey.get(key) ?? 0);
    await sleep(2);
    perKey.set(key, (perKey.get(key) ?? 0) - 1);
    seen.running -= 1;
  };
  return { seen, work };
}

describe("a concurrency limit", () => {
  it("holds in total and per key, and all work is done in the end", async () => {
    const limit = new ConcurrencyLimit({ total: 4, perKey: 2, timeoutMs: 5_000 });
    const { seen, work } = recordedWork();
    const keys = Array.from({ length: 40 }, (_, index) => (index < 25 ? "ada" : `person ${index}`));
    await Promise.all(keys.map((key) => limit.run(key, work(key))));
    expect(seen).toMatchObject({ running: 0, most: 4, mostOfOneKey: 2 });
  });

  it("doesn't let one key with many calls delay another", async () => {
    const limit = new ConcurrencyLimit({ total: 4, perKey: 2, timeoutMs: 5_000 });
    const { promise: forever, resolve } = withResolvers();
    const stuck = Array.from({ length: 10 }, () => limit.run("mallory", () => forever));
    expect(await limit.run("ada", async () => "served")).toBe("served");
    resolve();
    await Promise.all(stuck);
  });

  it("rejects work that can't start in time, and frees the slot of work that fails", async () => {
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
