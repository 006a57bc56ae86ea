import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { xLabels } from "./x-labels";

const shown = (count: number, ...widths: string[]) =>
  xLabels(Array.from({ length: count }, (_, index) => `${index}`))
    .filter(({ from }) => widths.includes(from))
    .map(({ index }) => index);

describe("the labels below a chart", () => {
  it("are all there while they fit", () => {
    expect(shown(4, "always")).toEqual([0, 1, 2, 3]);
    expect(shown(12, "always", "medium", "wide")).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it("become fewer on narrow screens, counted from the present", () => {
    expect(shown(12, "always")).toEqual([3, 7, 11]);
    expect(shown(31, "always")).toHaveLength(3);
  });

  it("stand where a month begins, and leave out a first month of a few days", () => {
    const days = [
      ["Oct", 2],
      ["Nov", 10],
      ["Dec", 10],
      ["Jan", 4],
    ] as const;
    const labels = days.flatMap(([month, count]) => new Array<string>(count).fill(month));
    expect(xLabels(labels).map(({ index }) => labels[index])).toEqual(["Nov", "Dec", "Jan"]);
    expect(xLabels(labels.slice(1)).map(({ index }) => index)).toEqual([1, 11, 21]);
    expect(xLabels(labels.slice(4)).map(({ index }) => index)).toEqual([0, 8, 18]);
  });

  it("never overlap: at most four, seven and thirteen, evenly spaced", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 800 }), (count) => {
        for (const [widths, most] of [
          [["always"], 4],
          [["always", "medium"], 7],
          [["always", "medium", "wide"], 13],
        ] as const) {
          const indices = shown(count, ...widths);
          expect(indices.length).toBeLessThanOrEqual(most);
          expect(indices.at(-1)).toBe(count - 1);
          expect(new Set(indices.slice(1).map((index, at) => index - (indices[at] ?? 0))).size).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
