import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOf, count, issue, type Layer, quantityOf, receive, type Stock } from "./costing";

const layer = (sequence: number, quantity: number, value: number): Layer => ({ sequence, quantity, value });

/** 10 at $5.00, then 10 at $6.00, then 10 at $7.00. */
const bought = [layer(1, 10_000, 50_00), layer(2, 10_000, 60_00), layer(3, 10_000, 70_00)];
const stockOf = (method: "fifo" | "lifo" | "average") =>
  bought.reduce<Stock>((stock, receipt) => receive(stock, method, receipt), []);

describe("15 of 30 pieces, bought at $5, $6 and $7", () => {
  it.each([
    ["fifo", 80_00, [layer(2, 5_000, 30_00), layer(3, 10_000, 70_00)]],
    ["lifo", 100_00, [layer(1, 10_000, 50_00), layer(2, 5_000, 30_00)]],
    ["average", 90_00, [layer(4, 15_000, 90_00)]],
  ] as const)("cost by %s %d cents", (method, value, left) => {
    const issued = issue(stockOf(method), method, { quantity: 15_000, sequence: 4 });
    expect(issued?.value).toBe(value);
    expect(issued?.stock.map(({ quantity, value: rest }) => [quantity, rest])).toEqual(
      left.map(({ quantity, value: rest }) => [quantity, rest]),
    );
  });
});

it("leaves no cent behind when the last piece is used", () => {
  // Two at $1.00 and one at $1.01: rounding the average to $1.00 would leave a cent without a piece.
  let stock = receive(receive([], "average", layer(1, 2_000, 2_00)), "average", layer(2, 1_000, 1_01));
  const costs = [3, 4, 5].map((sequence) => {
    const issued = issue(stock, "average", { quantity: 1_000, sequence });
    stock = issued?.stock ?? stock;
    return issued?.value;
  });
  expect(costs).toEqual([100, 101, 100]);
  expect(stock).toEqual([]);
});

it("never issues more than there is", () => {
  expect(issue(stockOf("fifo"), "fifo", { quantity: 30_001, sequence: 4 })).toBeUndefined();
  expect(issue([], "lifo", { quantity: 1, sequence: 1 })).toBeUndefined();
});

describe("a count", () => {
  it.each([
    ["finds less: the oldest are missing", "fifo", 25_000, -5_000, -25_00],
    ["finds less: the newest are missing", "lifo", 25_000, -5_000, -35_00],
    ["finds more, at the average cost", "fifo", 33_000, 3_000, 18_00],
    ["finds what there is", "average", 30_000, 0, 0],
    ["finds nothing", "average", 0, -30_000, -180_00],
  ] as const)("%s", (_, method, counted, quantity, value) => {
    const result = count(stockOf(method), method, { counted, sequence: 4 });
    expect(result).toMatchObject({ quantity, value });
    expect(quantityOf(result.stock)).toBe(counted);
    expect(costOf(result.stock)).toBe(180_00 + value);
  });

  it("of a material that was out of stock has no cost", () => {
    expect(count([], "fifo", { counted: 2_000, sequence: 1 })).toEqual({
      stock: [layer(1, 2_000, 0)],
      quantity: 2_000,
      value: 0,
    });
  });
});

it("keeps the value when the method changes", () => {
  const averaged = issue(stockOf("fifo"), "average", { quantity: 3_000, sequence: 4 });
  expect(averaged?.value).toBe(18_00);
  const back = issue(averaged?.stock ?? [], "fifo", { quantity: 27_000, sequence: 5 });
  expect(back?.value).toBe(162_00);
});

/**
 * An oracle that keeps every thousandth as an entry of a list, with the receipt it came from, and costs as fractions. It shares nothing with
 * the code, which keeps sums.
 */
type Fraction = readonly [numerator: bigint, denominator: bigint];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const asNumber = ([a, b]: Fraction) => Number((a * 1_000_000n) / b) / 1_000_000;

type Step = { kind: "receive"; quantity: number; unitCost: number } | { kind: "issue"; quantity: number };

