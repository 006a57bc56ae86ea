import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaleOf, xOfColumn, xOfPoint, yOf } from "./scale";

describe("the axis of a chart", () => {
  it.each([
    { values: [0, 97], ticks: [0, 25, 50, 75, 100] },
    { values: [3, 4_180], ticks: [0, 2_000, 4_000, 6_000] },
    { values: [-310, 840], ticks: [-500, 0, 500, 1_000] },
    { values: [-40, -12], ticks: [-40, -30, -20, -10, 0] },
    { values: [0, 0], ticks: [0, 1] },
    { values: [], ticks: [0, 1] },
  ])("of $values has round ticks", ({ values, ticks }) => {
    expect(scaleOf(values)).toEqual({ min: ticks[0], max: ticks.at(-1), ticks });
  });

  it("is round in the unit that is displayed", () => {
    expect(scaleOf([0, 1_943_10], { unit: 100 }).ticks).toEqual([0, 500_00, 1_000_00, 1_500_00, 2_000_00]);
    expect(scaleOf([0, 0.07], { unit: 0.01 }).ticks).toEqual([0, 0.02, 0.04, 0.06, 0.08]);
  });

  it("has whole ticks for counts", () => {
    expect(scaleOf([0, 2], { whole: true }).ticks).toEqual([0, 1, 2]);
    expect(scaleOf([0, 1], { whole: true }).ticks).toEqual([0, 1]);
  });

  it("may leave zero out where values are far from it", () => {
    expect(scaleOf([0.94, 1.06], { zero: false, unit: 0.01 }).ticks).toEqual([0.9, 0.95, 1, 1.05, 1.1]);
    expect(scaleOf([0.97], { zero: false, unit: 0.01 }).ticks.length).toBeGreaterThan(1);
  });

  it("skips missing values", () => {
    expect(scaleOf([null, 8, null])).toEqual(scaleOf([8]));
  });

  const value = fc.oneof(fc.integer({ min: -1e12, max: 1e12 }), fc.constant(null));

  it("contains every value and few ticks, the same distance apart", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), fc.boolean(), fc.boolean(), (values, whole, zero) => {
        const { min, max, ticks } = scaleOf(values, { whole, zero });
        for (const each of values) {
          if (each === null) continue;
          expect(each).toBeGreaterThanOrEqual(min);
          expect(each).toBeLessThanOrEqual(max);
        }
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(9);
        if (whole) expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

describe("a place on the plot", () => {
  const scale = scaleOf([0, 100]);

  it("is in percent from the top", () => {
    expect([100, 75, 0].map((each) => yOf(each, scale))).toEqual([0, 25, 100]);
  });

  it("is from edge to edge for points and in the middle of its column for bars", () => {
    expect([0, 1, 2].map((index) => xOfPoint(index, 3))).toEqual([0, 50, 100]);
    expect(xOfPoint(0, 1)).toBe(50);
    expect([0, 1].map((index) => xOfColumn(index, 2))).toEqual([25, 75]);
  });
});
