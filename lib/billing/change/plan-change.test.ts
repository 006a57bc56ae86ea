import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Interval } from "@/lib/catalog";
import { catalog as unison } from "@/products/unison/catalog";
import { buildItems, type Selection, sameItems, selectionOf } from "./line-items";
import { type ChangeRequest, planChange } from "./plan-change";

const having = (plan: string, interval: Interval = "month", addOns: Selection["addOns"] = {}) =>
  buildItems(unison, { plan, interval, addOns }, []);

describe("a change and when it takes effect", () => {
  const professional = having("professional", "month", { extra_user: 3 });
  it.each<[string, ReturnType<typeof having>, ChangeRequest, string, Selection | null, Selection | null]>([
    ["an empty request", professional, {}, "none", null, null],
    [
      "a higher plan: now",
      having("starter"),
      { plan: "professional" },
      "upgrade",
      { plan: "professional", interval: "month", addOns: {} },
      null,
    ],
    [
      "a lower plan: at the period's end",
      having("professional"),
      { plan: "starter" },
      "downgrade",
      null,
      { plan: "starter", interval: "month", addOns: {} },
    ],
    [
      "month to year: now",
      having("starter"),
      { interval: "year" },
      "interval",
      { plan: "starter", interval: "year", addOns: {} },
      null,
    ],
    [
      "year to month: at the period's end",
      having("starter", "year"),
      { interval: "month" },
      "interval",
      null,
      { plan: "starter", interval: "month", addOns: {} },
    ],
    [
      "a higher plan billed monthly, from a paid year: at the period's end",
      having("starter", "year"),
      { plan: "professional", interval: "month" },
      "upgrade",
      null,
      { plan: "professional", interval: "month", addOns: {} },
    ],
    [
      "a higher plan in a paid year: now",
      having("starter", "year"),
      { plan: "professional" },
      "upgrade",
      { plan: "professional", interval: "year", addOns: {} },
      null,
    ],
    [
      "more seats in a paid year: now",
      having("professional", "year", { extra_user: 3 }),
      { addOns: { extra_user: 5 } },
      "add_ons",
      { plan: "professional", interval: "year", addOns: { extra_user: 5 } },
      null,
    ],
    [
      "more seats: now",
      professional,
      { addOns: { extra_user: 5 } },
      "add_ons",
      { plan: "professional", interval: "month", addOns: { extra_user: 5 } },
      null,
    ],
    [
      "fewer seats: at the period's end",
      professional,
      { addOns: { extra_user: 1 } },
      "add_ons",
      null,
      { plan: "professional", interval: "month", addOns: { extra_user: 1 } },
    ],
    [
      "fewer seats and one more plant: each at its own time",
      professional,
      { addOns: { extra_user: 0, extra_plant: 1 } },
      "add_ons",
      { plan: "professional", interval: "month", addOns: { extra_user: 3, extra_plant: 1 } },
      { plan: "professional", interval: "month", addOns: { extra_plant: 1 } },
    ],
    [
      "an unlimited plan: extra seats of the old plan are dropped",
      professional,
      { plan: "enterprise" },
      "upgrade",
      { plan: "enterprise", interval: "month", addOns: {} },
      null,
    ],
  ])("%s", (_what, current, request, kind, now, later) => {
    const change = planChange(unison, current, null, request);
    expect(change.kind).toBe(kind);
    expect(change.now && selectionOf(change.now)).toEqual(now);
    expect(change.later && selectionOf(change.later)).toEqual(later);
  });

  it("adds to a scheduled change, and a request for the current plan undoes it", () => {
    const current = having("professional", "month", { extra_user: 3 });
    const scheduled = having("starter", "month", { extra_user: 3 });
    const fewer = planChange(unison, current, scheduled, { addOns: { extra_user: 1 } });
    expect(fewer.later && selectionOf(fewer.later)).toEqual({
      plan: "starter",
      interval: "month",
      addOns: { extra_user: 1 },
    });
    expect(planChange(unison, current, scheduled, { plan: "professional" })).toEqual({
      kind: "none",
      now: null,
      later: null,
    });
  });
});

