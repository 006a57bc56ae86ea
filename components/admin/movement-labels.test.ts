import { describe, expect, it } from "vitest";
import { formatChange, planChange } from "./movement-labels";

describe("the labels of an MRR movement", () => {
  it("show an amount with its sign", () => {
    expect(formatChange({ amount: 19900, currency: "usd" })).toBe("+$199.00");
    expect(formatChange({ amount: -4900, currency: "usd" })).toBe("−$49.00");
  });

  it.each([
    [null, "Starter", "Starter"],
    ["Starter", "Professional", "Starter → Professional"],
    ["Starter", "Starter", "Starter"],
    ["Starter", null, "Starter"],
    [null, null, ""],
  ])("show a plan that changed from %s to %s", (before, after, label) => {
    expect(planChange(before, after)).toBe(label);
  });
});
