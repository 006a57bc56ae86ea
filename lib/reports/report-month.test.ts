import { describe, expect, it } from "vitest";
import { lastMonth, neighbors, reportMonth } from "./report-month";

const now = new Date("2026-11-30T23:59:59Z");

describe("the month of a report", () => {
  it.each([
    ["2026-11", "2026-11"],
    ["2026-10", "2026-10"],
    ["2026-12", undefined],
    ["2026-13", undefined],
    ["2026-1", undefined],
    ["now", undefined],
    ["1026-10", undefined],
  ])("in the address %s is %s", (text, month) => {
    expect(reportMonth(text, now)).toBe(month);
  });

  it("is the last one that ended", () => {
    expect(lastMonth(now)).toBe("2026-10");
    expect(lastMonth(new Date("2027-01-01T00:00:00Z"))).toBe("2026-12");
  });

  it("has neighbors, but none in the future", () => {
    expect(neighbors("2026-10", now)).toEqual({ previous: "2026-09", next: "2026-11" });
    expect(neighbors("2026-11", now)).toEqual({ previous: "2026-10", next: null });
    expect(neighbors("2026-01", now)).toEqual({ previous: "2025-12", next: "2026-02" });
  });
});
