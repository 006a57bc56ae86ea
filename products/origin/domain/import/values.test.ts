import { describe, expect, it } from "vitest";
import { dayIn, isTimeZone, offsetsOf, startOfDay } from "./time-zone";
import { dateOrderOf, decimalMarkOf, parseAmount, parseDay, parseInstant } from "./values";

const usd = { decimal: ".", currency: "usd" } as const;
const eur = { decimal: ",", currency: "eur" } as const;

describe("an amount", () => {
  it.each([
    ["49", 4_900],
    ["$1,234.50", 123_450],
    ["1234.5", 123_450],
    [".5", 50],
    ["USD 12.00", 1_200],
    ["(12.00)", -1_200],
    ["−5", -500],
    ["5.00-", -500],
    ["0.105", 11],
    ["1.005", 101],
    ["1 234.00", 123_400],
    ["-0", 0],
  ])("%s is %d cents", (text, value) => expect(parseAmount(text, usd)).toEqual({ value }));

  it.each([
    ["1.234,50 €", 123_450],
    ["12,5", 1_250],
    ["1 234,00", 123_400],
  ])("%s is %d cents where a comma is before the fraction", (text, value) => {
    expect(parseAmount(text, eur)).toEqual({ value });
  });

  it("has no decimals in yen", () => {
    expect(parseAmount("¥1,200", { decimal: ".", currency: "jpy" })).toEqual({ value: 1_200 });
  });

  it.each(["", "abc", "1,50", "1.2.3", "12,34,56", "NaN", "--5", "1e5", "$"])("isn't %j", (text) => {
    expect(parseAmount(text, usd)).toHaveProperty("problem");
  });

  it("of another currency is never taken for one's own", () => {
    for (const text of ["€12.00", "12 EUR", "£5"]) {
      expect(parseAmount(text, usd)).toMatchObject({ problem: expect.stringContaining("another currency") });
    }
  });

  it("isn't larger than sums can hold", () => {
    expect(parseAmount("99999999999999", usd)).toMatchObject({ problem: expect.stringContaining("too large") });
  });

  it("shows its decimal mark", () => {
    expect(decimalMarkOf(["1.234,50", "12,00"])).toBe(",");
    expect(decimalMarkOf(["1,234", "12.00"])).toBe(".");
    expect(decimalMarkOf([])).toBe(".");
  });
});

describe("a day", () => {
  it.each([
    ["2026-11-30", "2026-11-30"],
    ["2026/1/5", "2026-01-05"],
    ["20261130", "2026-11-30"],
    ["11/30/2026", "2026-11-30"],
    ["11/30/26", "2026-11-30"],
    ["30.11.2026", "2026-11-30"],
    ["30-Nov-2026", "2026-11-30"],
    ["Nov 30, 2026", "2026-11-30"],
    ["2026-11-30T23:59:00Z", "2026-11-30"],
    // Excel: 46,356 days after December 30, 1899.
    ["46356", "2026-11-30"],
  ])("%s is %s", (text, value) => expect(parseDay(text, "mdy")).toEqual({ value }));

  it("is read day first where the file says so", () => {
    expect(parseDay("05/11/2026", "dmy")).toEqual({ value: "2026-11-05" });
    expect(parseDay("05/11/2026", "mdy")).toEqual({ value: "2026-05-11" });
    expect(dateOrderOf(["05/11/2026", "30/11/2026"])).toBe("dmy");
    expect(dateOrderOf(["11/05/2026", "11/30/2026"])).toBe("mdy");
  });

  it.each(["", "yesterday", "2026-02-30", "13/13/2026", "30/11/2026", "2026-11", "0000-00-00"])("isn't %j", (text) => {
    expect(parseDay(text, "mdy")).toHaveProperty("problem");
  });
});

describe("an instant", () => {
  const newYork = { order: "mdy", offsetAt: offsetsOf("America/New_York") } as const;
  it.each([
    ["2026-11-30T14:05:06Z", "2026-11-30T14:05:06.000Z"],
    ["2026-11-30T14:05:06.789+02:00", "2026-11-30T12:05:06.789Z"],
    ["2026-11-30 14:05:06 UTC", "2026-11-30T14:05:06.000Z"],
    ["11/30/2026 2:05 PM", "2026-11-30T19:05:00.000Z"],
    ["11/30/2026 12:00 am", "2026-11-30T05:00:00.000Z"],
    ["2026-07-01", "2026-07-01T04:00:00.000Z"],
    ["46356.5", "2026-11-30T17:00:00.000Z"],
    ["1796047200", "2026-11-30T14:00:00.000Z"],
    ["1796047200123", "2026-11-30T14:00:00.123Z"],
    // Clocks are set back on November 1: 1:30 happens twice, and the first is meant. On March 8, 2:30 doesn't happen.
    ["2026-11-01 03:30", "2026-11-01T08:30:00.000Z"],
    ["2026-03-08 03:30", "2026-03-08T07:30:00.000Z"],
  ])("%s is %s in New York", (text, value) => {
    expect(parseInstant(text, newYork)).toEqual({ value: new Date(value) });
  });

  it.each(["", "2026-11-30 25:00", "2026-11-30 10:61", "13:00", "2026-11-30 13:00 PM"])("isn't %j", (text) => {
    expect(parseInstant(text, newYork)).toHaveProperty("problem");
  });
});

describe("a day of a time zone", () => {
  it("begins at its own midnight, also where clocks change", () => {
    expect(startOfDay("2026-11-30", "America/New_York").toISOString()).toBe("2026-11-30T05:00:00.000Z");
    expect(startOfDay("2026-03-08", "America/New_York").toISOString()).toBe("2026-03-08T05:00:00.000Z");
    expect(startOfDay("2026-03-09", "America/New_York").toISOString()).toBe("2026-03-09T04:00:00.000Z");
    expect(startOfDay("2026-11-30", "Asia/Kolkata").toISOString()).toBe("2026-11-29T18:30:00.000Z");
  });

  it("holds the last evening of its own zone, not of UTC", () => {
    expect(dayIn(new Date("2026-09-08T02:23:34Z"), "America/Chicago")).toBe("2026-09-07");
    expect(dayIn(new Date("2026-09-08T02:23:34Z"), "UTC")).toBe("2026-09-08");
  });

  it("is of a zone that exists", () => {
    expect(["UTC", "Europe/Berlin", "Mars/Base", ""].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});
