import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Flights } from "./flights";

/** Flights that land when they are told to, and the passengers of each that left. */
function airport({
  worthwhile = 3,
  gatherMs = 0,
  keys = (): string[] => [],
}: {
  worthwhile?: number;
  gatherMs?: number;
  keys?: (one: string) => string[];
}) {
  const left: string[][] = [];
  const land: (() => void)[] = [];
  const flights = new Flights<string, string>({
    atOnce: 2,
    worthwhile,
    gatherMs,
    seats: 4,
    weight: () => 1,
    keys,
    fly: async (passengers) => {
      left.push([...passengers]);
      await new Promise<void>((landed) => land.push(landed));
      return passengers.map((value) => ({ status: "fulfilled", value }));
    },
  });
  return { flights, left, land: (index: number) => land[index]?.() };
}

// The time that flights leave by is the test's: how late a busy machine's timers are must not matter.
beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => void vi.useRealTimers());

/** The event loop goes round as often as two flights need to leave, however slow the machine is. */
async function turn(): Promise<void> {
  for (let rounds = 0; rounds < 3; rounds += 1) await setImmediate();
}

async function pass(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds);
  await turn();
}

it("who comes alone leaves at once; who comes meanwhile leaves together when the first is back", async () => {
  const { flights, left, land } = airport({});
  const first = flights.join("a");
  await turn();
  expect(left).toEqual([["a"]]);
  const others = [flights.join("b"), flights.join("c")];
  land(0);
  expect(await first).toBe("a");
  await turn();
  expect(left).toEqual([["a"], ["b", "c"]]);
  land(1);
  expect(await Promise.all(others)).toEqual(["b", "c"]);
});

it("enough of them do not wait for it, and no flight takes more than fit", async () => {
  const { flights, left } = airport({});
  void flights.join("a");
  await turn();
  for (const one of ["b", "c", "d", "e", "f"]) void flights.join(one);
  await turn();
  expect(left).toEqual([["a"], ["b", "c", "d", "e"]]);
});

it("one that takes long keeps nobody", async () => {
  const { flights, left } = airport({ worthwhile: 100 });
  void flights.join("a");
  await turn();
  void flights.join("b");
  await pass(50);
  expect(left).toEqual([["a"], ["b"]]);
});

it("two with the same key never share one, and stay in their order", async () => {
  const { flights, left, land } = airport({ worthwhile: 1, keys: ([letter = ""]) => [letter] });
  for (const one of ["a1", "a2", "b1", "a3"]) void flights.join(one);
  await turn();
  expect(left).toEqual([["a1", "b1"], ["a2"]]);
  land(1);
  await turn();
  expect(left).toEqual([["a1", "b1"], ["a2"], ["a3"]]);
});

it("one waits while others go on coming turn by turn, until nobody came for two turns", async () => {
  const { flights, left } = airport({ gatherMs: 60, worthwhile: 100 });
  void flights.join("a");
  await setImmediate();
  void flights.join("b");
  await setImmediate();
  void flights.join("c");
  await setImmediate();
  expect(left).toEqual([]);
  await turn();
  expect(left).toEqual([["a", "b", "c"]]);
});

it("but not for long: then it leaves without who comes next", async () => {
  const { flights, left } = airport({ gatherMs: 60, worthwhile: 100 });
  void flights.join("a");
  await setImmediate();
  void flights.join("b");
  vi.advanceTimersByTime(61);
  await setImmediate();
  void flights.join("c");
  expect(left).toEqual([["a", "b"]]);
});
