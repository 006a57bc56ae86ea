import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { share, times } from "./decimal";
import { applyDiscounts, type DiscountableLine } from "./discounts";
import { remainingShare } from "./proration";
import { rate, type Tier } from "./rating";

/** What a change at `at` credits for the old price and charges for the new one. */
const prorate = (old: number, newPrice: number, period: { start: number; end: number }, at: number) => [
  { amount: -remainingShare(old, period, at) },
  { amount: remainingShare(newPrice, period, at) },
];

const amounts = fc.integer({ min: 0, max: 10_000_000 });

describe("rounding", () => {
  test.each([
    ["0.05", 12_345, 617],
    ["33.333333333333", 3, 100],
    ["0.5", 1, 1],
    ["199", 2, 398],
  ])("%s × %i = %i", (unit, quantity, total) => expect(times(unit, quantity)).toBe(total));

  test("halves round away from zero on both sides", () => {
    expect([share(1, 1, 2), share(-1, 1, 2), share(5, 1, 10), share(-5, 1, 10)]).toEqual([1, -1, 1, -1]);
  });
});

describe("proration", () => {
  const period = { start: 1_596_749_288, end: 1_599_427_688 };

  test("−166 and +541, as in Stripe's documentation", () => {
    expect(prorate(1000, 3252, period, 1_598_982_148).map((part) => part.amount)).toEqual([-166, 541]);
  });

  test("used and remaining amounts add up to the whole, within a cent", () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: period.start, max: period.end }), (amount, at) => {
        const left = remainingShare(amount, period, at);
        const used = share(amount, at - period.start, period.end - period.start);
        expect(Math.abs(left + used - amount)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("changing back and forth at the same moment costs nothing", () => {
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: period.start, max: period.end }), (a, b, at) => {
        const sum = [...prorate(a, b, period, at), ...prorate(b, a, period, at)].reduce(
          (total, part) => total + part.amount,
          0,
        );
        expect(sum).toBe(0);
      }),
    );
  });

  test("any sequence of changes charges each price for its time, within a cent per line", () => {
    const changes = fc.array(fc.record({ at: fc.integer({ min: period.start, max: period.end }), to: amounts }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(amounts, changes, (first, unsorted) => {
        const sorted = unsorted.sort((a, b) => a.at - b.at);
        let price = first;
        let billed = first;
        let exact = 0;
        let since = period.start;
        for (const { at, to } of sorted) {
          billed += prorate(price, to, period, at).reduce((total, part) => total + part.amount, 0);
          exact += (price * (at - since)) / (period.end - period.start);
          price = to;
          since = at;
        }
        exact += (price * (period.end - since)) / (period.end - period.start);
        expect(Math.abs(billed - exact)).toBeLessThanOrEqual(sorted.length * 2 + 1);
      }),
    );
  });
});

describe("tiers", () => {
  const tiers: Tier[] = [
    { up_to: 5, unit_amount_decimal: "700", flat_amount_decimal: null },
    { up_to: 10, unit_amount_decimal: "650", flat_amount_decimal: null },
    { up_to: null, unit_amount_decimal: "600", flat_amount_decimal: null },
  ];
  const price = { unit_amount_decimal: null, tiers, transform_quantity: null };

  test.each([
    [1, 700],
    [5, 3500],
    [6, 3900],
    [20, 12_000],
    [25, 15_000],
  ])("volume: %i cost %i (docs.stripe.com/products-prices/pricing-models)", (quantity, total) => {
    expect(rate({ ...price, tiers_mode: "volume" }, quantity)).toBe(total);
  });

  test.each([
    [5, 3500],
    [6, 4150],
    [20, 12_750],
    [25, 15_750],
  ])("graduated: %i cost %i (docs.stripe.com/products-prices/pricing-models)", (quantity, total) => {
    expect(rate({ ...price, tiers_mode: "graduated" }, quantity)).toBe(total);
  });

  test("graduated never gets cheaper with one more unit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (quantity) => {
        const graduated = { ...price, tiers_mode: "graduated" };
        expect(rate(graduated, quantity + 1)).toBeGreaterThan(rate(graduated, quantity));
      }),
    );
  });
});

