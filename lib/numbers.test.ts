import { describe, expect, it } from "vitest";
import { formatCompact, formatCount, formatNumber, formatPercent, withMinusSign } from "./numbers";

describe("a number", () => {
  it.each([
    [0, "0"],
    [999, "999"],
    [12_345, "12,345"],
    [1_234_567.8912, "1,234,567.891"],
    [-4_900, "−4,900"],
    [9_007_199_254_740_993n, "9,007,199,254,740,993"],
  ])("%s is written %s", (value, text) => expect(formatNumber(value)).toBe(text));

  it.each([
    [0, "0"],
    [999, "999"],
    [1_000, "1K"],
    [12_345, "12.3K"],
    [1_960_000, "2M"],
    [-12_345, "−12.3K"],
  ])("%s is written %s on an axis", (value, text) => expect(formatCompact(value)).toBe(text));

  it.each([
    [0, "0%"],
    [0.6, "60%"],
    [0.194, "19.4%"],
    [0.12345, "12.3%"],
    [1, "100%"],
    [12.5, "1,250%"],
    [-0.05, "−5%"],
  ])("%s of a whole is written %s", (ratio, text) => expect(formatPercent(ratio)).toBe(text));

  it("has a minus sign in place of a leading hyphen alone", () => {
    expect(withMinusSign("-$1.66")).toBe("−$1.66");
    expect(withMinusSign("$5 - $10")).toBe("$5 - $10");
  });
});

describe("a count", () => {
  it.each([
    [0, "0 seats"],
    [1, "1 seat"],
    [2, "2 seats"],
    [1_200, "1,200 seats"],
    [0.5, "0.5 seats"],
  ])("of %s is written %s", (count, text) => expect(formatCount(count, "seat")).toBe(text));

  it("takes the plural that is given", () => {
    expect(formatCount(2, "query", "queries")).toBe("2 queries");
    expect(formatCount(1, "query", "queries")).toBe("1 query");
  });
});
