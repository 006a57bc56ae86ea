import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currentPrice, findPlan } from "@/lib/catalog/lookup";
import { rateOverage } from "@/lib/usage/overage/overage";
import { catalog as leadflow } from "@/products/leadflow/catalog";
import { catalog as origin } from "@/products/origin/catalog";
import { catalog as unison } from "@/products/unison/catalog";
import { buildItems } from "../change/line-items";
import { cheapestPlan, type ExpectedUsage, estimatePlans, rateSelection } from "./estimate";
import { priceListOf } from "./price-list";

const catalogs = { unison, origin, leadflow };
type Product = keyof typeof catalogs;

const none: ExpectedUsage = {};

/** Computed by hand from the price lists, in cents. `null`: the plan doesn't sell enough. */
const byHand: readonly [Product, "month" | "year", ExpectedUsage, Record<string, number | null>, string | undefined][] =
  [
    ["unison", "month", none, { starter: 4_900, professional: 19_900, enterprise: 99_900 }, "starter"],
    // 40 users: 37 × $5 = $185, or 15 × $5 = $75. 3 plants: 2 × $25 = $50.
    [
      "unison",
      "month",
      { users: 40, plants: 3 },
      { starter: 28_400, professional: 27_400, enterprise: 99_900 },
      "professional",
    ],
    // The same for a year: $529.20 + 37 × $54 + 2 × $270, and $2,149.20 + 15 × $54.
    [
      "unison",
      "year",
      { users: 40, plants: 3 },
      { starter: 306_720, professional: 295_920, enterprise: 1_078_920 },
      "professional",
    ],
    // 201 work orders: more aren't sold on Starter.
    [
      "unison",
      "month",
      { work_orders: 201 },
      { starter: null, professional: 19_900, enterprise: 99_900 },
      "professional",
    ],
    // 20 × $0.50 on Starter.
    ["unison", "month", { storage_gb: 30 }, { starter: 5_900, professional: 19_900, enterprise: 99_900 }, "starter"],
    // 100,001 calls start one block of a thousand: $0.50. The other plans include none.
    [
      "unison",
      "month",
      { api_calls: 100_001 },
      { starter: null, professional: null, enterprise: 99_950 },
      "enterprise",
    ],
    // 1 call too many in each of twelve months is 12 calls on the year's invoice: still one started thousand.
    [
      "unison",
      "year",
      { api_calls: 100_001 },
      { starter: null, professional: null, enterprise: 1_078_970 },
      "enterprise",
    ],
    ["origin", "month", { attribution_runs: 100, models: 1 }, { free: 0, pro: 4_900, scale: 19_900 }, "free"],
    ["origin", "month", { attribution_runs: 101 }, { free: null, pro: 4_900, scale: 19_900 }, "pro"],
    // 5,000 runs beyond 25,000, at a cent each.
    ["origin", "month", { attribution_runs: 30_000 }, { free: null, pro: null, scale: 24_900 }, "scale"],
    ["origin", "month", { models: 11 }, { free: null, pro: null, scale: null }, undefined],
    // 2,000 leads: 2 × 500 more for $29 each on Team; 4 × on Solo, where 50 + 2,000 ≥ 2,000.
    [
      "leadflow",
      "month",
      { leads_created: 2_000, emails_processed: 900 },
      { solo: 13_500, team: 13_700, business: 24_900 },
      "solo",
    ],
    // 100,005 emails: one started block of ten, $0.02; 40,003 drafts: $0.03; 20,010 leads: $0.50.
    [
      "leadflow",
      "month",
      { emails_processed: 100_005, ai_responses: 40_003, leads_created: 20_010 },
      { solo: null, team: null, business: 24_955 },
      "business",
    ],
  ];

