import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Catalog, Interval } from "@/lib/catalog";
import { found } from "@/lib/errors";
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
  items.map((item) => ({ ...item, stripeItemId: `si_${item.kind}_${item.itemKey}_${item.lookupKey}`, custom: false }));
const one = ([item]: readonly LineItem[]): LineItem => found(item, "line item");
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

  it("keep a quantity that a person gave the plan", () => {
    const five = [{ ...one(buildItems(unison, choose("starter"), [])), quantity: 5 }];
    const selection = { ...selectionOf(five), plan: "professional" };
    expect(keys(buildItems(unison, selection, five))).toEqual([["unison_professional_month_usd_v1", 5]]);
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

  it("add no metered price to a plan that a person arranged without it, but to another one", () => {
    const arranged = inStripe(buildItems(unison, choose("enterprise"), []).filter(({ kind }) => kind === "plan"));
    expect(keys(buildItems(unison, choose("enterprise"), arranged))).toEqual([["unison_enterprise_month_usd_v1", 1]]);
    expect(keys(buildItems(unison, choose("enterprise", "year"), arranged))).toContainEqual([
      "unison_enterprise_api_calls_overage_year_usd_v1",
      null,
    ]);
  });

  it("keep no price version of something else that has the same key", () => {
    const overage = { api_calls: { unitAmount: 50, per: 1_000, version: 2 } };
    const increased = { ...risen, plans: risen.plans.map((plan) => ({ ...plan, overage })) };
    const sharedKey: LineItem = {
      kind: "add_on",
      itemKey: "enterprise",
      lookupKey: "unison_enterprise_seats_month_usd_v1",
      interval: "month",
      quantity: 1,
    };
    const calls: LineItem = {
      kind: "overage",
      itemKey: "api_calls",
      lookupKey: "unison_professional_api_calls_overage_month_usd_v1",
      interval: "month",
      quantity: null,
    };
    expect(keys(buildItems(increased, choose("enterprise"), [sharedKey, calls]))).toEqual([
      ["unison_enterprise_month_usd_v2", 1],
      ["unison_enterprise_api_calls_overage_month_usd_v2", null],
    ]);
  });

  it("reject what the catalog doesn't have, or doesn't sell at that interval", () => {
    expect(() => buildItems(unison, choose("gold"), [])).toThrow(/Valid: starter, professional, enterprise/);
    expect(() => buildItems(unison, choose("starter", "month", { gold_seat: 1 }), [])).toThrow(/No add-on "gold_seat"/);
    const monthly = { ...unison, plans: unison.plans.map((plan) => ({ ...plan, prices: plan.prices.slice(0, 1) })) };
    expect(() => buildItems(monthly, choose("starter", "year"), [])).toThrow(
      "Starter isn't available with annual billing.",
    );
    const yearly = { ...unison, plans: unison.plans.map((plan) => ({ ...plan, prices: plan.prices.slice(1) })) };
    expect(() => buildItems(yearly, choose("starter", "month"), [])).toThrow(
      expect.objectContaining({ code: "conflict", message: "Starter isn't available with monthly billing." }),
    );
  });

  it("reject a free plan, which can't be purchased", () => {
    const free = {
      ...unison,
      plans: unison.plans.map((plan) => ({
        ...plan,
        prices: plan.prices.map((price) => ({ ...price, unitAmount: 0 })),
      })),
    };
    expect(() => buildItems(free, choose("starter"), [])).toThrow(
      expect.objectContaining({ code: "conflict", message: "Starter is free, so it can't be purchased." }),
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

describe("the selection of line items", () => {
  const plan: LineItem = {
    kind: "plan",
    itemKey: "enterprise",
    lookupKey: "unison_enterprise_year_usd_v1",
    interval: "year",
    quantity: 1,
  };

  it("is the plan, its interval and the quantity of each add-on, without metered prices", () => {
    const seats: LineItem = { ...plan, kind: "add_on", itemKey: "extra_user", lookupKey: "seats", quantity: 3 };
    const storage: LineItem = { ...plan, kind: "add_on", itemKey: "extra_storage", lookupKey: "gb", quantity: null };
    const calls: LineItem = { ...plan, kind: "overage", itemKey: "api_calls", lookupKey: "calls", quantity: null };
    expect(selectionOf([calls, seats, storage, plan])).toEqual({
      plan: "enterprise",
      interval: "year",
      addOns: { extra_user: 3, extra_storage: 0 },
    });
  });

  it("can't be read without a plan", () => {
    expect(() => selectionOf([])).toThrow("The line items include no plan.");
    expect(() => selectionOf([{ ...plan, kind: "add_on" }])).toThrow("The line items include no plan.");
  });
});

describe("two lists of items", () => {
  const plan: LineItem = {
    kind: "plan",
    itemKey: "professional",
    lookupKey: "unison_professional_month_usd_v1",
    interval: "month",
    quantity: 1,
  };
  const seats: LineItem = {
    kind: "add_on",
    itemKey: "extra_user",
    lookupKey: "unison_extra_user_month_usd_v1",
    interval: "month",
    quantity: 3,
  };

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

  it("go by what an item is, in whatever order Stripe lists the items", () => {
    const [plan, seats] = inStripe(buildItems(unison, choose("starter", "month", { extra_user: 3 }), []));
    if (!plan || !seats) throw new Error("expected a plan and an add-on");
    const professional = buildItems(unison, choose("professional", "month", { extra_user: 5 }), []);
    const changes = itemChanges([seats, plan], professional);
    expect(changes).toEqual([
      { change: "set", id: plan.stripeItemId, item: professional[0], samePrice: false },
      { change: "set", id: seats.stripeItemId, item: professional[1], samePrice: true },
    ]);
  });

  it("move an add-on to its price at another interval, on its own item", () => {
    const current = inStripe(buildItems(unison, choose("professional", "month", { extra_user: 3 }), []));
    const wanted = buildItems(unison, choose("professional", "year", { extra_user: 3 }), current);
    expect(itemChanges(current, wanted)).toEqual([
      { change: "set", id: current[0]?.stripeItemId, item: wanted[0], samePrice: false },
      { change: "set", id: current[1]?.stripeItemId, item: wanted[1], samePrice: false },
    ]);
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
