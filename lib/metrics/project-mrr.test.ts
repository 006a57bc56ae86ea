import { describe, expect, it } from "vitest";
import { projectMrr } from "./project-mrr";

describe("the projection of MRR", () => {
  it("goes on as it grew, without a range if it grew evenly", () => {
    const history = [1_000, 1_100, 1_210, 1_331];
    expect(projectMrr(history, 1_331, 2)).toEqual([
      { low: 1_464, expected: 1_464, high: 1_464 },
      { low: 1_611, expected: 1_611, high: 1_611 },
    ]);
  });

  it("has a range that widens, the more growth varied", () => {
    const points = projectMrr([1_000, 1_300, 1_200, 1_600, 1_500], 1_500, 12) ?? [];
    const widths = points.map(({ low, high, expected }) => (high - low) / expected);
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    for (const { low, expected, high } of points) expect(low < expected && expected < high).toBe(true);
  });

  it.each([
    ["too few months", [1_000, 1_100, 1_200], 1_200],
    ["too few months with revenue", [0, 0, 0, 1_100, 1_200], 1_200],
    ["a month without revenue in between", [1_000, 0, 1_000, 1_100, 1_200], 1_200],
    ["no revenue now", [1_000, 1_100, 1_200, 1_300], 0],
    ["no history", [], 0],
  ])("isn't made from %s", (_what, history, now) => {
    expect(projectMrr(history, now, 12)).toBeNull();
  });
});
