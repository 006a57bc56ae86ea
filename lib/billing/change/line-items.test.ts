import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Catalog, Interval } from "@/lib/catalog";
import { catalog as unison } from "@/products/unison/catalog";
import {
  buildItems,
  type CurrentItem,
  itemChanges,
  type LineItem,
  type Selection,
  sameItems,
  selectionOf,
} from "./line-items";

/** The same catalog after a price increase: version 2 of everything is for sale now. */
const risen: Catalog = {
  ...unison,
  plans: unison.plans.map((plan) => ({ ...plan, prices: both(plan.prices) })),
  addOns: unison.addOns.map((addOn) => ({ ...addOn, prices: both(addOn.prices) })),
};

function both<P extends { version: number; unitAmount: number }>(prices: readonly P[]): P[] {
  return prices.flatMap((price) => [price, { ...price, version: 2, unitAmount: price.unitAmount * 2 }]);
}

const choose = (plan: string, interval: Interval = "month", addOns: Selection["addOns"] = {}): Selection => ({
  plan,
  interval,
  addOns,
});
const inStripe = (items: readonly LineItem[]): CurrentItem[] =>
  items.map((item) => ({ ...item, stripeItemId: `si_${item.kind}_${item.itemKey}_${item.lookupKey}` }));
const keys = (items: readonly LineItem[]) => items.map(({ lookupKey, quantity }) => [lookupKey, quantity]);

describe("the line items of a selection", () => {
  it.each<[string, Selection, [string, number | null][]]>([
    ["a plan alone", choose("starter"), [["unison_starter_month_usd_v1", 1]]],
    [
      "a plan and its add-ons, at the plan's interval",
      choose("professional", "year", { extra_user: 3, extra_plant: 0 }),
      [
        ["unison_professional_year_usd_v1", 1],
        ["unison_extra_user_year_usd_v1", 3],
      ],
    ],
    [
      "a plan with metered overage",
      choose("enterprise"),
      [
        ["unison_enterprise_month_usd_v1", 1],
        ["unison_enterprise_api_calls_overage_month_usd_v1", null],
      ],
    ],
    [
      "no add-on for an unlimited meter",
      choose("enterprise", "year", { extra_user: 3 }),
      [
        ["unison_enterprise_year_usd_v1", 1],
        ["unison_enterprise_api_calls_overage_year_usd_v1", null],
      ],
    ],
  ])("%s", (_what, selection, expected) => {
    expect(keys(buildItems(unison, selection, []))).toEqual(expected);
  });

  it("keep the plan's price version when an add-on is added", () => {
    const existing = buildItems(unison, choose("professional"), []);
    expect(keys(buildItems(risen, choose("professional", "month", { extra_user: 2 }), existing))).toEqual([
      ["unison_professional_month_usd_v1", 1],
      ["unison_extra_user_month_usd_v2", 2],
    ]);
  });

  it("use the current price version for another plan or interval", () => {
    const existing = buildItems(unison, choose("starter"), []);
    expect(keys(buildItems(risen, choose("professional"), existing))).toEqual([
      ["unison_professional_month_usd_v2", 1],
    ]);
    expect(keys(buildItems(risen, choose("starter", "year"), existing))).toEqual([["unison_starter_year_usd_v2", 1]]);
  });

  it("keep the overage price version of the same plan, and take another plan's own", () => {
    const overage = { api_calls: { unitAmount: 50, per: 1_000, version: 2 } };
    const increased = { ...unison, plans: unison.plans.map((plan) => ({ ...plan, overage })) };
    const overageKey = (catalog: Catalog, plan: string, existing: readonly LineItem[]) =>
      buildItems(catalog, choose(plan), existing).find(({ kind }) => kind === "overage")?.lookupKey;
    const enterprise = buildItems(unison, choose("enterprise"), []);
    expect(overageKey(increased, "enterprise", [])).toBe("unison_enterprise_api_calls_overage_month_usd_v2");
    expect(overageKey(increased, "enterprise", enterprise)).toBe("unison_enterprise_api_calls_overage_month_usd_v1");
    expect(overageKey(increased, "professional", enterprise)).toBe(
      "unison_professional_api_calls_overage_month_usd_v2",
    );
  });

  it("reject what the catalog doesn't have, or doesn't sell at that interval", () => {
    expect(() => buildItems(unison, choose("gold"), [])).toThrow(/Valid: starter, professional, enterprise/);
    expect(() => buildItems(unison, choose("starter", "month", { gold_seat: 1 }), [])).toThrow(/No add-on "gold_seat"/);
    const monthly = { ...unison, plans: unison.plans.map((plan) => ({ ...plan, prices: plan.prices.slice(0, 1) })) };
    expect(() => buildItems(monthly, choose("starter", "year"), [])).toThrow(
      "Starter isn't available with yearly billing.",
    );
  });
});