/** Unit by unit in hundredths of a millionth of a cent: a naive reference implementation. */
function byUnit(tiers: readonly Tier[], mode: string, quantity: number): number {
  const decimals = (text: string | null) => BigInt(Math.round(Number(text ?? "0") * 1e6));
  const tierOf = (unit: number) => tiers.findIndex((tier) => tier.up_to === null || unit <= tier.up_to);
  // Tiers start from 0: the flat amount of the first one is charged without any unit.
  const first = mode === "volume" ? tierOf(quantity) : 0;
  let total = decimals(tiers[first]?.flat_amount_decimal ?? null);
  const entered = new Set([first]);
  for (let unit = 1; unit <= quantity; unit += 1) {
    const index = tierOf(mode === "volume" ? quantity : unit);
    const tier = tiers[index];
    if (!tier) return 0;
    total += decimals(tier.unit_amount_decimal);
    if (!entered.has(index)) total += decimals(tier.flat_amount_decimal);
    entered.add(index);
  }
  return Number((total + 500_000n) / 1_000_000n);
}

describe("tiers against counting unit by unit", () => {
  const decimals = fc.integer({ min: 0, max: 50_000_000 }).map((millionths) => (millionths / 1e4).toFixed(4));
  const bounds = fc
    .uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 4 })
    .map((ends) => ends.sort((a, b) => a - b));
  const rows = fc.array(fc.record({ unit: decimals, flat: fc.option(decimals) }), { minLength: 5, maxLength: 5 });

  test.each(["volume", "graduated"])("%s: equal to the cent", (tiers_mode) => {
    fc.assert(
      fc.property(bounds, rows, fc.integer({ min: 0, max: 400 }), (ends, prices, quantity) => {
        const tiers: Tier[] = [...ends, null].map((up_to, index) => ({
          up_to,
          unit_amount_decimal: prices[index]?.unit ?? null,
          flat_amount_decimal: prices[index]?.flat ?? null,
        }));
        const price = { unit_amount_decimal: null, tiers, tiers_mode, transform_quantity: null };
        expect(rate(price, quantity)).toBe(byUnit(tiers, tiers_mode, quantity));
      }),
    );
  });
});

describe("discounts", () => {
  const line = (amount: number, product = "p", discountable = true): DiscountableLine => ({
    amount,
    product,
    discountable,
  });
  const off = (amount_off: number) => ({ id: "a", amount_off, percent_off: null, products: null });
  const percent = (percent_off: number) => ({ id: "b", amount_off: null, percent_off, products: null });

  test.each([
    [[line(10_000)], [percent(20)], [[2000]]],
    [[line(1000)], [off(1500)], [[1000]]],
    [[line(1000), line(500)], [off(300)], [[200], [100]]],
    [[line(1000, "p"), line(500, "q")], [{ ...off(300), products: ["q"] }], [[0], [300]]],
    [[line(1000, "p", false)], [percent(50)], [[0]]],
    [[line(10_000)], [percent(50), off(1000)], [[5000, 1000]]],
  ])("%o with %o", (lines, reductions, taken) => expect(applyDiscounts(lines, reductions)).toEqual(taken));

  test("line discounts apply only to the lines that list them, and before the others", () => {
    const lines = [{ ...line(10_000), own: ["b"] }, line(2_000)];
    const taken = applyDiscounts(lines, [{ ...percent(50), ofLines: true }, off(700)]);
    expect(taken).toEqual([
      [5_000, 500],
      [0, 200],
    ]);
  });

  test("an amount is taken exactly once and never exceeds the total", () => {
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 10 }), amounts, (lines, amount) => {
        const taken = applyDiscounts(
          lines.map((each) => line(each)),
          [off(amount)],
        ).flat();
        const total = lines.reduce((sum, each) => sum + each, 0);
        expect(taken.reduce((sum, each) => sum + each, 0)).toBe(Math.min(amount, total));
        expect(taken.every((each, index) => each >= 0 && each <= (lines[index] ?? 0))).toBe(true);
      }),
    );
  });
});
