import { expect, it } from "vitest";
import { lastMonths, sinceFirst } from "./last-months";

it("charts go back so many months, this one included", () => {
  expect(lastMonths(new Date("2026-11-30T23:59:00Z"), 24)).toEqual({ from: "2024-12" });
  expect(lastMonths(new Date("2026-11-30T23:59:00Z"), 1)).toEqual({ from: "2026-11" });
});

it("a young company's charts begin with its first month, gaps later on included", () => {
  expect(sinceFirst([0, 0, 3, 0, 5], (value) => value === 0)).toEqual([3, 0, 5]);
  expect(sinceFirst([0, 0], (value) => value === 0)).toEqual([0, 0]);
});
