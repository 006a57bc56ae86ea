import { describe, expect, it } from "vitest";
import { fillWeeks, mondayOf, onTimeRate, scrapRate } from "./weeks";

it.each([
  ["2026-03-02", "2026-03-02"],
  ["2026-03-08", "2026-03-02"],
  ["2026-01-01", "2025-12-29"],
])("the week of %s begins on %s", (day, monday) => expect(mondayOf(day)).toBe(monday));

it("has every week, also those without finished work", () => {
  const week = { week: "2026-02-23", orders: 3, good: 90, scrap: 10, dated: 2, onTime: 1 };
  const weeks = fillWeeks([week], "2026-03-04", 3);
  expect(weeks.map((entry) => [entry.week, entry.orders])).toEqual([
    ["2026-02-16", 0],
    ["2026-02-23", 3],
    ["2026-03-02", 0],
  ]);
  expect(scrapRate(week)).toBe(0.1);
  expect(onTimeRate(week)).toBe(0.5);
});

describe("a rate", () => {
  it("of nothing is none", () => {
    expect(scrapRate({ good: 0, scrap: 0 })).toBeUndefined();
    expect(onTimeRate({ dated: 0, onTime: 0 })).toBeUndefined();
  });
});
