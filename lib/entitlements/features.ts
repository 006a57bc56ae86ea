import type { Catalog } from "@/lib/catalog";
import { findFeature } from "@/lib/catalog/lookup";
import type { Entitlements } from "./resolve/entitlements";
import { plansWith } from "./upgrade";

/** A feature of the catalog, whether the organization has it, and why. Pure. */
export function featureState(catalog: Catalog, { features, trace, access, plan }: Entitlements, key: string) {
  const enabled = features.includes(key);
  return {
    allowed: enabled && access !== "blocked",
    feature: key,
    plan: plan.key,
    access,
    availableIn: plansWith(catalog, key).map((candidate) => candidate.key),
    because: trace
      .filter(({ subject }) => subject.kind === "feature" && subject.key === key)
      .map(({ source, value, because, until }) => ({ source, value, because, until: until?.toISOString() ?? null })),
  };
}

/** A feature that the organization doesn't have, and the lowest plan that includes it. */
export type FeatureOffer = {
  key: string;
  name: string;
  description: string;
  plan: { key: string; name: string } | null;
};

/**
 * What to show in place of a feature; null if the organization has it. Pure.
 *
 * @throws GatehouseError `unknown_name` for an unknown feature.
 */
export function featureOffer(
  catalog: Catalog,
  entitlements: Pick<Entitlements, "features">,
  key: string,
): FeatureOffer | null {
  const { name, description } = findFeature(catalog, key);
  if (entitlements.features.includes(key)) return null;
  const [lowest] = plansWith(catalog, key);
  return { key, name, description, plan: lowest ? { key: lowest.key, name: lowest.name } : null };
}
