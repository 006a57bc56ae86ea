import { describe, expect, it } from "vitest";
import { dayAfter, isOvernight, localMinute, shiftAt, workedMinutes } from "./shift-time";

const day = { name: "Day shift", startsAt: "06:00:00", endsAt: "14:00:00" };
const night = { name: "Night shift", startsAt: "22:00:00", endsAt: "06:00:00" };
const late = { name: "Late shift", startsAt: "13:30:00", endsAt: "22:00:00" };
const ohio = "America/New_York";

describe("the shift at an instant", () => {
  it.each([
    ["in the morning", "2026-03-03T13:00:00Z", "Day shift", "2026-03-03"],
    ["at the second it starts", "2026-03-03T11:00:00Z", "Day shift", "2026-03-03"],
    ["before midnight", "2026-03-04T04:30:00Z", "Night shift", "2026-03-03"],
    ["after midnight, still of the day before", "2026-03-04T08:00:00Z", "Night shift", "2026-03-03"],
    ["at the second the night ends", "2026-03-04T11:00:00Z", "Day shift", "2026-03-04"],
    ["of two that overlap, the later one", "2026-03-03T18:45:00Z", "Late shift", "2026-03-03"],
  ])("%s", (_, at, shift, on) => {
    expect(shiftAt([day, night, late], new Date(at), ohio)).toEqual({ shift, day: on });
  });

  it("is none between shifts, on the plant's calendar day", () => {
    expect(shiftAt([day], new Date("2026-03-04T01:00:00Z"), ohio)).toEqual({ shift: null, day: "2026-03-03" });
  });

  it("follows the clock on the wall on the days when clocks change", () => {
    // In New York, 2026-03-08 has no 2:30 AM, and 2026-11-01 has it twice.
    expect(shiftAt([night], new Date("2026-03-08T07:30:00Z"), ohio)).toEqual({
      shift: "Night shift",
      day: "2026-03-07",
    });
    for (const at of ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"]) {
      expect(localMinute(new Date(at), ohio)).toBe(90);
      expect(shiftAt([night], new Date(at), ohio)).toEqual({ shift: "Night shift", day: "2026-10-31" });
    }
  });

  it("of a shift around the clock is always that shift", () => {
    const always = { name: "Always", startsAt: "06:00", endsAt: "06:00" };
    expect(isOvernight(always)).toBe(true);
    expect(shiftAt([always], new Date("2026-03-04T10:59:00Z"), ohio)).toEqual({ shift: "Always", day: "2026-03-03" });
  });
});

describe("the minutes of a working day", () => {
  it.each([
    ["one shift", [day], 0, 480],
    ["one past midnight", [night], 0, 480],
    ["two that share half an hour", [day, late], 0, 960],
    ["what is left of the day at 1:00 PM", [day, late], 13 * 60, 540],
    ["none left", [day], 14 * 60, 0],
    ["no shifts", [], 0, 0],
  ])("%s", (_, shifts, after, minutes) => expect(workedMinutes(shifts, after)).toBe(minutes));
});

it("counts days across months and leap years", () => {
  expect(dayAfter("2028-02-28", 1)).toBe("2028-02-29");
  expect(dayAfter("2026-01-01", -1)).toBe("2025-12-31");
});
