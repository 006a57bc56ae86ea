import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalog as unison } from "@/products/unison/catalog";
import { withEuros } from "@/testing/billing/euro-catalog";
import {
  addOnName,
  catalogIn,
  catalogPrices,
  currenciesOf,
  currentPrice,
  findAddOn,
  findFeature,
  findMeter,
  findPlan,
  longestTrial,
  lookupKey,
  overagePrices,
  planName,
  priceByLookupKey,
  trialDays,
} from "./lookup";
import type { Catalog, Price } from "./types";

const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/);
const price: fc.Arbitrary<Price> = fc.record({
  version: fc.integer({ min: 1, max: 40 }),
  interval: fc.constantFrom("month", "year"),
  currency: fc.constantFrom("usd", "eur", "jpy"),
  unitAmount: fc.nat(),
});
const prices = fc.uniqueArray(price, {
  minLength: 1,
  maxLength: 6,
  selector: ({ version, interval, currency }) => `${version} ${interval} ${currency}`,
});

/** Catalogs that sell plans of any name, in any number of versions and currencies. */
const catalogs: fc.Arbitrary<Catalog> = fc
  .uniqueArray(fc.record({ key, prices }), { minLength: 1, maxLength: 4, selector: (plan) => plan.key })
  .map((made) => ({ ...unison, plans: made.map((part) => ({ ...findPlan(unison, "starter"), ...part })) }));

describe("lookup keys", () => {
  it("consist of product, item, interval, currency and version", () => {
    expect(catalogPrices(unison).map((entry) => entry.lookupKey)).toEqual([
      "unison_starter_month_usd_v1",
      "unison_starter_year_usd_v1",
      "unison_professional_month_usd_v1",
      "unison_professional_year_usd_v1",
      "unison_enterprise_month_usd_v1",
      "unison_enterprise_year_usd_v1",
      "unison_extra_user_month_usd_v1",
      "unison_extra_user_year_usd_v1",
      "unison_extra_plant_month_usd_v1",
      "unison_extra_plant_year_usd_v1",
      "unison_extra_storage_month_usd_v1",
      "unison_extra_storage_year_usd_v1",
    ]);
  });

  it("identify the price they were made from", () => {
    fc.assert(
      fc.property(catalogs, (catalog) => {
        for (const { kind, item, price } of catalogPrices(catalog)) {
          expect(priceByLookupKey(catalog, lookupKey(catalog, item, price))).toMatchObject({ kind, item, price });
        }
      }),
    );
  });

  it("differ for any two prices", () => {
    fc.assert(
      fc.property(catalogs, (catalog) => {
        const keys = catalogPrices(catalog).map((entry) => entry.lookupKey);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it("of other products or versions, and empty ones, identify nothing", () => {
    expect(priceByLookupKey(unison, "another_starter_month_usd_v1")).toBeUndefined();
    expect(priceByLookupKey(unison, "unison_starter_month_usd_v2")).toBeUndefined();
    expect(priceByLookupKey(unison, "")).toBeUndefined();
  });
});

describe("the price a new customer gets", () => {
  it("is the highest version, in the catalog's currency", () => {
    const plan = findPlan(unison, "starter");
    const later = {
      ...plan,
      prices: [
        ...plan.prices,
        { version: 3, interval: "month" as const, currency: "usd", unitAmount: 6_900 },
        { version: 2, interval: "month" as const, currency: "usd", unitAmount: 5_900 },
        { version: 9, interval: "month" as const, currency: "eur", unitAmount: 100 },
      ],
    };
    expect(currentPrice(unison, later, "month")?.unitAmount).toBe(6_900);
    expect(currentPrice(unison, later, "year")?.unitAmount).toBe(52_920);
  });

  it("is undefined if none is sold", () => {
    expect(currentPrice(unison, { ...findPlan(unison, "starter"), prices: [] }, "month")).toBeUndefined();
  });
});

describe("finding by key", () => {
  it("finds what the catalog has", () => {
    expect(findPlan(unison, "enterprise").rank).toBe(3);
    expect(findMeter(unison, "storage_gb").kind).toBe("gauge");
    expect(findFeature(unison, "sso_saml").name).toBe("SSO / SAML");
    expect(findAddOn(unison, "extra_plant").meter).toBe("plants");
  });

  it("fails otherwise, and lists the valid keys", () => {
    expect(() => findPlan(unison, "gold")).toThrow('No plan "gold". Valid: starter, professional, enterprise.');
    expect(() => findMeter(unison, "widgets")).toThrow(/No meter "widgets"\. Valid: users, plants/);
  });
});

describe("a name", () => {
  it("is the catalog's", () => {
    expect(planName(unison, "starter")).toBe("Starter");
    expect(addOnName(unison, "extra_user")).toBe("Extra user");
  });

  it("is the key for what is no longer sold", () => {
    expect(planName(unison, "legacy")).toBe("legacy");
    expect(addOnName(unison, "starter")).toBe("starter");
  });
});

describe("a trial", () => {
  const [starter, ...others] = unison.plans;
  const catalog = { ...unison, plans: [{ ...findPlan(unison, "starter"), trialDays: 30 }, ...others] };

  it("is as long as the catalog says, unless the plan has its own length", () => {
    expect(starter?.key).toBe("starter");
    expect(trialDays(catalog, findPlan(catalog, "starter"))).toBe(30);
    expect(trialDays(catalog, findPlan(catalog, "professional"))).toBe(14);
  });

  it("is at most the longest of all plans", () => {
    expect([longestTrial(unison), longestTrial(catalog)]).toEqual([14, 30]);
  });
});

describe("a catalog that is sold in two currencies", () => {
  const both = withEuros(unison);
  const euros = catalogIn(both, "eur");

  it("has its own currency first", () => {
    expect([currenciesOf(unison), currenciesOf(both)]).toEqual([["usd"], ["usd", "eur"]]);
  });

  it("sells plans, add-ons and overage in the one that is asked for", () => {
    const starter = findPlan(euros, "starter");
    expect(currentPrice(euros, starter, "month")).toMatchObject({ currency: "eur", unitAmount: 4_410 });
    expect(currentPrice(euros, findAddOn(euros, "extra_user"), "year")).toMatchObject({ currency: "eur" });
    expect(overagePrices(euros)[0]).toMatchObject({
      lookupKey: "unison_enterprise_api_calls_overage_month_eur_v1",
      overage: { unitAmount: 45 },
      currency: "eur",
    });
    expect(currentPrice(both, findPlan(both, "starter"), "month")).toMatchObject({ currency: "usd" });
  });

  it("is the same in a currency it isn't sold in", () => {
    expect(catalogIn(both, "gbp")).toBe(both);
  });
});
