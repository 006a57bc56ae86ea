import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Catalog, Interval } from "@/lib/catalog";
import { catalog as unison } from "@/products/unison/catalog";
import {
  type Choice,
  changesOf,
  choiceOf,
  compose,
  type Piece,
  type PresentPiece,
  sameComposition,
} from "./composition";

/** The same catalogue after a rise in price: version 2 of everything is what is sold now. */
const risen: Catalog = {
  ...unison,
  plans: unison.plans.map((plan) => ({ ...plan, prices: both(plan.prices) })),
  addOns: unison.addOns.map((addOn) => ({ ...addOn, prices: both(addOn.prices) })),
};

function both<P extends { version: number; unitAmount: number }>(prices: readonly P[]): P[] {
  return prices.flatMap((price) => [price, { ...price, version: 2, unitAmount: price.unitAmount * 2 }]);
}

const choose = (plan: string, interval: Interval = "month", addOns: Choice["addOns"] = {}): Choice => ({
  plan,
  interval,
  addOns,
});
const inStripe = (pieces: readonly Piece[]): PresentPiece[] =>
  pieces.map((piece) => ({ ...piece, stripeItemId: `si_${piece.kind}_${piece.itemKey}_${piece.lookupKey}` }));
const keys = (pieces: readonly Piece[]) => pieces.map(({ lookupKey, quantity }) => [lookupKey, quantity]);

describe("what a choice consists of", () => {
  it.each<[string, Choice, [string, number | null][]]>([
    ["a plan alone", choose("starter"), [["unison_starter_month_usd_v1", 1]]],
    [
      "a plan and its add-ons, in the plan's rhythm",
      choose("professional", "year", { extra_user: 3, extra_plant: 0 }),
      [
        ["unison_professional_year_usd_v1", 1],
        ["unison_extra_user_year_usd_v1", 3],
      ],
    ],
    [
      "a plan with metered use beyond its limit",
      choose("enterprise"),
      [
        ["unison_enterprise_month_usd_v1", 1],
        ["unison_enterprise_api_calls_overage_month_usd_v1", null],
      ],
    ],
    [
      "no add-on to what has no limit anyway",
      choose("enterprise", "year", { extra_user: 3 }),
      [
        ["unison_enterprise_year_usd_v1", 1],
        ["unison_enterprise_api_calls_overage_year_usd_v1", null],
      ],
    ],
  ])("%s", (_what, choice, expected) => {
    expect(keys(compose(unison, choice, []))).toEqual(expected);
  });

  it("keeps the price a plan was bought at when an add-on joins it", () => {
    const had = compose(unison, choose("professional"), []);
    expect(keys(compose(risen, choose("professional", "month", { extra_user: 2 }), had))).toEqual([
      ["unison_professional_month_usd_v1", 1],
      ["unison_extra_user_month_usd_v2", 2],
    ]);
  });

  it("takes the price of today for another plan or another rhythm", () => {
    const had = compose(unison, choose("starter"), []);
    expect(keys(compose(risen, choose("professional"), had))).toEqual([["unison_professional_month_usd_v2", 1]]);
    expect(keys(compose(risen, choose("starter", "year"), had))).toEqual([["unison_starter_year_usd_v2", 1]]);
  });

  it("refuses what the catalogue does not have, or does not sell that way", () => {
    expect(() => compose(unison, choose("gold"), [])).toThrow(/Valid: starter, professional, enterprise/);
    expect(() => compose(unison, choose("starter", "month", { wish: 1 }), [])).toThrow(/No add-on "wish"/);
    const monthly = { ...unison, plans: unison.plans.map((plan) => ({ ...plan, prices: plan.prices.slice(0, 1) })) };
    expect(() => compose(monthly, choose("starter", "year"), [])).toThrow("Starter is not for sale by the year.");
  });
});

const choices: fc.Arbitrary<Choice> = fc.record({
  plan: fc.constantFrom(...unison.plans.map(({ key }) => key)),
  interval: fc.constantFrom("month", "year"),
  addOns: fc.dictionary(fc.constantFrom(...unison.addOns.map(({ key }) => key)), fc.integer({ min: 0, max: 9 })),
});

/** What Stripe makes of the changes. */
function applied(present: readonly PresentPiece[], wanted: readonly Piece[]): Piece[] {
  const changes = changesOf(present, wanted);
  const kept = present.flatMap((piece): Piece[] => {
    const change = changes.find((each) => each.change !== "add" && each.id === piece.stripeItemId);
    if (!change) return [piece];
    return change.change === "set" ? [change.piece] : [];
  });
  return [...kept, ...changes.flatMap((each) => (each.change === "add" ? [each.piece] : []))];
}

describe("the way from one composition to another", () => {
  it("leads there, whatever it starts from", () => {
    fc.assert(
      fc.property(choices, choices, (from, to) => {
        const present = inStripe(compose(unison, from, []));
        const wanted = compose(risen, to, present);
        expect(sameComposition(applied(present, wanted), wanted)).toBe(true);
        expect(changesOf(inStripe(wanted), wanted)).toEqual([]);
      }),
    );
  });

  it("is no way at all for the choice that is there, at whatever price it was bought", () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const present = inStripe(compose(unison, choice, []));
        expect(changesOf(present, compose(risen, choiceOf(present), present))).toEqual([]);
      }),
    );
  });

  it("leaves the plan's item alone when only add-ons change", () => {
    fc.assert(
      fc.property(choices, choices, (from, { addOns }) => {
        const present = inStripe(compose(unison, from, []));
        const changes = changesOf(present, compose(risen, { ...from, addOns }, present));
        expect(changes.filter((each) => each.change !== "remove" && each.piece.kind === "plan")).toEqual([]);
      }),
    );
  });

  it("turns the plan's item into the other plan, and gives metered use an item of its own", () => {
    const present = inStripe(compose(unison, choose("professional"), []));
    const changes = changesOf(present, compose(unison, choose("enterprise"), present));
    expect(changes.map(({ change }) => change)).toEqual(["set", "add"]);
    expect(changes[0]).toMatchObject({ id: present[0]?.stripeItemId, samePrice: false });
  });
});
