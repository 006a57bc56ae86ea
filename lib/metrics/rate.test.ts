import { describe, expect, it } from "vitest";
import { amountFor } from "./rate";

/** Stripe's documented example (docs.stripe.com/products-prices/pricing-models, "Tiered pricing"), in cents. */
const tiers = [
  { upTo: 5, unitAmount: 700, flatAmount: null },
  { upTo: 10, unitAmount: 650, flatAmount: null },
  { upTo: null, unitAmount: 600, flatAmount: null },
];

describe("what a quantity costs", () => {
  it.each([
    [1, 700],
    [5, 3_500],
    [6, 3_900],
    [20, 12_000],
    [25, 15_000],
    [0, 0],
  ])("by volume: %i units cost %i", (quantity, amount) => {
    expect(amountFor({ unitAmount: 0, tiers, tiersMode: "volume" }, quantity)).toBe(amount);
  });

  it.each([
    [1, 700],
    [5, 3_500],
    [6, 4_150],
    [20, 12_750],
    [25, 15_750],
    [0, 0],
  ])("graduated: %i units cost %i", (quantity, amount) => {
    expect(amountFor({ unitAmount: 0, tiers, tiersMode: "graduated" }, quantity)).toBe(amount);
  });

  it("includes the flat amount of each tier that is reached", () => {
    const flat = [
      { upTo: 10, unitAmount: 0, flatAmount: 5_000 },
      { upTo: null, unitAmount: 100, flatAmount: 1_000 },
    ];
    expect(amountFor({ unitAmount: 0, tiers: flat, tiersMode: "graduated" }, 12)).toBe(6_200);
    expect(amountFor({ unitAmount: 0, tiers: flat, tiersMode: "volume" }, 12)).toBe(2_200);
  });

  it.each([
    ["up", 11, 3_000],
    ["up", 10, 2_000],
    ["down", 11, 2_000],
  ] as const)("in packages of five, rounded %s: %i units cost %i", (packageRounding, quantity, amount) => {
    expect(amountFor({ unitAmount: 1_000, packageSize: 5, packageRounding }, quantity)).toBe(amount);
  });
});
