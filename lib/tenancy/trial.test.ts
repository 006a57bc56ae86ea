import { describe, expect, it } from "vitest";
import { findPlan } from "@/lib/catalog/lookup";
import { catalog as origin } from "@/products/origin/catalog";
import { catalog as unison } from "@/products/unison/catalog";
import { withEuros } from "@/testing/billing/euro-catalog";
import { chosenCurrency, chosenInterval, trialOffer } from "./trial";

const now = new Date("2026-11-30T12:00:00Z");
const catalog = {
  ...unison,
  plans: unison.plans.map((plan) => (plan.key === "enterprise" ? { ...plan, trialDays: 30 } : plan)),
};

describe("the trial of a new organization", () => {
  it.each([
    ["starter", "starter", "2026-12-14T12:00:00.000Z"],
    ["enterprise", "enterprise", "2026-12-30T12:00:00.000Z"],
    ["gold", "professional", "2026-12-14T12:00:00.000Z"],
    [undefined, "professional", "2026-12-14T12:00:00.000Z"],
  ])("asked for %s, is of %s and ends at %s", (asked, plan, endsAt) => {
    const offer = trialOffer(catalog, asked, now);
    expect(offer.plan).toEqual(findPlan(catalog, plan));
    expect(offer.endsAt.toISOString()).toBe(endsAt);
  });
});

it("is of the default plan when the free one was chosen, which needs no trial", () => {
  expect(trialOffer(origin, "free", now).plan.key).toBe("pro");
  expect(trialOffer(origin, "scale", now).plan.key).toBe("scale");
});

describe("the billing interval chosen at sign-up", () => {
  it.each([
    ["month", "month"],
    ["year", "year"],
    ["week", null],
    ["", null],
    [undefined, null],
  ])("asked for %j is %j", (asked, chosen) => {
    expect(chosenInterval(catalog, findPlan(catalog, "starter"), asked)).toBe(chosen);
  });

  it("is none where the plan isn't sold at it", () => {
    const monthly = { ...findPlan(catalog, "starter"), prices: [] };
    expect(chosenInterval(catalog, monthly, "year")).toBeNull();
  });
});

describe("the currency chosen at sign-up", () => {
  it.each([
    ["eur", "eur"],
    ["usd", null],
    ["gbp", null],
    ["", null],
    [undefined, null],
  ])("asked for %j is %j", (asked, chosen) => {
    expect(chosenCurrency(withEuros(unison), asked)).toBe(chosen);
  });

  it("is none where there is one currency", () => {
    expect(chosenCurrency(unison, "eur")).toBeNull();
  });
});
