import { describe, expect, it } from "vitest";
import { conversionTo } from "./conversion";

const rates = [
  { currency: "eur", day: "2026-11-10", rate: 1.2 },
  { currency: "eur", day: "2026-11-01", rate: 1.1 },
  { currency: "jpy", day: "2026-11-01", rate: 0.0065 },
  { currency: "kwd", day: "2026-11-01", rate: 3.25 },
];

describe("a conversion", () => {
  const { factorAt, factorBefore } = conversionTo("usd", rates);

  it.each([
    ["2026-10-01", 1.1],
    ["2026-11-01", 1.1],
    ["2026-11-09", 1.1],
    ["2026-11-10", 1.2],
    ["2027-01-01", 1.2],
  ])("on %s is at the last known rate, %d", (day, rate) => {
    expect(factorAt("eur", day)).toBe(rate);
  });

  it("before a day is at the rate of the day before", () => {
    expect(factorBefore("eur", "2026-11-10")).toBe(1.1);
    expect(factorBefore("eur", "2026-11-11")).toBe(1.2);
  });

  it("is between minor units, of which a currency has none, a hundred or a thousand", () => {
    expect(factorAt("jpy", "2026-11-02")).toBeCloseTo(0.65);
    expect(factorAt("kwd", "2026-11-02")).toBeCloseTo(0.325);
    expect(factorAt("usd", "2026-11-02")).toBe(1);
  });

  it("of a currency without a rate is a mistake of the caller", () => {
    expect(() => factorAt("gbp", "2026-11-02")).toThrow("There is no rate from gbp to usd.");
  });
});
