import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { ProductSite } from "@/components/products/site/types";
import type { NavItem } from "@/components/products/types";
import { cheapestPlan, estimatePlans } from "@/lib/billing/estimate/estimate";
import { matrixCell } from "@/lib/catalog/matrix";
import { productNames, products } from ".";
import { missingParts } from "./parts";

describe("the registry", () => {
  it("lists complete products", () => expect(missingParts(process.cwd())).toEqual([]));

  it.each(productNames)("lists %s under its catalog's name", (name) => {
    expect(products[name].catalog.product).toBe(name);
  });

  it("has no two products with a page at the same path", () => {
    const paths = Object.values(products).flatMap((product) => product.paths);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

describe.each(productNames)("%s, like every product,", (name) => {
  const { catalog, paths } = products[name];
  const rows = catalog.copy.matrix.flatMap((group) => group.rows);
  const questions = catalog.copy.faqs.map(({ question }) => question);

  it("compares its plans in 24 rows, each of which differs from the others and says something of every plan", () => {
    expect(rows).toHaveLength(24);
    expect(new Set(rows.map((row) => row.name)).size).toBe(24);
    for (const row of rows) for (const plan of catalog.plans) expect(matrixCell(catalog, plan, row)).toBeDefined();
  });

  it("compares every meter it sells", () => {
    const compared = rows.flatMap(({ from }) => ("meter" in from ? from.meter : []));
    expect(new Set(compared)).toEqual(new Set(catalog.meters.map(({ key }) => key)));
  });

  it("sells every feature in some plan, and never less in a higher plan", () => {
    const byRank = catalog.plans.toSorted((a, b) => a.rank - b.rank);
    expect(new Set(byRank.flatMap(({ features }) => features))).toEqual(
      new Set(catalog.features.map(({ key }) => key)),
    );
    for (const [index, plan] of byRank.entries())
      expect(plan.features).toEqual(expect.arrayContaining(byRank[index - 1]?.features ?? []));
  });

  it("answers ten questions or more, each once, the trial's length among them", () => {
    expect(questions.length).toBeGreaterThanOrEqual(10);
    expect(new Set(questions).size).toBe(questions.length);
    const answers = catalog.copy.faqs.map(({ answer }) => answer).join("\n");
    expect(answers).toContain(`${catalog.trial.days} days`);
  });

  it("has no placeholder text", () => {
    expect(JSON.stringify(catalog.copy)).not.toMatch(/lorem ipsum|TODO|__[A-Z]+__|Customer name|What a customer says/);
  });

  it("draws itself for its landing page and each persona, and says in words what it draws", async () => {
    const { site }: { site: ProductSite } = await import(`./${name}/site/index.tsx`);
    expect(site.personas).toHaveLength(catalog.copy.personas.length);
    const scenes = [site.hero, ...site.personas];
    expect(new Set(scenes.map(({ alt }) => alt)).size).toBe(scenes.length);
    for (const { alt, View } of scenes) {
      expect(alt).toMatch(/^[A-Z].{30,}\.$/);
      const html = renderToStaticMarkup(createElement(View));
      // Inert, but a control would still be read in places that know nothing of `inert`.
      expect(html).not.toMatch(/<(a|button|input|img)\b/);
    }
  });

  it("has a source for every figure it draws", () => {
    for (const { chart, source, title } of catalog.copy.highlights) expect(Boolean(source), title).toBe(Boolean(chart));
  });

  it("has examples of usage that some plan covers, each of which names every meter", () => {
    for (const { name, usage } of catalog.copy.usageExamples ?? []) {
      expect(Object.keys(usage), name).toEqual(catalog.meters.map(({ key }) => key));
      expect(cheapestPlan(estimatePlans(catalog, "month", usage)), name).toBeDefined();
    }
  });

  it("has navigation that leads to its own pages", async () => {
    const { navigation }: { navigation: readonly NavItem[] } = await import(`./${name}/navigation.tsx`);
    expect(navigation.length).toBeGreaterThan(0);
    for (const { href } of navigation) {
      expect(paths, href).toContain(`/${href.split("/")[1]}`);
      const folder = join(`app/(app)/(${name})`, href);
      const page = ["page.tsx", "(list)/page.tsx"].some((file) => existsSync(join(folder, file)));
      expect(page, href).toBe(true);
    }
  });
});

describe("nothing but a product itself", () => {
  /** Where no product is named: everything that serves customers, and sample data. Tests may name one. */
  const folders = ["app", "components", "lib", "db", "server", "worker", "seed", "scripts"];
  const files = folders
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(tsx?|[mc]js|sql)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));

  /** Words that also mean something else, such as the origin of a request: only what names a product counts. */
  const ordinaryWords = ["origin"];
  const naming = (name: string) =>
    ordinaryWords.includes(name)
      ? new RegExp(`products?(/|\\.|\\["|\\b[^"\\n]{0,9}")${name}\\b|\\b${name}_[a-z]+_(month|year)`, "i")
      : new RegExp(`\\b${name}\\b`, "i");

  it("counts a comparison, an import and a path", () => {
    for (const text of [
      'if (product === "origin")',
      'from "@/products/origin"',
      'product: "origin"',
      "products.origin",
    ])
      expect(naming("origin").test(text), text).toBe(true);
  });

  it.each(productNames)("names %s", (name) => {
    const word = naming(name);
    const named = files
      .filter((file) => !(file.startsWith("app/") && file.includes(`/(${name})/`)))
      .filter((file) => word.test(readFileSync(file, "utf8")));
    expect(named).toEqual([]);
  });
});
