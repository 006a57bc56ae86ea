import { describe, expect, it } from "vitest";
import { catalog as unison } from "@/products/unison/catalog";
import { stripePhase, stripeSchedule } from "@/testing/billing/stripe-schedule";
import { periodEnd, periodStart, stripeItem, stripePrice, stripeSubscription } from "@/testing/billing/stripe-shapes";
import { managedMetadata } from "../mirror/managed-schedule";
import { currentSubscription, prorationDate } from "./current-subscription";
import { itemParams } from "./item-params";
import type { LineItem } from "./line-items";
import { pricedFrom } from "./priced-from";

const plan = stripeItem(stripePrice({ lookupKey: "unison_professional_month_usd_v1" }));
const seats = stripeItem(stripePrice({ lookupKey: "unison_extra_user_month_usd_v1", unitAmount: 500 }), {
  quantity: 3,
});
const foreign = stripeItem({ ...stripePrice({ lookupKey: "something_else" }), product: "prod_other" });

describe("a subscription in the catalog's terms", () => {
  it("has the catalog's items with their Stripe ids, and others apart", () => {
    const current = currentSubscription(unison, stripeSubscription({ items: [seats, plan, foreign] }));
    expect(current).toMatchObject({ scheduled: null, periodStart, periodEnd });
    expect(current.items).toEqual([
      {
        kind: "plan",
        itemKey: "professional",
        lookupKey: "unison_professional_month_usd_v1",
        interval: "month",
        quantity: 1,
        stripeItemId: plan.id,
        custom: false,
      },
      {
        kind: "add_on",
        itemKey: "extra_user",
        lookupKey: "unison_extra_user_month_usd_v1",
        interval: "month",
        quantity: 3,
        stripeItemId: seats.id,
        custom: false,
      },
    ]);
    expect(current.others).toEqual([foreign]);
    expect([...current.priceIds]).toEqual([
      ["unison_professional_month_usd_v1", plan.price.id],
      ["unison_extra_user_month_usd_v1", seats.price.id],
    ]);
  });

  it("has no quantity for a metered price", () => {
    const enterprise = stripeItem(stripePrice({ lookupKey: "unison_enterprise_year_usd_v1", interval: "year" }));
    const calls = stripeItem(
      stripePrice({ lookupKey: "unison_enterprise_api_calls_overage_year_usd_v1", interval: "year", metered: true }),
    );
    const { items } = currentSubscription(unison, stripeSubscription({ items: [enterprise, calls] }));
    expect(items.map(({ kind, itemKey, interval, quantity }) => [kind, itemKey, interval, quantity])).toEqual([
      ["plan", "enterprise", "year", 1],
      ["overage", "api_calls", "year", null],
    ]);
  });

  it("has one of an add-on whose item has no quantity", () => {
    const { quantity: _, ...withoutQuantity } = seats;
    const { items } = currentSubscription(unison, stripeSubscription({ items: [plan, withoutQuantity] }));
    expect(items.map(({ itemKey, quantity }) => [itemKey, quantity])).toEqual([
      ["professional", 1],
      ["extra_user", 1],
    ]);
  });

  it("has a plan at a price of its own, by the catalog's product", () => {
    const own = stripeItem(stripePrice({ lookupKey: null, unitAmount: 150_000 }));
    const { items } = currentSubscription(unison, stripeSubscription({ items: [own] }));
    expect(items).toMatchObject([{ kind: "plan", itemKey: "professional", lookupKey: own.price.id, custom: true }]);
  });

  it("can't be read without a plan of the catalog", () => {
    const subscription = stripeSubscription({ items: [foreign] });
    expect(() => currentSubscription(unison, subscription)).toThrow(
      expect.objectContaining({ code: "conflict", details: { reason: "custom_plan" } }),
    );
  });
});

