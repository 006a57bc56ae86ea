import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BlockPrice, balanceFor, capacityOf, drawFrom, inOrderOfUse, type OpenGrant } from "./draw";
import { creditsDue, rolledOver } from "./plan-credits";

const now = new Date("2026-03-10T12:00:00Z");
const grant = (id: string, over: Partial<OpenGrant> = {}): OpenGrant => ({
  id,
  meter: "runs",
  currency: null,
  remaining: 10,
  grantedAt: new Date("2026-03-01T00:00:00Z"),
  expiresAt: null,
  ...over,
});
const on = (date: string) => new Date(`${date}T00:00:00Z`);

describe("the order of use", () => {
  it("is what expires soonest, then what was granted first, and what never expires last", () => {
    const grants = [
      grant("never-old", { grantedAt: on("2026-01-01") }),
      grant("late", { expiresAt: on("2026-06-01"), grantedAt: on("2026-01-01") }),
      grant("soon-new", { expiresAt: on("2026-04-01"), grantedAt: on("2026-03-05") }),
      grant("never-new", { grantedAt: on("2026-02-01") }),
      grant("soon-old", { expiresAt: on("2026-04-01"), grantedAt: on("2026-02-01") }),
    ];
    expect(inOrderOfUse(grants, now).map(({ id }) => id)).toEqual([
      "soon-old",
      "soon-new",
      "late",
      "never-old",
      "never-new",
    ]);
  });

  it("leaves out what is spent, and what expires at this moment", () => {
    const grants = [grant("spent", { remaining: 0 }), grant("ends now", { expiresAt: now }), grant("left")];
    expect(inOrderOfUse(grants, now).map(({ id }) => id)).toEqual(["left"]);
  });
});

describe("a balance", () => {
  const price: BlockPrice = { currency: "usd", unitAmount: 2, per: 10 };

  it("has the units of the meter, and money in the currency of its price", () => {
    const grants = [
      grant("units"),
      grant("others", { meter: "emails" }),
      grant("dollars", { meter: null, currency: "usd", remaining: 500 }),
      grant("euros", { meter: null, currency: "eur", remaining: 900 }),
    ];
    expect(balanceFor(grants, { meter: "runs", price, now })).toEqual({ units: 10, money: 500 });
    expect(balanceFor(grants, { meter: "runs", price: null, now })).toEqual({ units: 10, money: 0 });
  });

  it.each([
    ["units alone", { units: 7, money: 0 }, null, 0, 7],
    ["money buys whole blocks", { units: 0, money: 5 }, price, 0, 20],
    ["the rest of a block that is paid for", { units: 0, money: 1 }, price, 3, 7],
    ["both", { units: 7, money: 4 }, price, 10, 27],
    ["money without a price", { units: 0, money: 500 }, null, 0, 0],
  ])("pays for units: %s", (_, balance, at, prepaid, units) => {
    expect(capacityOf(balance, at, prepaid)).toBe(units);
  });

  it("never pays with more than it has, and in steps the same as at once", () => {
    fc.assert(
      fc.property(
        fc.record({ units: fc.nat(50), money: fc.nat(200) }),
        fc.option(
          fc.record({
            currency: fc.constant("usd"),
            unitAmount: fc.integer({ min: 1, max: 9 }),
            per: fc.integer({ min: 1, max: 12 }),
          }),
        ),
        fc.nat(30),
        fc.array(fc.nat(40), { maxLength: 8 }),
        (balance, at, prepaid, amounts) => {
          const whole = drawFrom(
            balance,
            at,
            prepaid,
            amounts.reduce((sum, amount) => sum + amount, 0),
          );
          let left = balance;
          let paid = prepaid;
          const sum = { units: 0, moneyUnits: 0, cost: 0 };
          for (const amount of amounts) {
            const draw = drawFrom(left, at, paid, amount);
            left = { units: left.units - draw.units, money: left.money - draw.cost };
            paid += draw.moneyUnits;
            sum.units += draw.units;
            sum.moneyUnits += draw.moneyUnits;
            sum.cost += draw.cost;
            expect(left.units).toBeGreaterThanOrEqual(0);
            expect(left.money).toBeGreaterThanOrEqual(0);
          }
          expect(sum).toEqual(whole);
        },
      ),
    );
  });
});

describe("the credits of a plan", () => {
  it.each([
    [500, 0, 500],
    [500, 500, 0],
    [2_000, 500, 1_500],
    [500, 2_000, 0],
  ])("of %d a period with %d granted so far are %d more", (amount, granted, due) => {
    expect(creditsDue(amount, granted)).toBe(due);
  });

  it.each([
    [300, 0, 0],
    [300, 1_000, 300],
    [1_300, 1_000, 1_000],
  ])("%d left with a cap of %d roll over as %d", (left, cap, kept) => {
    expect(rolledOver(left, cap)).toBe(kept);
  });
});
