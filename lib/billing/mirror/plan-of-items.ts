import { type AddOn, type Catalog, overageByLookupKey, type Plan, priceByLookupKey } from "@/lib/catalog";

/** An item of a subscription, found in the catalog by its price's lookup key. */
export type CatalogItem<Item> =
  | { kind: "plan"; plan: Plan; lookupKey: string; item: Item }
  | { kind: "add_on"; addOn: AddOn; lookupKey: string; item: Item }
  | { kind: "overage"; meter: string; lookupKey: string; item: Item };

export type PlanOfItems<Item> = {
  plan: Extract<CatalogItem<Item>, { kind: "plan" }>;
  addOns: Extract<CatalogItem<Item>, { kind: "add_on" }>[];
  overages: Extract<CatalogItem<Item>, { kind: "overage" }>[];
};

/**
 * What a subscription consists of in the catalog's terms. Of two plans the higher one counts.
 * @returns undefined when none of its items is a plan of the catalog: it belongs to something else on the same Stripe
 *   account.
 */
export function planOfItems<Item>(
  catalog: Catalog,
  items: readonly Item[],
  lookupKeyOf: (item: Item) => string | null,
): PlanOfItems<Item> | undefined {
  const known = items.flatMap((item) => catalogItem(catalog, item, lookupKeyOf(item)));
  const [plan] = known.filter((entry) => entry.kind === "plan").sort((a, b) => b.plan.rank - a.plan.rank);
  if (!plan) return undefined;
  return {
    plan,
    addOns: known.filter((entry) => entry.kind === "add_on"),
    overages: known.filter((entry) => entry.kind === "overage"),
  };
}

function catalogItem<Item>(catalog: Catalog, item: Item, lookupKey: string | null): CatalogItem<Item>[] {
  if (lookupKey === null) return [];
  const overage = overageByLookupKey(catalog, lookupKey);
  if (overage) return [{ kind: "overage", meter: overage.meter, lookupKey, item }];
  const found = priceByLookupKey(catalog, lookupKey);
  if (!found) return [];
  if (found.kind === "plan") return [{ kind: "plan", plan: found.item, lookupKey, item }];
  return [{ kind: "add_on", addOn: found.item, lookupKey, item }];
}
