// A domain imports lib, which loads the domain of the product that is sold: so that goes first.
import "@/lib/products";
import { describe, expect, it } from "vitest";
import type { FirstStepOf, ProductPages } from "@/components/products/types";
import { addDays } from "@/lib/durations";
import type { ProductDomain } from "@/lib/products/types";
import { seatMeter } from "@/lib/seats";
import { booksOf } from "@/seed/history/books";
import { companyHistory } from "@/seed/history/company-history";
import { idsOf } from "@/seed/history/customer-rows";
import { marketOf } from "@/seed/history/market";
import { usageRows } from "@/seed/history/usage-rows";
import { anyWords } from "@/seed/history/words";
import { sampleOf } from "@/seed/product-sample";
import { productNames, products } from ".";

const domainOf = async (name: string): Promise<ProductDomain> => (await import(`./${name}/domain/index.ts`)).domain;
const pagesOf = async (name: string): Promise<ProductPages> => (await import(`./${name}/pages/index.tsx`)).pages;

describe.each(productNames)("%s, like every product,", (name) => {
  const { catalog } = products[name];

  it("has pages, a first step, and words for its own rows of the audit log only", async () => {
    const pages = await pagesOf(name);
    expect(pages.dashboard).toBeTypeOf("function");
    const { firstStep }: { firstStep: FirstStepOf } = await import(`./${name}/pages/onboarding.tsx`);
    expect([firstStep.title, firstStep.description]).not.toContain("");
    expect(pages.describe({ action: "no.such_action", details: {} })).toBeUndefined();
  });

  it("measures gauges of its own, and asks questions with different answers", async () => {
    const { measures, questions } = await domainOf(name);
    const gauges = catalog.meters.filter(({ kind }) => kind === "gauge").map(({ key }) => key);
    expect(gauges).toEqual(expect.arrayContaining(Object.keys(measures)));
    expect(measures).not.toHaveProperty(seatMeter);
    for (const { key, choices } of questions)
      expect(new Set(choices.map(({ value }) => value)).size, key).toBe(choices.length);
  });

  it("has customers with a past, by its catalog alone or by its own sample", async () => {
    const until = new Date("2026-11-30T12:00:00Z");
    const { questions } = await domainOf(name);
    const sample = await sampleOf(name);
    const words = sample.words ?? anyWords;
    const market = marketOf(catalog, addDays(until, -400));
    const company = { catalog, market, questions, words, from: addDays(until, -730), until, conversion: 0.6 };
    const histories = [...companyHistory(company, { organizations: 40, seed: name })];
    const all = [...histories, ...(sample.pastCustomers?.(catalog, until) ?? [])];
    const usage = all.map((history) => {
      const { organizationId } = idsOf(history);
      const own = sample.rows?.(catalog, history, organizationId) ?? { gauges: {}, tables: [] };
      const levels = { counted: own.gauges, large: sample.gaugeLevels ?? {} };
      return usageRows(catalog, history, booksOf(history.steps, until), { organizationId, levels }, until);
    });
    expect(histories.filter(({ steps }) => steps.length > 0).length).toBeGreaterThan(10);
    const used = new Set(usage.flatMap(({ counters, gauges }) => [...counters, ...gauges].map(({ meter }) => meter)));
    expect(used).toEqual(new Set(catalog.meters.map(({ key }) => key)));
  });

  it("has scenarios that choose among what it sells", async () => {
    const { scenarios = {} } = await sampleOf(name);
    for (const choices of Object.values(scenarios)) {
      if ("create" in choices) continue;
      if (choices.plan) expect(catalog.plans.map(({ key }) => key)).toContain(choices.plan);
      expect(catalog.meters.map(({ key }) => key)).toEqual(expect.arrayContaining(Object.keys(choices.usage ?? {})));
    }
  });
});
