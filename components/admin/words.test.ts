import { describe, expect, it } from "vitest";
import { daysUntil, monthLabel, planChange, signedMoney } from "./words";

describe("the words of the platform's pages", () => {
  it("gives an amount its sign", () => {
    expect(signedMoney({ amount: 19900, currency: "usd" })).toBe("+$199.00");
    expect(signedMoney({ amount: -4900, currency: "usd" })).toBe("−$49.00");
  });

  it.each([
    [null, "Starter", "Starter"],
    ["Starter", "Professional", "Starter → Professional"],
    ["Starter", "Starter", "Starter"],
    ["Starter", null, "Starter"],
    [null, null, ""],
  ])("says how a plan went from %s to %s", (before, after, words) => {
    expect(planChange(before, after)).toBe(words);
  });

  it("names a month by its key", () => {
    expect(monthLabel("2026-11")).toBe("Nov 26");
  });

  it("counts a begun day whole", () => {
    const now = new Date("2026-11-21T08:00:00Z");
    expect(daysUntil(new Date("2026-11-21T09:00:00Z"), now)).toBe(1);
    expect(daysUntil(new Date("2026-11-24T08:00:00Z"), now)).toBe(3);
    expect(daysUntil(new Date("2026-11-20T08:00:00Z"), now)).toBe(0);
  });
});
