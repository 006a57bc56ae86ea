import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountFor, partsFor, placesOf, type Rate, type Tier } from "./rating";

const tier = (upTo: number | null, unitAmount: number | string | null, flatAmount: number | null = null): Tier => ({
  upTo,
  unitAmount,
  flatAmount,
});

/** In cents: 1 to 5 at $7, 6 to 10 at $6.50, 11 and more at $6. */
const fonts = [tier(5, 700), tier(10, 650), tier(null, 600)];

describe("Stripe's worked examples", () => {
  it.each([
    [1, 700],
    [5, 3_500],
    [6, 3_900],
    [20, 12_000],
    [25, 15_000],
    [0, 0],
  ])(
    "volume pricing (docs.stripe.com/subscriptions/pricing-models/tiered-pricing): %i fonts cost %i",
    (units, cents) => {
      expect(amountFor({ unitAmount: 0, tiers: fonts, tiersMode: "volume" }, units)).toBe(cents);
    },
  );

  it.each([
    [1, 700],
    [5, 3_500],
    [6, 4_150],
    [20, 12_750],
    [25, 15_750],
    [0, 0],
  ])(
    "graduated pricing (docs.stripe.com/subscriptions/pricing-models/tiered-pricing): %i fonts cost %i",
    (units, cents) => {
      expect(amountFor({ unitAmount: 0, tiers: fonts, tiersMode: "graduated" }, units)).toBe(cents);
    },
  );

  it.each([
    ["graduated", 0, 5_000],
    ["graduated", 10, 5_000],
    ["graduated", 12, 6_200],
    ["volume", 0, 5_000],
    ["volume", 12, 2_200],
  ] as const)(
    "a flat fee per tier (docs.stripe.com/subscriptions/pricing-models/tiered-pricing): %s, %i units cost %i, the first tier's fee in any case",
    (tiersMode, units, cents) => {
      const tiers = [tier(10, 0, 5_000), tier(null, 100, 1_000)];
      expect(amountFor({ unitAmount: 0, tiers, tiersMode }, units)).toBe(cents);
    },
  );

  it.each([
    [1, 1_000],
    [60, 1_000],
    [61, 2_000],
    [150, 3_000],
  ])(
    "a car by the started hour (docs.stripe.com/billing/subscriptions/usage-based/transform-quantities): %i minutes at $10 cost %i",
    (minutes, cents) => {
      expect(amountFor({ unitAmount: 1_000, packageSize: 60, packageRounding: "up" }, minutes)).toBe(cents);
    },
  );

  it.each([
    ["up", 11, 3_000],
    ["up", 10, 2_000],
    ["down", 11, 2_000],
    ["down", 4, 0],
  ] as const)("packages of five, rounded %s: %i units cost %i", (packageRounding, units, cents) => {
    expect(amountFor({ unitAmount: 1_000, packageSize: 5, packageRounding }, units)).toBe(cents);
  });

  it("a decimal amount is rounded after it is multiplied (docs.stripe.com/billing/subscriptions/decimal-amounts)", () => {
    expect(amountFor({ unitAmount: 0.05 }, 30)).toBe(2);
    expect(amountFor({ unitAmount: 0.05 }, 29)).toBe(1);
    expect(amountFor({ unitAmount: 105.5 }, 1)).toBe(106);
  });
});

