import { describe, expect, it } from "vitest";
import { catalog as unison } from "@/products/unison/catalog";
import { withEuros } from "@/testing/billing/euro-catalog";
import { defineCatalog } from "./define";
import { currenciesOf } from "./lookup";
import type { Catalog } from "./types";

/** A valid catalog except for what `spoil` does to it. */
function spoiled(spoil: (catalog: Catalog) => void): Catalog {
  const catalog = structuredClone(unison);
  spoil(catalog);
  return catalog;
}

function first<T>(items: readonly T[]): T {
  const [item] = items;
  if (item === undefined) throw new Error("the catalog under test has none");
  return item;
}

const isDollar = ({ currency }: { currency: string }) => currency === "usd";

const end = { upTo: null, unitAmount: 1, flatAmount: 0 };

/** Gives the first add-on a price of tiers alone. */
function tiered(
  addOns: Catalog["addOns"],
  tiers: Tiers,
  more: Partial<Catalog["addOns"][number]["prices"][number]> = {},
) {
  const price = {
    version: 1,
    interval: "month" as const,
    currency: "usd",
    unitAmount: 0,
    tiersMode: "volume" as const,
  };
  first(addOns).prices = [{ ...price, tiers, ...more }];
}

type Tiers = NonNullable<Catalog["addOns"][number]["prices"][number]["tiers"]>;

