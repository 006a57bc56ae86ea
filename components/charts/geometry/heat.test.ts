import { describe, expect, it } from "vitest";
import { heatLevel, weightedMean } from "./heat";

describe("a heat grid", () => {
  it("has shades from lost to kept, and the strongest for what grew", () => {
    expect([-0.1, 0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.6].map(heatLevel)).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 6]);
  });

  it("averages by size, over the rows that got that far", () => {
    const cells = [
      { ratio: 1, weight: 300 },
      { ratio: 0.5, weight: 100 },
      { ratio: null, weight: 5_000 },
    ];
    expect(weightedMean(cells)).toBe(0.875);
  });

  it("counts a row that lost everything", () => {
    expect(
      weightedMean([
        { ratio: 0, weight: 1 },
        { ratio: 1, weight: 1 },
      ]),
    ).toBe(0.5);
  });

  it("has no mean where nothing got that far", () => {
    expect(weightedMean([{ ratio: null, weight: 9 }])).toBeNull();
  });
});