const steps = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("receive" as const),
      quantity: fc.integer({ min: 1, max: 40 }),
      unitCost: fc.nat(500),
    }),
    fc.record({ kind: fc.constant("issue" as const), quantity: fc.integer({ min: 1, max: 60 }) }),
  ),
  { maxLength: 40 },
);

function run(method: "fifo" | "lifo" | "average", history: readonly Step[]) {
  let stock: Stock = [];
  const values: (number | undefined)[] = [];
  for (const [sequence, step] of history.entries()) {
    if (step.kind === "receive") {
      stock = receive(stock, method, layer(sequence, step.quantity, step.quantity * step.unitCost));
      values.push(step.quantity * step.unitCost);
    } else {
      const issued = issue(stock, method, { quantity: step.quantity, sequence });
      if (issued) stock = issued.stock;
      values.push(issued?.value);
    }
  }
  return { stock, values };
}

describe("over any history", () => {
  it.each(["fifo", "lifo"] as const)("%s costs exactly what the pieces it takes were bought for", (method) => {
    fc.assert(
      fc.property(steps, (history) => {
        const pieces: number[] = [];
        const expected = history.map((step) => {
          if (step.kind === "receive") {
            pieces.push(...Array<number>(step.quantity).fill(step.unitCost));
            return step.quantity * step.unitCost;
          }
          if (step.quantity > pieces.length) return undefined;
          const from = method === "fifo" ? 0 : pieces.length - step.quantity;
          return pieces.splice(from, step.quantity).reduce((sum, cost) => sum + cost, 0);
        });
        const { stock, values } = run(method, history);
        expect(values).toEqual(expected);
        expect(quantityOf(stock)).toBe(pieces.length);
        expect(costOf(stock)).toBe(pieces.reduce((sum, cost) => sum + cost, 0));
      }),
    );
  });

  it("weighted average stays within a cent per step of the exact average, and conserves the value to the cent", () => {
    fc.assert(
      fc.property(steps, (history) => {
        let quantity = 0n;
        let value: Fraction = [0n, 1n];
        let spent = 0;
        const { stock, values } = run("average", history);
        history.forEach((step, index) => {
          const size = BigInt(step.quantity);
          if (step.kind === "receive") {
            quantity += size;
            value = plus(value, [size * BigInt(step.unitCost), 1n]);
            spent += step.quantity * step.unitCost;
          } else if (size > quantity) expect(values[index]).toBeUndefined();
          else {
            const cost = times(value, [size, quantity]);
            expect(Math.abs((values[index] ?? 0) - asNumber(cost))).toBeLessThanOrEqual(1 + index);
            spent -= values[index] ?? 0;
            quantity -= size;
            value = quantity === 0n ? [0n, 1n] : plus(value, [-cost[0], cost[1]]);
          }
        });
        expect(BigInt(quantityOf(stock))).toBe(quantity);
        expect(costOf(stock)).toBe(spent);
        if (quantity === 0n) expect(costOf(stock)).toBe(0);
      }),
    );
  });

  it("no layer is empty or worth less than nothing, whatever the method in between", () => {
    const methods = fc.array(fc.constantFrom("fifo" as const, "lifo" as const, "average" as const), { maxLength: 40 });
    fc.assert(
      fc.property(steps, methods, (history, chosen) => {
        let stock: Stock = [];
        for (const [sequence, step] of history.entries()) {
          const method = chosen[sequence % Math.max(1, chosen.length)] ?? "fifo";
          stock =
            step.kind === "receive"
              ? receive(stock, method, layer(sequence, step.quantity, step.unitCost))
              : (issue(stock, method, { quantity: step.quantity, sequence })?.stock ?? stock);
          expect(stock.every(({ quantity, value }) => quantity > 0 && value >= 0)).toBe(true);
        }
      }),
    );
  });
});

it("is exact beyond 2^53", () => {
  const stock = [layer(1, 999_999_999_999, 999_999_999_999)];
  const issued = issue(stock, "fifo", { quantity: 333_333_333_333, sequence: 2 });
  expect(issued?.value).toBe(333_333_333_333);
});
