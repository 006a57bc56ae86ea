import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waterfallBars, waterfallFloor } from "./waterfall";

const month = [
  { key: "new", amount: 300 },
  { key: "contraction", amount: -50 },
  { key: "churn", amount: -150 },
];

describe("a waterfall", () => {
  it("starts each step where the one before ended", () => {
    expect(waterfallBars(1_000, month, 1_100)).toEqual([
      { key: "opening", from: 0, to: 1_000 },
      { key: "new", from: 1_000, to: 1_300 },
      { key: "contraction", from: 1_300, to: 1_250 },
      { key: "churn", from: 1_250, to: 1_100 },
      { key: "closing", from: 0, to: 1_100 },
    ]);
  });

  it("refuses steps that don't lead from opening to closing", () => {
    expect(() => waterfallBars(1_000, month, 1_101)).toThrow("doesn't add up: 1100 instead of 1101");
  });

  it("has steps without an amount", () => {
    expect(waterfallBars(0, [{ key: "new", amount: 0 }], 0)).toEqual([
      { key: "opening", from: 0, to: 0 },
      { key: "new", from: 0, to: 0 },
      { key: "closing", from: 0, to: 0 },
    ]);
  });
});

describe("where its bars start", () => {
  const floorOf = (opening: number, amounts: number[]) => {
    const steps = amounts.map((amount, index) => ({ key: `${index}`, amount }));
    const closing = amounts.reduce((sum, amount) => sum + amount, opening);
    return waterfallFloor(waterfallBars(opening, steps, closing));
  };

  it("is zero for small balances", () => {
    expect(floorOf(1_000, [900, -50])).toBe(0);
    expect(floorOf(0, [500])).toBe(0);
  });

  it("is close to large balances, so that small movements can be seen", () => {
    const floor = floorOf(100_000, [2_000, -500]);
    expect(floor).toBeGreaterThan(90_000);
    expect(floor).toBeLessThan(100_000);
  });

  it("is never above any level", () => {
    const amounts = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e8 }), amounts, (opening, steps) => {
        const levels = steps.map((_, index) => steps.slice(0, index + 1).reduce((sum, step) => sum + step, opening));
        expect(floorOf(opening, steps)).toBeLessThanOrEqual(Math.min(opening, ...levels));
      }),
    );
  });
});
