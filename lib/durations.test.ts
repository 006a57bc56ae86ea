import { describe, expect, it } from "vitest";
import { daysUntil } from "./durations";

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
const end = new Date("2026-03-15T12:00:00Z");
const before = (ms: number) => new Date(end.getTime() - ms);

describe("days until", () => {
  it.each([
    ["at the start", 14 * day, 14],
    ["a second in", 14 * day - second, 14],
    ["a day in", 13 * day, 13],
    ["seven days and a second", 7 * day + second, 8],
    ["seven days", 7 * day, 7],
    ["six days and a second", 6 * day + second, 7],
    ["six days", 6 * day, 6],
    ["a day and a second", day + second, 2],
    ["a day", day, 1],
    ["an hour", hour, 1],
    ["the end", 0, 0],
    ["after the end", -day, 0],
  ])("%s: %i ms before the end are %i", (_, ms, days) => expect(daysUntil(end, before(ms))).toBe(days));

  it("is unaffected by daylight saving time, because instants are UTC", () => {
    const spring = new Date("2026-03-29T00:30:00Z");
    expect(daysUntil(new Date(spring.getTime() + 14 * day), spring)).toBe(14);
  });
});
