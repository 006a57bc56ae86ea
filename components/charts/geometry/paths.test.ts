import { describe, expect, it } from "vitest";
import { areaPath, linePath } from "./paths";

const p = (x: number, y: number) => ({ x, y });

describe("a line", () => {
  it("goes through its points", () => {
    expect(linePath([p(0, 10), p(50, 20.5), p(100, 0)])).toBe("M0 10L50 20.5L100 0");
  });

  it("is interrupted where a value is missing, and a lone point is a dot", () => {
    expect(linePath([p(0, 1), p(20, 2), null, p(60, 3), null, p(100, 4)])).toBe("M0 1L20 2M60 3h0M100 4h0");
  });

  it("is nothing without points", () => {
    expect(linePath([])).toBe("");
    expect(linePath([null, null])).toBe("");
  });
});

describe("an area", () => {
  it("is closed along its lower line", () => {
    expect(areaPath([p(0, 10), p(100, 20)], [p(0, 100), p(100, 90)])).toBe("M0 10L100 20L100 90L0 100Z");
  });

  it("has the gaps of its lines", () => {
    expect(areaPath([p(0, 1), null, p(50, 2), p(60, 3)], [p(0, 9), null, p(50, 9), p(60, 9)])).toBe(
      "M0 1L0 9ZM50 2L60 3L60 9L50 9Z",
    );
  });
});
