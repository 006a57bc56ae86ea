import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Coalescer } from "./coalesce";

/** A coalescer whose batches finish when the test says so, and the batches that were started. */
function setUp({
  minWeight = 3,
  gatherMs = 0,
  conflictKeys = (): string[] => [],
}: {
  minWeight?: number;
  gatherMs?: number;
  conflictKeys?: (request: string) => string[];
}) {
  const started: string[][] = [];
  const finishers: (() => void)[] = [];
  const coalescer = new Coalescer<string, string>({
    name: "test",
    concurrency: 2,
    minWeight,
    gatherMs,
    maxWeight: 4,
    weight: () => 1,
    conflictKeys,
    run: async (requests) => {
      started.push([...requests]);
      await new Promise<void>((finish) => finishers.push(finish));
      return requests.map((value) => ({ status: "fulfilled", value }));
    },
  });
  return { coalescer, started, finish: (index: number) => finishers[index]?.() };
}

// Fake timers, so that the timers of a busy machine don't matter.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** Lets the event loop turn as often as it takes to start two batches. */
async function turn(): Promise<void> {
  for (let rounds = 0; rounds < 3; rounds += 1) await setImmediate();
}

async function pass(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds);
  await turn();
}

it("runs a single request at once, and those that arrive meanwhile together when the first is done", async () => {
  const { coalescer, started, finish } = setUp({});
  const first = coalescer.enqueue("a");
  await turn();
  expect(started).toEqual([["a"]]);
  const others = [coalescer.enqueue("b"), coalescer.enqueue("c")];
  finish(0);
  expect(await first).toBe("a");
  await turn();
  expect(started).toEqual([["a"], ["b", "c"]]);
  finish(1);
  expect(await Promise.all(others)).toEqual(["b", "c"]);
});

it("starts the next batch early once enough requests wait, up to the maximum weight", async () => {
  const { coalescer, started } = setUp({});
  void coalescer.enqueue("a");
  await turn();
  for (const one of ["b", "c", "d", "e", "f"]) void coalescer.enqueue(one);
  await turn();
  expect(started).toEqual([["a"], ["b", "c", "d", "e"]]);
});

it("doesn't let a slow batch delay the next one", async () => {
  const { coalescer, started } = setUp({ minWeight: 100 });
  void coalescer.enqueue("a");
  await turn();
  void coalescer.enqueue("b");
  await pass(50);
  expect(started).toEqual([["a"], ["b"]]);
});

it("never puts two requests with the same key in one batch, and keeps their order", async () => {
  const { coalescer, started, finish } = setUp({ minWeight: 1, conflictKeys: ([letter = ""]) => [letter] });
  for (const one of ["a1", "a2", "b1", "a3"]) void coalescer.enqueue(one);
  await turn();
  expect(started).toEqual([["a1", "b1"], ["a2"]]);
  finish(1);
  await turn();
  expect(started).toEqual([["a1", "b1"], ["a2"], ["a3"]]);
});

it("gathers requests that keep arriving, until two turns pass without one", async () => {
  const { coalescer, started } = setUp({ gatherMs: 60, minWeight: 100 });
  void coalescer.enqueue("a");
  await setImmediate();
  void coalescer.enqueue("b");
  await setImmediate();
  void coalescer.enqueue("c");
  await setImmediate();
  expect(started).toEqual([]);
  await turn();
  expect(started).toEqual([["a", "b", "c"]]);
});

it("stops gathering after `gatherMs`", async () => {
  const { coalescer, started } = setUp({ gatherMs: 60, minWeight: 100 });
  void coalescer.enqueue("a");
  await setImmediate();
  void coalescer.enqueue("b");
  vi.advanceTimersByTime(61);
  await setImmediate();
  void coalescer.enqueue("c");
  expect(started).toEqual([["a", "b"]]);
});

it("gives the slot of a batch that hangs to the next one, and its result to the caller when it comes", async () => {
  const { coalescer, started, finish } = setUp({ minWeight: 1 });
  const first = coalescer.enqueue("a");
  await turn();
  void coalescer.enqueue("b");
  await turn();
  void coalescer.enqueue("c");
  await pass(4_499);
  expect(started).toEqual([["a"], ["b"]]);
  await pass(1);
  expect(started).toEqual([["a"], ["b"], ["c"]]);
  finish(0);
  expect(await first).toBe("a");
  void coalescer.enqueue("d");
  await turn();
  expect(started.at(-1)).toEqual(["d"]);
});

it("rejects all requests of a batch that fails, and goes on with the next", async () => {
  let fail = true;
  const coalescer = new Coalescer<string, string>({
    name: "test",
    concurrency: 1,
    minWeight: 1,
    maxWeight: 4,
    weight: () => 1,
    conflictKeys: () => [],
    run: async (requests) => {
      if (fail) throw new Error("the database is gone");
      return requests.map((value) => ({ status: "fulfilled", value }));
    },
  });
  const failing = [coalescer.enqueue("a"), coalescer.enqueue("b")];
  await expect(Promise.allSettled(failing)).resolves.toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
  fail = false;
  await expect(coalescer.enqueue("c")).resolves.toBe("c");
});
