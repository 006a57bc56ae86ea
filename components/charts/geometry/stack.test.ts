import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extentOf, stack } from "./stack";

describe("a stack", () => {
  it("adds one series to the other", () => {
    expect(
      stack([
        [1, 2],
        [10, null],
      ]),
    ).toEqual([
      [
        { from: 0, to: 1 },
        { from: 0, to: 2 },
      ],
      [
        { from: 1, to: 11 },
        { from: 2, to: 2 },
      ],
    ]);
  });

  it("puts what was lost below zero, apart from what was won", () => {
    const [won, lost, wonToo] = stack([[5], [-3], [2]]);
    expect([won, lost, wonToo]).toEqual([[{ from: 0, to: 5 }], [{ from: 0, to: -3 }], [{ from: 5, to: 7 }]]);
  });

  it("is empty without series", () => expect(stack([])).toEqual([]));

  it("ends at the sums of what is above and below zero", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 8 }), (values) => {
        const extent = extentOf(stack(values.map((value) => [value])));
        const sumOf = (side: number[]) => side.reduce((sum, value) => sum + value, 0);
        expect(Math.max(0, ...extent)).toBe(sumOf(values.filter((value) => value > 0)));
        expect(Math.min(0, ...extent)).toBe(sumOf(values.filter((value) => value < 0)));
      }),
    );
  });
});
