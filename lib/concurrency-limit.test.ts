import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Turns } from "./turns";

function counting() {
  const now = { all: 0, most: 0, of: new Map<string, number>(), mostOfOne: 0 };
  const work = (whose: string) => async () => {
    now.most = Math.max(now.most, ++now.all);
    now.of.set(whose, (now.of.get(whose) ?? 0) + 1);
    now.mostOfOne = Math.max(now.mostOfOne, now.of.get(whose) ?? 0);
    await sleep(2);
    now.of.set(whose, (now.of.get(whose) ?? 0) - 1);
    now.all -= 1;
  };
  return { now, work };
}

describe("taking turns", () => {
  it("lets so many at once, few of one, and all in the end", async () => {
    const turns = new Turns({ atOnce: 4, ofOne: 2, patienceMs: 5_000 });
    const { now, work } = counting();
    const people = Array.from({ length: 40 }, (_, index) => (index < 25 ? "ada" : `person ${index}`));
    await Promise.all(people.map((whose) => turns.take(whose, work(whose))));
    expect(now).toMatchObject({ all: 0, most: 4, mostOfOne: 2 });
  });

  it("keeps nobody waiting behind one who asks too often", async () => {
    const turns = new Turns({ atOnce: 4, ofOne: 2, patienceMs: 5_000 });
    const { promise: forever, resolve } = withResolvers();
    const stuck = Array.from({ length: 10 }, () => turns.take("mallory", () => forever));
    expect(await turns.take("ada", async () => "served")).toBe("served");
    resolve();
    await Promise.all(stuck);
  });

  it("refuses whose turn does not come, and gives a turn back when work fails", async () => {
    const turns = new Turns({ atOnce: 1, ofOne: 1, patienceMs: 20 });
    const { promise: forever, resolve } = withResolvers();
    const first = turns.take("ada", () => forever);
    await expect(turns.take("bob", async () => undefined)).rejects.toMatchObject({ code: "unavailable" });
    resolve();
    await first;
    await expect(turns.take("bob", () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
    expect(await turns.take("bob", async () => "served")).toBe("served");
  });
});

function withResolvers() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
}