describe("an amount", () => {
  it("is the decimal it is written as: binary fractions would be a cent off", () => {
    // 1.005 × 100 is 100.49999999999999 in floating point.
    expect(amountFor({ unitAmount: 1.005 }, 100)).toBe(101);
    expect(amountFor({ unitAmount: 0.000000000001 }, 500_000_000_000)).toBe(1);
    expect(amountFor({ unitAmount: 1e-12 }, 499_999_999_999)).toBe(0);
    expect(amountFor({ unitAmount: "123456789.123456789012" }, 1_000)).toBe(123_456_789_123);
    expect(amountFor({ unitAmount: 999_999_999_999 }, 9_000)).toBe(8_999_999_999_991_000);
    expect(amountFor({ unitAmount: -0.5 }, 3)).toBe(-2);
  });

  it("consists of its parts", () => {
    expect(partsFor({ unitAmount: 0, tiers: [tier(2, 0), tier(null, 50, 900)], tiersMode: "graduated" }, 5)).toEqual([
      { units: 2, unitAmount: 0, flatAmount: 0 },
      { units: 3, unitAmount: 50, flatAmount: 900 },
    ]);
    expect(partsFor({ unitAmount: 300, packageSize: 10 }, 25)).toEqual([{ units: 3, unitAmount: 300, flatAmount: 0 }]);
  });

  it.each([
    [0, 0],
    [5, 0],
    [0.25, 2],
    [1e-7, 7],
    [1.5e-12, 13],
    [1e21, 0],
  ])("%d is written with %i places", (amount, places) => {
    expect(placesOf(amount)).toBe(places);
  });
});

/** Hundredths of a cent, so that the oracle can count in whole numbers. */
const hundredths = fc.integer({ min: 0, max: 90_000 });
const bounds = fc
  .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 4 })
  .map((all) => all.toSorted((a, b) => a - b));
const tiersOf = bounds.chain((ends) =>
  fc.tuple(
    ...[...ends, null].map((upTo) => fc.record({ upTo: fc.constant(upTo), each: hundredths, flat: fc.nat(9_000) })),
  ),
);

/** One unit after the other, in hundredths of a cent. */
function counted(
  tiers: readonly { upTo: number | null; each: number; flat: number }[],
  graduated: boolean,
  units: number,
) {
  const tierOf = (unit: number) => tiers.findIndex(({ upTo }) => upTo === null || unit <= upTo);
  const reached = new Set([graduated ? 0 : tierOf(units)]);
  let sum = 0;
  for (let unit = 1; unit <= units; unit += 1) {
    const index = tierOf(graduated ? unit : units);
    reached.add(index);
    sum += tiers[index]?.each ?? 0;
  }
  for (const index of reached) sum += 100 * (tiers[index]?.flat ?? 0);
  return Math.floor((sum + 50) / 100);
}

describe("any price", () => {
  it("with tiers costs what its units cost one by one", () => {
    fc.assert(
      fc.property(tiersOf, fc.boolean(), fc.nat(80), (tiers, graduated, units) => {
        const rate: Rate = {
          unitAmount: 0,
          tiersMode: graduated ? "graduated" : "volume",
          tiers: tiers.map(({ upTo, each, flat }) => ({ upTo, unitAmount: each / 100, flatAmount: flat })),
        };
        expect(amountFor(rate, units)).toBe(counted(tiers, graduated, units));
      }),
    );
  });

  it("per unit or package costs its whole packages, and one more for a started one where that counts", () => {
    fc.assert(
      fc.property(hundredths, fc.integer({ min: 1, max: 50 }), fc.boolean(), fc.nat(5_000), (each, size, up, units) => {
        const rate: Rate = { unitAmount: each / 100, packageSize: size, packageRounding: up ? "up" : "down" };
        const packages = (units - (units % size)) / size + (up && units % size > 0 ? 1 : 0);
        expect(amountFor(rate, units)).toBe(Math.floor((each * packages + 50) / 100));
      }),
    );
  });

  it("graduated never costs less for more units", () => {
    fc.assert(
      fc.property(tiersOf, fc.nat(80), fc.nat(80), (tiers, units, more) => {
        const rate: Rate = {
          unitAmount: 0,
          tiersMode: "graduated",
          tiers: tiers.map(({ upTo, each, flat }) => ({ upTo, unitAmount: each / 100, flatAmount: flat })),
        };
        expect(amountFor(rate, units + more)).toBeGreaterThanOrEqual(amountFor(rate, units));
      }),
    );
  });
});
