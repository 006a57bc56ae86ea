import { describe, expect, it } from "vitest";
import { dueState, localDay, numberIn, workOrderName } from "./work-order";

describe("the number of a work order", () => {
  it.each([
    [1, "WO-0001"],
    [42, "WO-0042"],
    [12_345, "WO-12345"],
  ])("%i is shown as %s", (number, name) => expect(workOrderName(number)).toBe(name));

  it.each([
    ["WO-0042", 42],
    ["wo42", 42],
    ["42", 42],
    ["#7", 7],
    [" 0007 ", 7],
    ["frame 42", undefined],
    ["", undefined],
    ["WO-", undefined],
    ["99999999999", undefined],
  ])("is read from %j as %s", (text, number) => expect(numberIn(text)).toBe(number));
});

describe("the day at a plant", () => {
  const instant = new Date("2026-03-01T02:30:00Z");

  it.each([
    ["UTC", "2026-03-01"],
    ["America/Chicago", "2026-02-28"],
    ["Asia/Tokyo", "2026-03-01"],
    ["Pacific/Kiritimati", "2026-03-01"],
  ])("in %s is %s", (timeZone, day) => expect(localDay(instant, timeZone)).toBe(day));
});

describe("the urgency of an order", () => {
  const now = new Date("2026-03-01T02:30:00Z");
  const order = (dueOn: string | null, timeZone = "UTC") => ({ dueOn, timeZone, status: "open" as const });

  it.each([
    ["yesterday", order("2026-02-28"), "overdue"],
    ["today", order("2026-03-01"), "today"],
    ["tomorrow", order("2026-03-02"), "later"],
    ["today in UTC, tomorrow in Chicago", order("2026-03-01", "America/Chicago"), "later"],
    ["no date", order(null), undefined],
    ["in the past but done", { ...order("2020-01-01"), status: "done" as const }, undefined],
  ])("%s", (_, given, state) => expect(dueState(given, now)).toBe(state));
});
