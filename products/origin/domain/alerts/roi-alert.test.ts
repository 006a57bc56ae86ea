import { describe, expect, it } from "vitest";
import { isBelow, lastCompleteDay, turnOf } from "./roi-alert";

describe("an ROI", () => {
  it.each([
    [{ value: 150, spend: 100 }, 50, false],
    [{ value: 14_999, spend: 10_000 }, 50, true],
    // In floating point, 1.07 of profit is less than 107%.
    [{ value: 207, spend: 100 }, 107, false],
    [{ value: 0, spend: 1 }, -99, true],
    [{ value: -500, spend: 100 }, 0, true],
    [{ value: 500, spend: 0 }, 50, null],
  ])("%j is compared with %d%% exactly: %s", (figures, threshold, below) => {
    expect(isBelow(figures, threshold)).toBe(below);
  });

  it("falls and recovers once, and recovers where nothing is spent any more", () => {
    const [low, high, unspent] = [
      { value: 1, spend: 2 },
      { value: 2, spend: 2 },
      { value: 0, spend: 0 },
    ];
    expect(
      [low, low, high, high, low, unspent, unspent].map((figures, index, all) => {
        const before = all[index - 1];
        return turnOf(figures, 0, before !== undefined && isBelow(before, 0) === true);
      }),
    ).toEqual(["falls", "stays", "recovers", "stays", "falls", "recovers", "stays"]);
  });
});

describe("the last complete day", () => {
  const of = (newestEvent: string | null, newestSpend: string | null) =>
    lastCompleteDay("2026-11-29", { newestEvent, newestSpend });

  it("waits for events and for spend that comes by the day", () => {
    expect(of("2026-11-29", "2026-11-29")).toBe("2026-11-29");
    expect(of("2026-11-28", "2026-11-29")).toBe("2026-11-28");
    expect(of("2026-11-29", "2026-10-31")).toBe("2026-10-31");
    expect(of(null, "2026-11-29")).toBeNull();
  });

  it("doesn't wait for spend that is no longer sent, or that comes with the touches", () => {
    expect(of("2026-11-29", "2026-08-31")).toBe("2026-11-29");
    expect(of("2026-11-29", null)).toBe("2026-11-29");
  });
});
