import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateOverage, type OverageTerms, overageOf, rateOverage } from "./overage";

const plan: OverageTerms = { included: 100_000, sold: true };
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
    expect(overageOf(99_999, 99_999, plan)).toBe(0);
    expect(overageOf(100_000, 100_000, plan)).toBe(0);
    expect(overageOf(100_001, 100_001, plan)).toBe(1);
    expect(overageOf(1e12, 1e12, { included: null, sold: true })).toBe(0);
  });

  it.each<[name: string, use: [amount: number, terms: OverageTerms][], units: number]>([
    [
      "a higher limit ends after 150,000 units",
      [
        [150_000, { ...plan, included: 200_000 }],
        [1, plan],
      ],
      1,
    ],
    [
      "no limit for a while",
      [
        [5_000_000, { ...plan, included: null }],
        [7, plan],
      ],
      7,
    ],
    [
      "a higher limit comes after overage began",
      [
        [150_000, plan],
        [20_000, { ...plan, included: 160_000 }],
      ],
      60_000,
    ],
    [
      "it wasn't sold at first, as on a trial",
      [
        [130_000, { ...plan, sold: false }],
        [5, plan],
      ],
      5,
    ],
    [
      "it is no longer sold",
      [
        [100_003, plan],
        [50, { ...plan, sold: false }],
      ],
      3,
    ],
    [
      "one event crosses the limit",
      [
        [99_990, plan],
        [25, plan],
      ],
      15,
    ],
    ["nothing is included", [[3, { included: 0, sold: true }]], 3],
  ])("is what wasn't included when it was used: %s", (_name, use, units) => {
    let used = 0;
    let overage = 0;
    for (const [amount, terms] of use) {
      used += amount;
      overage += overageOf(used, amount, terms);
    }
    expect(overage).toBe(units);
  });

  it("is the same however usage is split into events", () => {
    const terms = fc.record({ included: fc.option(fc.nat(500)), sold: fc.boolean() });
    fc.assert(
      fc.property(
        fc.nat(400),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        terms,
        (before, one, other, at) => {
          const split = overageOf(before + one, one, at) + overageOf(before + one + other, other, at);
          expect(split).toBe(overageOf(before + one + other, one + other, at));
        },
      ),
    );
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
    expect(estimateOverage({ overageUnits: 100, overage: null })).toBeNull();
    expect(estimateOverage({ overageUnits: 1_500, overage: perThousand })).toEqual({
      units: 1_500,
      amount: 100,
    });
  });
});
