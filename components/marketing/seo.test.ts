import { describe, expect, it } from "vitest";
import { catalogOf } from "@/lib/catalog";
import { env } from "@/lib/env";
import { productNames } from "@/products";
import { llmsText } from "./llms-text";
import { breadcrumbs, faqPage, softwareApplication } from "./structured-data";

describe.each(productNames)("what search engines read of %s", (product) => {
  const catalog = catalogOf(product);

  it("is the product with a price for each plan that has one, at this address", () => {
    const { offers, url, image } = softwareApplication(catalog);
    expect(offers).toHaveLength(catalog.plans.length);
    for (const offer of offers as { price: string; priceCurrency: string; url: string }[]) {
      expect(Number(offer.price)).toBeGreaterThanOrEqual(0);
      expect(offer.priceCurrency).toMatch(/^[A-Z]{3}$/);
      expect(offer.url).toBe(new URL("/pricing", env.APP_URL).href);
    }
    expect([url, image]).toEqual([new URL("/", env.APP_URL).href, new URL("/opengraph-image", env.APP_URL).href]);
  });

  it("has every question with its answer", () => {
    expect(faqPage(catalog).mainEntity).toHaveLength(catalog.copy.faqs.length);
  });

  it("is short Markdown for language models, with whole addresses", () => {
    const docs = [{ path: "/docs", title: "Quick start", about: "the first call" }];
    const text = llmsText({ catalog, docs, origin: "https://app.example.com" });
    expect(text.startsWith(`# ${catalog.name}\n\n> ${catalog.copy.description}\n`)).toBe(true);
    expect(text).toContain("- [Quick start](https://app.example.com/docs): the first call");
    for (const { name } of catalog.plans) expect(text).toContain(`- ${name}, `);
    for (const [, address] of text.matchAll(/\]\(([^)]*)\)/g))
      expect(address).toMatch(/^https:\/\/app\.example\.com\//);
  });
});

it("breadcrumbs count from one, and have whole addresses", () => {
  const { itemListElement } = breadcrumbs([
    { name: "Home", path: "/" },
    { name: "Docs", path: "/docs" },
  ]);
  expect(itemListElement).toEqual([
    { "@type": "ListItem", position: 1, name: "Home", item: new URL("/", env.APP_URL).href },
    { "@type": "ListItem", position: 2, name: "Docs", item: new URL("/docs", env.APP_URL).href },
  ]);
});