it("keeps the price version of a scheduled plan when another request adds to the schedule", () => {
  const increased = {
    ...unison,
    plans: unison.plans.map((plan) => ({
      ...plan,
      prices: plan.prices.flatMap((price) => [price, { ...price, version: 2, unitAmount: price.unitAmount * 2 }]),
    })),
  };
  const current = having("professional", "month", { extra_user: 3 });
  const { later } = planChange(increased, current, having("starter"), { addOns: { extra_user: 1 } });
  expect(later?.map(({ lookupKey, quantity }) => [lookupKey, quantity])).toEqual([
    ["unison_starter_month_usd_v1", 1],
    ["unison_extra_user_month_usd_v1", 1],
  ]);
});

describe("a plan's quantity that a person changed while a change was scheduled", () => {
  const of = (plan: string, planQuantity: number) =>
    buildItems(unison, { plan, interval: "month", addOns: {}, planQuantity }, []);

  it.each([
    ["was raised", 5, 2],
    ["was lowered to one", 1, 5],
    ["is the scheduled one", 3, 3],
  ])("is the quantity of what the next request schedules: it %s", (_what, now, scheduled) => {
    const request = { addOns: { extra_user: 1 } };
    const change = planChange(unison, of("professional", now), of("starter", scheduled), request);
    const quantities = [change.now, change.later].map((items) => items?.find(({ kind }) => kind === "plan")?.quantity);
    expect(quantities).toEqual([now, now]);
    expect(change.later && selectionOf(change.later).plan).toBe("starter");
  });

  it("isn't a change by itself", () => {
    const change = planChange(unison, of("professional", 5), of("starter", 2), { plan: "professional" });
    expect(change).toEqual({ kind: "none", now: null, later: null });
  });
});

it("is an upgrade, now, between two plans of the same rank", () => {
  const sameRank = { ...unison, plans: unison.plans.map((plan) => ({ ...plan, rank: 1 })) };
  const { kind, now } = planChange(sameRank, having("professional"), null, { plan: "starter" });
  expect(kind).toBe("upgrade");
  expect(now && selectionOf(now).plan).toBe("starter");
});

const selections: fc.Arbitrary<Selection> = fc.record({
  plan: fc.constantFrom(...unison.plans.map(({ key }) => key)),
  interval: fc.constantFrom("month", "year"),
  addOns: fc.dictionary(fc.constantFrom(...unison.addOns.map(({ key }) => key)), fc.integer({ min: 0, max: 9 })),
});

describe("any change", () => {
  it("ends with what was requested, and the same request again changes nothing", () => {
    fc.assert(
      fc.property(selections, selections, (from, to) => {
        const current = buildItems(unison, from, []);
        const { now, later } = planChange(unison, current, null, to);
        const end = later ?? now ?? current;
        const wanted = buildItems(unison, { ...to, addOns: { ...selectionOf(current).addOns, ...to.addOns } }, current);
        expect(sameItems(end, wanted)).toBe(true);
        expect(planChange(unison, end, null, to)).toMatchObject({ kind: "none", now: null, later: null });
      }),
    );
  });

  it("never takes away what is paid for before the period ends, except add-ons that became useless", () => {
    fc.assert(
      fc.property(selections, selections, (from, to) => {
        const current = buildItems(unison, from, []);
        const { now } = planChange(unison, current, null, to);
        if (!now) return;
        const existing = selectionOf(current);
        const has = selectionOf(now);
        expect(has.plan === "enterprise" || existing.plan !== "enterprise").toBe(true);
        if (has.plan === "enterprise") return;
        for (const [key, quantity] of Object.entries(existing.addOns)) {
          expect(has.addOns[key]).toBeGreaterThanOrEqual(quantity);
        }
      }),
    );
  });
});
