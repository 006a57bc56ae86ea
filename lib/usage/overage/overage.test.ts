import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateOverage, overageUnits, rateOverage } from "./overage";

const perThousand = { unitAmount: 50, per: 1_000 };

describe("overage", () => {
  it.each([
    [0, 0],
    [1, 50],
    [999, 50],
    [1_000, 50],
    [1_001, 100],
    [250_000, 12_500],
  ])("of %i calls at $0.50 per thousand, rounded up, costs %i cents", (units, cents) => {
    expect(rateOverage(perThousand, units)).toBe(cents);
  });

  it("starts with the first unit that is not included", () => {
    expect(overageUnits(99_999, 100_000)).toBe(0);
    expect(overageUnits(100_000, 100_000)).toBe(0);
    expect(overageUnits(100_001, 100_000)).toBe(1);
    expect(overageUnits(1e12, "unlimited")).toBe(0);
  });

  it("never costs less for more units, and priced per unit is a plain product", () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e6), fc.integer({ min: 1, max: 5_000 }), (units, more, per) => {
        expect(rateOverage({ unitAmount: 7, per }, units + more)).toBeGreaterThanOrEqual(
          rateOverage({ unitAmount: 7, per }, units),
        );
        expect(rateOverage({ unitAmount: 7, per: 1 }, units)).toBe(units * 7);
      }),
    );
  });

  it("is null where it is not sold", () => {
    expect(estimateOverage({ used: 300, limit: 200, overage: null })).toBeNull();
    expect(estimateOverage({ used: 101_500, limit: 100_000, overage: perThousand })).toEqual({
      units: 1_500,
      amount: 100,
    });
  });
});
