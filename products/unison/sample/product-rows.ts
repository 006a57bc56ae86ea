import type { Catalog } from "@/lib/catalog";
import { dayShift, departmentNames, laneDefaults } from "@/products/unison/domain/plants/plant-defaults";
import { departments, lanes, plants, shifts } from "@/products/unison/schema";
import type { CustomerHistory } from "@/seed/history/customer";
import { Random } from "@/seed/history/random";
import type { ProductRows } from "@/seed/product-sample";

const towns = [
  "Akron, Ohio",
  "Dayton, Ohio",
  "Erie, Pennsylvania",
  "Flint, Michigan",
  "Gary, Indiana",
  "Kenosha, Wisconsin",
  "Peoria, Illinois",
  "Toledo, Ohio",
];

/** Customers have plants once they are set up: fewer than every plan they had includes. */
export function productRows(catalog: Catalog, history: CustomerHistory, organizationId: string): ProductRows {
  const { onboardedAt, steps, trial } = history;
  if (!onboardedAt) return { gauges: { plants: 0 }, tables: [] };
  const random = new Random(`${history.key}/product`);
  const planKeys = steps.flatMap((step) =>
    "items" in step
      ? step.items.flatMap(({ price }) => (price.kind === "plan" && price.itemKey ? [price.itemKey] : []))
      : [],
  );
  const limits = [trial.plan, ...planKeys].map(
    (key) => catalog.plans.find((plan) => plan.key === key)?.limits.plants ?? 1,
  );
  const most = Math.min(...limits.map((limit) => (limit === "unlimited" ? 6 : limit)));
  const sites = Array.from({ length: random.int(1, Math.max(1, Math.round(most * 0.6))) }, (_, index) => {
    const town = random.pick(towns);
    return {
      organizationId,
      id: random.uuid(onboardedAt),
      name: index === 0 ? "Main plant" : `Plant ${index + 1}`,
      location: town,
      timeZone: town.endsWith("Wisconsin") || town.endsWith("Illinois") ? "America/Chicago" : "America/New_York",
      createdAt: onboardedAt,
    };
  });
  const ofEach = <Row>(make: (owned: { organizationId: string; plantId: string; id: () => string }) => Row[]): Row[] =>
    sites.flatMap(({ id: plantId }) => make({ organizationId, plantId, id: () => random.uuid(onboardedAt) }));
  return {
    gauges: { plants: sites.length },
    tables: [
      { table: plants, rows: sites },
      {
        table: departments,
        rows: ofEach(({ id, ...owned }) =>
          departmentNames.map((name, position) => ({ ...owned, id: id(), name, position })),
        ),
      },
      {
        table: lanes,
        rows: ofEach(({ id, ...owned }) =>
          laneDefaults.map((lane, position) => ({ ...owned, id: id(), ...lane, position })),
        ),
      },
      { table: shifts, rows: ofEach(({ id, ...owned }) => [{ ...owned, id: id(), ...dayShift }]) },
    ],
  };
}
