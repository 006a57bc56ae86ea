import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import { mrrOf, type RecurringDiscount, type RecurringItem, type RecurringRevenue } from "./mrr";

const now = new Date("2026-11-21T00:00:00Z");
const daysAgo = (days: number) => addDays(now, -days);

/** Past due for 21 days but for `ms`. */
const since = (ms: number) => new Date(Date.parse("2026-10-31T00:00:00Z") + ms);

const item = (given: Partial<RecurringItem> = {}): RecurringItem => ({
  product: "prod_plan",
  unitAmount: 19900,
  quantity: 1,
  interval: "month",
  intervalCount: 1,
  metered: false,
  discounts: [],
  ...given,
});

const discount = (given: Partial<RecurringDiscount>): RecurringDiscount => ({
  duration: "forever",
  percentOff: null,
  amountOff: null,
  endsAt: null,
  products: null,
  ...given,
});

const revenue = (given: Partial<RecurringRevenue> = {}): RecurringRevenue => ({
  status: "active",
  pastDueSince: null,
  items: [item()],
  discounts: [],
  ...given,
});

describe("MRR", () => {
  it.each<[string, Partial<RecurringRevenue>, number]>([
    ["a monthly plan is its price", {}, 19900],
    ["a year counts a twelfth", { items: [item({ unitAmount: 52920, interval: "year" })] }, 4410],
    ["a quarter counts a third", { items: [item({ unitAmount: 30000, intervalCount: 3 })] }, 10000],
    ["a week counts 52/12", { items: [item({ unitAmount: 1200, interval: "week" })] }, 5200],
    ["half a year counts a sixth", { items: [item({ unitAmount: 60000, intervalCount: 6 })] }, 10000],
    ["two years count 1/24", { items: [item({ unitAmount: 24000, interval: "year", intervalCount: 2 })] }, 1000],
    ["quantity multiplies", { items: [item(), item({ unitAmount: 500, quantity: 7 })] }, 23400],
    ["metered usage doesn't count", { items: [item(), item({ unitAmount: 50, metered: true })] }, 19900],
    ["a free plan counts zero", { items: [item({ unitAmount: 0 })] }, 0],
    ["a third of a cent is rounded to the nearest", { items: [item({ unitAmount: 100, interval: "year" })] }, 8],
    ["half a cent is rounded up", { items: [item({ unitAmount: 6, interval: "year" })] }, 1],
    [
      "it is rounded once, not per item",
      { items: [item({ unitAmount: 5, interval: "year" }), item({ unitAmount: 5, interval: "year" })] },
      1,
    ],
    [
      "tax that is part of the price is taken out",
      { items: [item({ unitAmount: 11900, includedTaxPercent: 19 })] },
      10000,
    ],
    [
      "a discount lowers the price with its tax",
      {
        items: [item({ unitAmount: 11900, includedTaxPercent: 19 }), item({ unitAmount: 5000 })],
        discounts: [discount({ amountOff: 1190 })],
      },
      14000,
    ],
    ["forever discounts reduce it", { discounts: [discount({ percentOff: 10 })] }, 17910],
    [
      "repeating discounts reduce it while they run",
      { discounts: [discount({ duration: "repeating", percentOff: 50, endsAt: daysAgo(-1) })] },
      9950,
    ],
    [
      "an expired repeating discount doesn't",
      { discounts: [discount({ duration: "repeating", percentOff: 50, endsAt: daysAgo(1) })] },
      19900,
    ],
    ["a once discount doesn't", { discounts: [discount({ duration: "once", percentOff: 100 })] }, 19900],
    ["an amount off comes off each invoice", { discounts: [discount({ amountOff: 900 })] }, 19000],
    [
      "an amount off a yearly invoice counts a twelfth",
      { items: [item({ unitAmount: 120000, interval: "year" })], discounts: [discount({ amountOff: 12000 })] },
      9000,
    ],
    ["an amount off never makes it negative", { discounts: [discount({ amountOff: 99900 })] }, 0],
    [
      "a discount for one product leaves the others",
      {
        items: [item(), item({ product: "prod_seat", unitAmount: 500 })],
        discounts: [discount({ percentOff: 100, products: ["prod_seat"] })],
      },
      19900,
    ],
    ["an item's own discount reduces it", { items: [item({ discounts: [discount({ percentOff: 25 })] })] }, 14925],
    ["a day counts 365/12", { items: [item({ unitAmount: 120, interval: "day" })] }, 3650],
    [
      "a repeating discount without an end reduces it",
      { discounts: [discount({ duration: "repeating", percentOff: 50 })] },
      9950,
    ],
    [
      "a repeating discount that ends now doesn't",
      { discounts: [discount({ duration: "repeating", percentOff: 50, endsAt: now })] },
      19900,
    ],
    [
      "an amount off is taken once, from the items in order",
      { items: [item(), item({ unitAmount: 500 })], discounts: [discount({ amountOff: 20_000 })] },
      400,
    ],
    [
      "an item's own amount off comes off each invoice",
      { items: [item({ discounts: [discount({ amountOff: 900 })] })] },
      19000,
    ],
    [
      "an item's own amount off never exceeds the item",
      { items: [item({ discounts: [discount({ amountOff: 99_900 })] }), item({ unitAmount: 500 })] },
      500,
    ],
    [
      "an amount off is for the products it names",
      {
        items: [item(), item({ product: "prod_seat", unitAmount: 500 })],
        discounts: [discount({ amountOff: 900, products: ["prod_seat"] })],
      },
      19900,
    ],
    [
      "an amount off comes off yearly items by the year, and off monthly ones by the month",
      {
        items: [item({ unitAmount: 12_000, interval: "year" }), item({ unitAmount: 5_000 })],
        discounts: [discount({ amountOff: 13_000 })],
      },
      4_000,
    ],
    [
      "discounts apply one after the other: 10% off, then $9",
      { discounts: [discount({ percentOff: 10 }), discount({ amountOff: 900 })] },
      17_010,
    ],
    [
      "discounts apply one after the other: $9 off, then 10%",
      { discounts: [discount({ amountOff: 900 }), discount({ percentOff: 10 })] },
      17_100,
    ],
    ["a discount that takes nothing off changes nothing", { discounts: [discount({})] }, 19900],
    [
      "an item's own discount that takes nothing off changes nothing",
      { items: [item({ discounts: [discount({})] })] },
      19900,
    ],
    [
      "an item's own amount off comes off each yearly invoice",
      { items: [item({ unitAmount: 120_000, interval: "year", discounts: [discount({ amountOff: 12_000 })] })] },
      9_000,
    ],
    [
      "an item's own discounts apply one after the other, as long as they last",
      {
        items: [
          item({
            unitAmount: 10_000,
            discounts: [
              discount({ percentOff: 50 }),
              discount({ percentOff: 50 }),
              discount({ duration: "once", percentOff: 100 }),
              discount({ duration: "repeating", percentOff: 100, endsAt: now }),
            ],
          }),
        ],
      },
      2_500,
    ],
    ["past due counts in the last millisecond of 21 days", { status: "past_due", pastDueSince: since(1) }, 19900],
    ["past due counts while its start is unknown", { status: "past_due" }, 19900],
    ["a trial is no revenue", { status: "trialing" }, 0],
    ["a paused subscription is no revenue", { status: "paused" }, 0],
    ["unpaid counts as churned", { status: "unpaid" }, 0],
    ["incomplete is no revenue", { status: "incomplete" }, 0],
    ["canceled is no revenue", { status: "canceled" }, 0],
    ["past due counts for 20 days", { status: "past_due", pastDueSince: daysAgo(20) }, 19900],
    ["past due for 21 days doesn't", { status: "past_due", pastDueSince: daysAgo(21) }, 0],
  ])("%s", (_what, given, expected) => {
    expect(mrrOf(revenue(given), now)).toBe(expected);
  });

  const anyItem = fc.record({
    product: fc.constantFrom("a", "b"),
    unitAmount: fc.integer({ min: 0, max: 10_000_000 }),
    quantity: fc.integer({ min: 0, max: 10_000 }),
    interval: fc.constantFrom("day" as const, "week" as const, "month" as const, "year" as const),
    intervalCount: fc.integer({ min: 1, max: 36 }),
    metered: fc.boolean(),
    discounts: fc.constant([]),
  });
  const anyDiscount = fc.record({
    duration: fc.constantFrom("once" as const, "repeating" as const, "forever" as const),
    percentOff: fc.option(fc.integer({ min: 0, max: 100 })),
    amountOff: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    endsAt: fc.constant(null),
    products: fc.constantFrom(null, ["a"]),
  });

  it("is a whole number, never negative, and no discount raises it", () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 5 }), fc.array(anyDiscount, { maxLength: 3 }), (items, discounts) => {
        const gross = mrrOf(revenue({ items }), now);
        const net = mrrOf(revenue({ items, discounts }), now);
        expect(Number.isSafeInteger(net)).toBe(true);
        expect(net).toBeGreaterThanOrEqual(0);
        expect(net).toBeLessThanOrEqual(gross);
      }),
    );
  });

  it("doesn't depend on the order of the items", () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 5 }), (items) => {
        expect(
          Math.abs(mrrOf(revenue({ items }), now) - mrrOf(revenue({ items: items.toReversed() }), now)),
        ).toBeLessThanOrEqual(1);
      }),
    );
  });
});