const selections: fc.Arbitrary<Selection> = fc.record({
  plan: fc.constantFrom(...unison.plans.map(({ key }) => key)),
  interval: fc.constantFrom("month", "year"),
  addOns: fc.dictionary(fc.constantFrom(...unison.addOns.map(({ key }) => key)), fc.integer({ min: 0, max: 9 })),
});

/** The items after Stripe has applied the changes. */
function applied(current: readonly CurrentItem[], wanted: readonly LineItem[]): LineItem[] {
  const changes = itemChanges(current, wanted);
  const kept = current.flatMap((item): LineItem[] => {
    const change = changes.find((each) => each.change !== "add" && each.id === item.stripeItemId);
    if (!change) return [item];
    return change.change === "set" ? [change.item] : [];
  });
  return [...kept, ...changes.flatMap((each) => (each.change === "add" ? [each.item] : []))];
}

describe("two lists of items", () => {
  const [plan, seats] = buildItems(unison, choose("professional", "month", { extra_user: 3 }), []);
  if (!plan || !seats) throw new Error("expected a plan and an add-on");

  it.each([
    ["in another order", [seats, plan], true],
    ["with another quantity", [plan, { ...seats, quantity: 4 }], false],
    ["with another price", [plan, { ...seats, lookupKey: `${seats.lookupKey}0` }], false],
    ["with an item missing", [plan], false],
  ])("%s", (_what, other, same) => expect(sameItems([plan, seats], other)).toBe(same));
});

describe("the changes from one list of items to another", () => {
  it("lead to the wanted items from any start", () => {
    fc.assert(
      fc.property(selections, selections, (from, to) => {
        const current = inStripe(buildItems(unison, from, []));
        const wanted = buildItems(risen, to, current);
        expect(sameItems(applied(current, wanted), wanted)).toBe(true);
        expect(itemChanges(inStripe(wanted), wanted)).toEqual([]);
      }),
    );
  });

  it("are empty for the current selection, whatever price version it has", () => {
    fc.assert(
      fc.property(selections, (selection) => {
        const current = inStripe(buildItems(unison, selection, []));
        expect(itemChanges(current, buildItems(risen, selectionOf(current), current))).toEqual([]);
      }),
    );
  });

  it("leave the plan's item alone when only add-ons change", () => {
    fc.assert(
      fc.property(selections, selections, (from, { addOns }) => {
        const current = inStripe(buildItems(unison, from, []));
        const changes = itemChanges(current, buildItems(risen, { ...from, addOns }, current));
        expect(changes.filter((each) => each.change !== "remove" && each.item.kind === "plan")).toEqual([]);
      }),
    );
  });

  it("turn the plan's item into the other plan, and add an item for metered usage", () => {
    const current = inStripe(buildItems(unison, choose("professional"), []));
    const changes = itemChanges(current, buildItems(unison, choose("enterprise"), current));
    expect(changes.map(({ change }) => change)).toEqual(["set", "add"]);
    expect(changes[0]).toMatchObject({ id: current[0]?.stripeItemId, samePrice: false });
  });

  it("never put another price on a metered item, which would reprice past usage", () => {
    const [plan, overage] = inStripe(buildItems(unison, choose("enterprise"), []));
    if (!plan || !overage) throw new Error("expected a plan and an overage price");
    const repriced: LineItem = { ...overage, lookupKey: "unison_enterprise_api_calls_overage_month_usd_v2" };
    expect(itemChanges([plan, overage], [plan, repriced])).toEqual([
      { change: "add", item: repriced },
      { change: "remove", id: overage.stripeItemId },
    ]);
  });
});