describe("what is scheduled", () => {
  const thisMonth = stripePhase([{ price: plan.price }, { price: seats.price, quantity: 3 }]);
  const starter = stripePrice({ lookupKey: "unison_starter_year_usd_v1", interval: "year" });
  const seatsByYear = stripePrice({ lookupKey: "unison_extra_user_year_usd_v1", interval: "year" });
  const nextYear = stripePhase([{ price: starter }, { price: seatsByYear, quantity: 2 }], {
    start_date: periodEnd,
    end_date: periodEnd + 31_536_000,
  });
  const ours = { metadata: managedMetadata(nextYear.items) };
  const scheduledOf = (schedule: ReturnType<typeof stripeSchedule> | string | null) =>
    currentSubscription(unison, stripeSubscription({ items: [plan, seats], schedule })).scheduled;

  it("is the next phase's plan and add-ons, from its start, at its interval", () => {
    expect(scheduledOf(stripeSchedule([thisMonth, nextYear], ours))).toEqual({
      at: new Date("2026-12-01T10:00:00Z"),
      items: [
        {
          kind: "plan",
          itemKey: "starter",
          lookupKey: "unison_starter_year_usd_v1",
          interval: "year",
          quantity: 1,
        },
        {
          kind: "add_on",
          itemKey: "extra_user",
          lookupKey: "unison_extra_user_year_usd_v1",
          interval: "year",
          quantity: 2,
        },
      ],
    });
  });

  it.each([
    ["without a schedule", null],
    ["with a schedule that wasn't read", "sub_sched_1"],
    ["with a schedule that a person made", stripeSchedule([thisMonth, nextYear])],
    ["in the last phase", stripeSchedule([thisMonth], ours)],
    ["with a schedule that was released", stripeSchedule([thisMonth, nextYear], { ...ours, status: "released" })],
  ])("is nothing %s", (_when, schedule) => expect(scheduledOf(schedule)).toBeNull());
});

describe("the proration date", () => {
  it.each([
    ["before the period", periodStart - 10, periodStart],
    ["within the period", periodStart + 10, periodStart + 10],
    ["at the period's end", periodEnd, periodEnd - 1],
  ])("%s", (_when, now, expected) => {
    expect(prorationDate({ periodStart, periodEnd }, new Date(now * 1000 + 999))).toBe(expected);
  });
});

describe("the parameters of an item change", () => {
  const current = () => {
    const { items } = currentSubscription(unison, stripeSubscription({ items: [plan, seats] }));
    const [currentPlan, currentSeats] = items;
    if (!currentPlan || !currentSeats) throw new Error("expected a plan and an add-on");
    return { items, currentPlan, currentSeats };
  };
  const priceId = ({ lookupKey }: LineItem) => `price of ${lookupKey}`;

  it("set a quantity without repeating the price, and replace a price on its item", () => {
    const { items, currentPlan, currentSeats } = current();
    const enterprise: LineItem = { ...currentPlan, itemKey: "enterprise", lookupKey: "enterprise" };
    expect(itemParams(items, [enterprise, { ...currentSeats, quantity: 5 }], priceId)).toEqual([
      { id: plan.id, quantity: 1, price: "price of enterprise" },
      { id: seats.id, quantity: 5 },
    ]);
  });

  it("add a metered price without a quantity, and remove an item", () => {
    const { items, currentPlan } = current();
    const overage: LineItem = {
      ...currentPlan,
      kind: "overage",
      itemKey: "api_calls",
      lookupKey: "calls",
      quantity: null,
    };
    expect(itemParams(items, [currentPlan, overage], priceId)).toEqual([
      { price: "price of calls" },
      { id: seats.id, deleted: true },
    ]);
  });
});

describe("what a preview is priced from", () => {
  const factsOf = (subscription = stripeSubscription({ items: [plan, seats] })) =>
    pricedFrom(
      { budget: { call: () => Promise.reject() }, subscription, current: currentSubscription(unison, subscription) },
      { kind: "add_ons", now: [], later: null },
    );

  it.each([
    ["another quantity", stripeSubscription({ items: [plan, { ...seats, quantity: 4 }] })],
    ["a discount", stripeSubscription({ items: [plan, seats], discounts: ["di_1"] })],
    ["another period", stripeSubscription({ items: [{ ...plan, current_period_end: periodEnd + 1 }, seats] })],
  ])("changes with %s", (_what, subscription) => expect(factsOf(subscription)).not.toEqual(factsOf()));

  it("doesn't depend on the order of items", () => {
    expect(factsOf(stripeSubscription({ items: [seats, plan] }))).toEqual(factsOf());
  });
});
