import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceListOf } from "@/lib/billing/estimate/price-list";
import { catalog as leadflow } from "@/products/leadflow/catalog";
import { catalog as origin } from "@/products/origin/catalog";
import { catalog as unison } from "@/products/unison/catalog";
import { readLink, writeLink } from "./calculator-link";
import { lineText } from "./line-text";
import { worthOf } from "./returns";
import { maxUsage, readCount, stopIndex, stopsOf } from "./stops";
import { startingUsage, usageExamplesOf } from "./usage-examples";

const prices = priceListOf(unison);
const start = {
  interval: "month" as const,
  usage: { users: 3, plants: 1, storage_gb: 5, work_orders: 100, api_calls: 0 },
};

describe("the link of the calculator", () => {
  it("holds what is entered, and keeps what else the address holds", () => {
    const state = { interval: "year" as const, usage: { ...start.usage, users: 40, plants: 3 } };
    const link = writeLink("?utm_source=mail", state);
    expect(link).toBe("?utm_source=mail&users=40&plants=3&storage_gb=5&work_orders=100&api_calls=0&interval=year");
    expect(readLink(link, prices, start)).toEqual(state);
  });

  it("survives any usage", () => {
    const usage = fc.record(Object.fromEntries(unison.meters.map(({ key }) => [key, fc.nat(maxUsage)])));
    fc.assert(
      fc.property(usage, fc.constantFrom("month" as const, "year" as const), (used, interval) => {
        expect(readLink(writeLink("", { interval, usage: used }), prices, start)).toEqual({ interval, usage: used });
      }),
    );
  });

  it.each([
    ["?users=-4", { users: 3 }],
    ["?users=abc&plants=2", { users: 3, plants: 2 }],
    ["?users=1e5", { users: 3 }],
    ["?users=99999999999", { users: maxUsage }],
    ["?users=9999999999999999999999", { users: 3 }],
    ["?users=%3Cb%3E", { users: 3 }],
    ["?interval=week", {}],
    ["?users=7&users=9&__proto__=1", { users: 7 }],
  ])("from anyone is read as far as it makes sense: %s", (search, expected) => {
    expect(readLink(search, prices, start)).toEqual({ interval: "month", usage: { ...start.usage, ...expected } });
  });

  it("that holds nothing of the calculator changes nothing", () => {
    expect([readLink("", prices, start), readLink("?utm_source=mail", prices, start)]).toEqual([null, null]);
  });
});

describe("the stops of a slider", () => {
  it("are ascending, start at 0, and contain every limit of a plan", () => {
    for (const catalog of [unison, origin, leadflow])
      for (const meter of catalog.meters) {
        const stops = stopsOf(priceListOf(catalog), meter);
        const limits = catalog.plans.flatMap(({ limits }) => {
          const limit = limits[meter.key];
          return typeof limit === "number" ? [limit] : [];
        });
        expect(stops[0]).toBe(0);
        expect(stops).toEqual([...new Set(stops)].sort((a, b) => a - b));
        expect(stops).toEqual(expect.arrayContaining(limits));
        expect(stops.length).toBeLessThan(70);
      }
  });

  it("stand for a typed value by the last one that isn't beyond it", () => {
    expect([0, 4, 5, 99].map((value) => stopIndex([0, 1, 5, 10], value))).toEqual([0, 1, 2, 3]);
  });
});

describe("a typed amount", () => {
  it.each([
    ["40", 40],
    ["1,200 users", 1_200],
    [" 007", 7],
    ["", 0],
    ["many", 0],
    ["12.9", 12],
    ["99999999999", maxUsage],
    ["9".repeat(40), maxUsage],
  ])("%j is %i", (text, count) => expect(readCount(text)).toBe(count));
});

describe("the worth", () => {
  // 4 supervisors × 2 hours × 4.33 weeks × $38 = $1,316.32.
  it("is the product of the assumptions, to the cent", () => {
    const [time] = unison.copy.returns?.gains ?? [];
    expect(time && worthOf(time, { supervisors: 4, hours: 2, rate: 38 })).toBe(1_316.32);
    expect(time && worthOf(time, { supervisors: 0, hours: 2, rate: 38 })).toBe(0);
    // 6 hours × $45.
    const [, reports] = origin.copy.returns?.gains ?? [];
    expect(reports && worthOf(reports, { hours: 6, rate: 45 })).toBe(270);
  });

  it.each([unison, origin, leadflow])("of $product's own assumptions is more than nothing", ({ copy }) => {
    const values = Object.fromEntries((copy.returns?.inputs ?? []).map(({ key, value }) => [key, value]));
    expect(copy.returns?.gains.map((gain) => worthOf(gain, values) > 0)).toEqual([true, true]);
  });
});

describe("the examples", () => {
  it("start the calculator with the middle one", () => {
    expect(startingUsage(unison)).toMatchObject({ users: 40, plants: 3 });
  });

  it("are the plans' limits where a product names none", () => {
    const plain = { ...unison, copy: { ...unison.copy, usageExamples: undefined } };
    expect(usageExamplesOf(plain).map(({ name, usage }) => [name, usage.users])).toEqual([
      ["All of Starter", 3],
      ["All of Professional", 25],
      ["All of Enterprise", 0],
    ]);
  });
});

it("each line of the invoice is written in words", () => {
  const line = (kind: "plan" | "add_on" | "overage", quantity = 1_500) =>
    lineText({ kind, name: "Extra user", quantity });
  expect([line("plan", 1), line("plan"), line("add_on"), line("overage")]).toEqual([
    "Extra user",
    "Extra user × 1,500",
    "Extra user × 1,500",
    "Extra user beyond the plan, 1,500",
  ]);
});
