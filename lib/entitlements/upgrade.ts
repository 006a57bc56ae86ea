import type { Catalog, Limit, Plan } from "@/lib/catalog";

/** What would allow more: a higher plan, or an add-on. */
export type Lift = { kind: "plan" | "add_on"; key: string; name: string; limit: Limit };

export const fits = (limit: Limit, needed: number): boolean => limit === "unlimited" || needed <= limit;

/** The lowest plan above `planKey` that includes `needed` of the meter, and the add-ons that raise its limit. */
export function liftsOf(catalog: Catalog, planKey: string, meter: string, limit: Limit, needed: number): Lift[] {
  const plan = higherPlans(catalog, planKey).find((candidate) => fits(candidate.limits[meter] ?? 0, needed));
  const plans: Lift[] = plan ? [{ kind: "plan", key: plan.key, name: plan.name, limit: plan.limits[meter] ?? 0 }] : [];
  const addOns = catalog.addOns
    .filter((addOn) => addOn.meter === meter && limit !== "unlimited" && limit > 0)
    .map((addOn): Lift => ({ kind: "add_on", key: addOn.key, name: addOn.name, limit: raised(limit, addOn.adds) }));
  return [...plans, ...addOns];
}

/** The plans with a feature, lowest first. */
export function plansWith(catalog: Catalog, feature: string): Plan[] {
  return byRank(catalog).filter((plan) => plan.features.includes(feature));
}

function higherPlans(catalog: Catalog, planKey: string): Plan[] {
  const rank = catalog.plans.find((plan) => plan.key === planKey)?.rank ?? -1;
  return byRank(catalog).filter((plan) => plan.rank > rank);
}

const ranked = new WeakMap<Catalog, readonly Plan[]>();

/** Sorted once per catalog, which never changes. */
function byRank(catalog: Catalog): readonly Plan[] {
  const known = ranked.get(catalog);
  if (known) return known;
  const plans = [...catalog.plans].sort((a, b) => a.rank - b.rank);
  ranked.set(catalog, plans);
  return plans;
}

const raised = (limit: Limit, by: number): Limit => (limit === "unlimited" ? limit : limit + by);