const faults: [name: string, spoil: (catalog: Catalog) => void, message: RegExp][] = [
  [
    "a feature defined twice",
    ({ features }) => features.push(first(features)),
    /"production_tracking" is defined twice/,
  ],
  ["a meter defined twice", ({ meters }) => meters.push(first(meters)), /"users" is defined twice/],
  ["a plan defined twice", ({ plans }) => plans.push(first(plans)), /"starter" is defined twice/],
  ["an add-on defined twice", ({ addOns }) => addOns.push(first(addOns)), /"extra_user" is defined twice/],
  [
    "a plan with a feature nobody defined",
    ({ plans }) => first(plans).features.push("teleport"),
    /"teleport" is not defined; known: production_tracking/,
  ],
  [
    "a plan that limits a meter nobody defined",
    ({ plans }) => {
      first(plans).limits.widgets = 3;
    },
    /"widgets" is not defined/,
  ],
  [
    "overage on a meter nobody defined",
    ({ plans }) => {
      first(plans).overage.widgets = { unitAmount: 1, per: 1 };
    },
    /"widgets" is not defined/,
  ],
  [
    "a plan by a seat that nothing counts",
    ({ plans }) => {
      first(plans).perSeat = { meter: "work_orders", minimum: 1, change: "prorate" };
    },
    /"work_orders" is no gauge, so it can't count seats[\s\S]*their limit is unlimited/,
  ],
  [
    "a plan without a limit for a meter",
    ({ plans }) => {
      delete first(plans).limits.plants;
    },
    /has no limit for the meter "plants"/,
  ],
  [
    "an add-on to a meter nobody defined",
    ({ addOns }) => {
      first(addOns).meter = "widgets";
    },
    /"widgets" is not defined; known: users/,
  ],
  [
    "a trial of a plan nobody defined",
    ({ trial }) => {
      trial.defaultPlan = "gold";
    },
    /"gold" is not defined; known: starter, professional, enterprise/,
  ],
  [
    "a fallback to a plan nobody defined",
    ({ trial }) => {
      trial.fallback = { plan: "gold" };
    },
    /"gold" is not defined/,
  ],
  [
    "a matrix row of a feature nobody defined",
    ({ copy }) => first(copy.matrix).rows.push({ name: "Teleport", from: { feature: "teleport" } }),
    /"teleport" is not defined/,
  ],
  [
    "a matrix row of a meter nobody defined",
    ({ copy }) => first(copy.matrix).rows.push({ name: "Widgets", from: { meter: "widgets" } }),
    /"widgets" is not defined/,
  ],
  [
    "matrix words for a plan nobody defined",
    ({ copy }) => first(copy.matrix).rows.push({ name: "Support", from: { text: { gold: "Always" } } }),
    /"gold" is not defined/,
  ],
  [
    "a year that is not twelve months less the discount",
    ({ plans }) => {
      for (const price of first(plans).prices) if (price.interval === "year") price.unitAmount += 1;
    },
    /the year of version 1 should cost 52920, not 52921/,
  ],
  [
    "a year of an add-on without its month",
    ({ addOns }) => {
      const addOn = first(addOns);
      addOn.prices = addOn.prices.filter((price) => price.interval === "year");
    },
    /should cost 12 times a monthly price, not 5400/,
  ],
  [
    "a year of tiers that isn't twelve months of them less the discount",
    ({ addOns }) => {
      for (const price of first(addOns).prices)
        Object.assign(price, {
          unitAmount: 0,
          tiersMode: "volume",
          tiers: [{ upTo: null, unitAmount: 500, flatAmount: 0 }],
        });
    },
    /the year of version 1 should cost 5400 \+ 0 up to null, volume, not 500 \+ 0 up to null, volume/,
  ],
  [
    "tiers beside an amount",
    ({ addOns }) => tiered(addOns, [end], { unitAmount: 5 }),
    /with tiers has the unitAmount 0/,
  ],
  [
    "tiers without their mode",
    ({ addOns }) => tiered(addOns, [end], { tiersMode: undefined }),
    /tiers and tiersMode come together/,
  ],
  [
    "tiers in packages, which Stripe refuses",
    ({ addOns }) => tiered(addOns, [end], { packageSize: 10 }),
    /Stripe doesn't combine packages with tiers/,
  ],
  [
    "an amount in dinars with all of its three decimals",
    ({ addOns }) => tiered(addOns, [{ ...end, unitAmount: 15 }], { currency: "kwd" }),
    /amounts in kwd end in 0/,
  ],
  ["tiers with an end", ({ addOns }) => tiered(addOns, [{ ...end, upTo: 5 }]), /the last tier has upTo null/],
  [
    "tiers in the wrong order",
    ({ addOns }) => tiered(addOns, [{ ...end, upTo: 5 }, { ...end, upTo: 5 }, end]),
    /tiers begin with the smallest/,
  ],
  [
    "a flat amount in part of a cent, which Stripe refuses",
    ({ addOns }) => tiered(addOns, [{ ...end, flatAmount: 0.5 }]),
    /tiers\[0\]\.flatAmount/,
  ],
  [
    "an amount with more places than Stripe takes",
    ({ addOns }) => tiered(addOns, [{ ...end, unitAmount: 1e-13 }]),
    /at most 12 decimal places/,
  ],
  [
    "overage that is charged without any",
    ({ plans }) => {
      first(plans).overage.users = {
        unitAmount: 0,
        per: 1,
        tiersMode: "graduated",
        tiers: [{ ...end, flatAmount: 100 }],
      };
    },
    /would be charged even without overage/,
  ],
  [
    "one version of a price twice",
    ({ plans }) => first(plans).prices.push(first(first(plans).prices)),
    /two prices have the lookup key "unison_starter_month_usd_v1"/,
  ],
  [
    "an add-on named like a plan",
    ({ addOns }) => {
      first(addOns).key = "starter";
    },
    /two prices have the lookup key "unison_starter_month_usd_v1"/,
  ],
  [
    "a plan that isn't sold in every currency",
    (catalog) => {
      const [plan, ...others] = withEuros(catalog).plans;
      if (plan) catalog.plans = [plan, ...others.map((other) => ({ ...other, prices: other.prices.filter(isDollar) }))];
      catalog.addOns = withEuros(catalog).addOns;
    },
    /has a price per month in usd, but none in eur[\s\S]*at plans\[1\]\.prices/,
  ],
  [
    "an add-on that isn't sold in every currency",
    (catalog) => {
      catalog.plans = withEuros(catalog).plans;
    },
    /has a price per year in usd, but none in eur[\s\S]*at addOns\[0\]\.prices/,
  ],
  [
    "overage without an amount in every currency",
    (catalog) => {
      const { plans, addOns } = withEuros(catalog);
      Object.assign(catalog, {
        plans: plans.map((plan, index) => ({ ...plan, overage: catalog.plans[index]?.overage ?? {} })),
        addOns,
      });
    },
    /has no amount in eur \(otherCurrencies\)[\s\S]*at plans\[2\]\.overage\.api_calls/,
  ],
  [
    "a key that could not stand in a lookup key",
    ({ plans }) => {
      first(plans).key = "Starter plan";
    },
    /lowercase letters, digits and _/,
  ],
  [
    "an amount that is not whole minor units",
    ({ plans }) => {
      first(first(plans).prices).unitAmount = 49.5;
    },
    /plans\[0\]\.prices\[0\]\.unitAmount/,
  ],
];

describe("defining a catalog", () => {
  it("accepts one that is sold in two currencies", () => {
    expect(currenciesOf(defineCatalog(withEuros(unison)))).toEqual(["usd", "eur"]);
  });

  it("accepts a valid one", () => {
    expect(defineCatalog(structuredClone(unison))).toEqual(unison);
  });

  it.each(faults)("rejects %s", (_name, spoil, message) => {
    expect(() => defineCatalog(spoiled(spoil))).toThrow(message);
  });

  it("reports the catalog and every fault at once, each with its location", () => {
    const broken = spoiled(({ trial, addOns }) => {
      trial.defaultPlan = "gold";
      first(addOns).meter = "widgets";
    });
    expect(() => defineCatalog(broken)).toThrow(
      /The catalog "unison" is invalid:[\s\S]*at trial\.defaultPlan[\s\S]*at addOns\[0\]\.meter/,
    );
  });
});
