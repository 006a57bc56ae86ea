import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Interval } from "@/lib/catalog";
import { catalog as unison } from "@/products/unison/catalog";
import { type Choice, choiceOf, compose, sameComposition } from "./composition";
import { planChange, type Wish } from "./plan-change";

const having = (plan: string, interval: Interval = "month", addOns: Choice["addOns"] = {}) =>
  compose(unison, { plan, interval, addOns }, []);

describe("a change and when it takes effect", () => {
  const professional = having("professional", "month", { extra_user: 3 });
  it.each<[string, ReturnType<typeof having>, Wish, string, Choice | null, Choice | null]>([
    ["nothing asked", professional, {}, "none", null, null],
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
      "a higher plan by the month, from a year paid: at the period's end",
      having("starter", "year"),
      { plan: "professional", interval: "month" },
      "upgrade",
      null,
      { plan: "professional", interval: "month", addOns: {} },
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
      "fewer seats and one plant more: each at its time",
      professional,
      { addOns: { extra_user: 0, extra_plant: 1 } },
      "add_ons",
      { plan: "professional", interval: "month", addOns: { extra_user: 3, extra_plant: 1 } },
      { plan: "professional", interval: "month", addOns: { extra_plant: 1 } },
    ],
    [
      "a plan without limits: the seats bought beside the old one are of no use any more",
      professional,
      { plan: "enterprise" },
      "upgrade",
      { plan: "enterprise", interval: "month", addOns: {} },
      null,
    ],
  ])("%s", (_what, present, wish, kind, now, later) => {
    const change = planChange(unison, present, null, wish);
    expect(change.kind).toBe(kind);
    expect(change.now && choiceOf(change.now)).toEqual(now);
    expect(change.later && choiceOf(change.later)).toEqual(later);
  });

  it("adds to what is scheduled already, and asking for what one has undoes it", () => {
    const present = having("professional", "month", { extra_user: 3 });
    const scheduled = having("starter", "month", { extra_user: 3 });
    const fewer = planChange(unison, present, scheduled, { addOns: { extra_user: 1 } });
    expect(fewer.later && choiceOf(fewer.later)).toEqual({
      plan: "starter",
      interval: "month",
      addOns: { extra_user: 1 },
    });
    expect(planChange(unison, present, scheduled, { plan: "professional" })).toEqual({
      kind: "none",
      now: null,
      later: null,
    });
  });
});

const choices: fc.Arbitrary<Choice> = fc.record({
  plan: fc.constantFrom(...unison.plans.map(({ key }) => key)),
  interval: fc.constantFrom("month", "year"),
  addOns: fc.dictionary(fc.constantFrom(...unison.addOns.map(({ key }) => key)), fc.integer({ min: 0, max: 9 })),
});

describe("of any change", () => {
  it("the end is what was wished for, and asking for it again changes nothing", () => {
    fc.assert(
      fc.property(choices, choices, (from, to) => {
        const present = compose(unison, from, []);
        const { now, later } = planChange(unison, present, null, to);
        const end = later ?? now ?? present;
        const wanted = compose(unison, { ...to, addOns: { ...choiceOf(present).addOns, ...to.addOns } }, present);
        expect(sameComposition(end, wanted)).toBe(true);
        expect(planChange(unison, end, null, to)).toMatchObject({ kind: "none", now: null, later: null });
      }),
    );
  });

  it("what is paid for is never taken away before its end, but for what has become useless", () => {
    fc.assert(
      fc.property(choices, choices, (from, to) => {
        const present = compose(unison, from, []);
        const { now } = planChange(unison, present, null, to);
        if (!now) return;
        const had = choiceOf(present);
        const has = choiceOf(now);
        expect(has.plan === "enterprise" || had.plan !== "enterprise").toBe(true);
        if (has.plan === "enterprise") return;
        for (const [key, quantity] of Object.entries(had.addOns)) {
          expect(has.addOns[key]).toBeGreaterThanOrEqual(quantity);
        }
      }),
    );
  });
});
