import type { UsageExample } from "@/lib/catalog/site-copy";
import type { Catalog } from "@/lib/catalog/types";

/** The product's examples; without them, the limits of each plan. Pure. */
export function usageExamplesOf({ copy, plans, meters }: Catalog): readonly [UsageExample, ...UsageExample[]] {
  const byLimit = plans.map(({ name, limits }) => ({
    name: `All of ${name}`,
    usage: Object.fromEntries(
      meters.map(({ key }) => {
        const limit = limits[key];
        return [key, typeof limit === "number" ? limit : 0];
      }),
    ),
  }));
  const [first = { name: "Nothing yet", usage: {} }, ...others] = copy.usageExamples ?? byLimit;
  return [first, ...others];
}

/** What the calculator starts with: the middle example. Pure. */
export function startingUsage(catalog: Catalog): UsageExample["usage"] {
  const [first, second] = usageExamplesOf(catalog);
  return (second ?? first).usage;
}