describe("the estimate", () => {
  it.each(byHand)("of %s per %s for %j is what was computed by hand", (product, interval, usage, plans, cheapest) => {
    const estimates = estimatePlans(priceListOf(catalogs[product]), interval, usage);
    expect(
      Object.fromEntries(estimates.map(({ plan, total, stopsAt }) => [plan.key, stopsAt === null ? total : null])),
    ).toEqual(plans);
    expect(cheapestPlan(estimates)?.plan.key).toBe(cheapest);
  });

  it("names each line of the invoice", () => {
    const [, professional] = estimatePlans(priceListOf(unison), "month", { users: 40, plants: 3 });
    expect(professional?.lines).toEqual([
      { kind: "plan", key: "professional", name: "Professional", quantity: 1, amount: 19_900 },
      { kind: "add_on", key: "extra_user", name: "Extra user", quantity: 15, amount: 7_500 },
    ]);
    const [, , business] = estimatePlans(priceListOf(leadflow), "month", { leads_created: 20_010 });
    expect(business?.lines.at(-1)).toEqual({
      kind: "overage",
      key: "leads_created",
      name: "Leads",
      quantity: 10,
      amount: 50,
    });
  });

  it("names the meter that a plan can't cover", () => {
    const [starter] = estimatePlans(priceListOf(unison), "month", { users: 4, work_orders: 500, api_calls: 1 });
    expect(starter?.stopsAt?.key).toBe("work_orders");
    const [free] = estimatePlans(priceListOf(origin), "month", { models: 2 });
    expect(free?.stopsAt?.key).toBe("models");
  });

  it("doesn't sell more than 10,000 of an add-on, as the billing page doesn't", () => {
    const stops = (users: number) => estimatePlans(priceListOf(unison), "month", { users })[0]?.stopsAt?.key;
    expect([stops(10_003), stops(10_004)]).toEqual([undefined, "users"]);
  });
});

describe.each(["unison", "origin", "leadflow"] as const)("the price list of %s", (product) => {
  const catalog = catalogs[product];
  const prices = priceListOf(catalog);
  const usage = fc.record(Object.fromEntries(catalog.meters.map(({ key }) => [key, fc.nat(200_000)])));

  it("gives the estimates of the whole catalog", () => {
    fc.assert(
      fc.property(usage, fc.constantFrom("month" as const, "year" as const), (used, interval) => {
        const plain = (estimates: ReturnType<typeof estimatePlans>) =>
          estimates.map(({ plan, lines, total, stopsAt }) => ({ plan: plan.key, lines, total, stopsAt }));
        expect(plain(estimatePlans(prices, interval, used))).toEqual(plain(estimatePlans(catalog, interval, used)));
      }),
      { numRuns: 50 },
    );
  });

  it("is rated as the items that are bought, and the overage that is invoiced", () => {
    fc.assert(
      fc.property(
        usage,
        fc.constantFrom(...catalog.plans.filter((plan) => (currentPrice(catalog, plan, "month")?.unitAmount ?? 0) > 0)),
        fc.nat(5),
        (used, { key }, quantity) => {
          const addOns = Object.fromEntries(catalog.addOns.map((addOn) => [addOn.key, quantity]));
          const selection = { plan: key, interval: "month", addOns } as const;
          const plan = findPlan(catalog, key);
          const expected = buildItems(catalog, selection, []).map((item) => {
            if (item.kind !== "overage") {
              const [sold] = [...catalog.plans, ...catalog.addOns].filter((each) => each.key === item.itemKey);
              return (sold ? (currentPrice(catalog, sold, "month")?.unitAmount ?? 0) : 0) * (item.quantity ?? 0);
            }
            const limit = plan.limits[item.itemKey] ?? 0;
            const added = catalog.addOns.filter(({ meter }) => meter === item.itemKey);
            const included = added.reduce((sum, { adds }) => sum + adds * quantity, Number(limit));
            const overage = plan.overage[item.itemKey];
            return overage ? rateOverage(overage, Math.max(0, (used[item.itemKey] ?? 0) - included)) : 0;
          });
          const rated = rateSelection(prices, selection, used);
          const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
          expect(sum(rated.map(({ amount }) => amount))).toBe(sum(expected));
        },
      ),
      { numRuns: 100 },
    );
  });

  it("never costs less for more", () => {
    fc.assert(
      fc.property(usage, fc.constantFrom(...catalog.meters), fc.nat(50_000), (used, meter, more) => {
        const before = estimatePlans(prices, "month", used);
        const after = estimatePlans(prices, "month", { ...used, [meter.key]: (used[meter.key] ?? 0) + more });
        for (const [index, estimate] of after.entries()) {
          if (estimate.stopsAt === null) expect(estimate.total).toBeGreaterThanOrEqual(before[index]?.total ?? 0);
        }
      }),
      { numRuns: 50 },
    );
  });
});
