import { describe, expect, it } from "vitest";
import {
  formatDate,
  formatDateTime,
  formatMonth,
  formatShortDate,
  formatShortMonth,
  formatShortUtcDate,
  formatTime,
  formatUtcDate,
  isoDay,
} from "./dates";
import { addDays, addHours, addMinutes, day, daysUntil } from "./durations";
import { formatCompact, formatCount, formatNumber, formatPercent } from "./numbers";

const at = new Date("2026-11-30T23:05:00Z");

describe("dates", () => {
  it("have one format, in UTC whatever the host's time zone", () => {
    expect(formatDate(at)).toBe("Nov 30, 2026");
    expect(formatDateTime(at)).toBe("Nov 30, 2026, 11:05 PM UTC");
    expect(formatTime(at)).toBe("11:05 PM UTC");
    expect(formatMonth(at)).toBe("Nov 2026");
    expect(formatShortMonth(at)).toBe("Nov ’26");
    expect(isoDay(at)).toBe("2026-11-30");
  });

  it("name their zone where a day decides something", () => {
    expect(formatUtcDate(at)).toBe("Nov 30, 2026 UTC");
    expect(formatShortUtcDate(at, at)).toBe("Nov 30 UTC");
  });

  it("leave the year out of a list only within the current year", () => {
    expect(formatShortDate(at, new Date("2026-01-01T00:00:00Z"))).toBe("Nov 30");
    expect(formatShortDate(at, new Date("2027-01-01T00:00:00Z"))).toBe("Nov 30, 2026");
  });
});

describe("durations", () => {
  it("move a date by days, hours and minutes", () => {
    expect(addDays(at, 1).toISOString()).toBe("2026-12-01T23:05:00.000Z");
    expect(addHours(at, -24).toISOString()).toBe("2026-11-29T23:05:00.000Z");
    expect(addMinutes(at, 55).toISOString()).toBe("2026-12-01T00:00:00.000Z");
  });

  it("count a started day as a whole one, and none once it has passed", () => {
    expect(daysUntil(new Date(at.getTime() + 1), at)).toBe(1);
    expect(daysUntil(new Date(at.getTime() + day), at)).toBe(1);
    expect(daysUntil(new Date(at.getTime() + day + 1), at)).toBe(2);
    expect(daysUntil(addDays(at, -3), at)).toBe(0);
  });
});

describe("numbers", () => {
  it("use American grouping and a real minus sign", () => {
    expect(formatNumber(12345)).toBe("12,345");
    expect(formatNumber(-1200)).toBe("−1,200");
    expect(formatCompact(12345)).toBe("12.3K");
    expect(formatPercent(0.194)).toBe("19.4%");
    expect(formatPercent(0.6)).toBe("60%");
    expect(formatPercent(-0.05)).toBe("−5%");
  });

  it("agree with their noun", () => {
    expect(formatCount(1, "seat")).toBe("1 seat");
    expect(formatCount(1200, "API call")).toBe("1,200 API calls");
    expect(formatCount(2, "company", "companies")).toBe("2 companies");
  });
});
