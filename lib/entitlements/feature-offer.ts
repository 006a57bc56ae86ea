import type { Catalog } from "@/lib/catalog";
import { findFeature } from "@/lib/catalog/lookup";
import type { Entitlements } from "./resolve/entitlements";
import { plansWith } from "./upgrade";

/** What a feature is, for somebody who has not got it, and the lowest plan that has it. */
export type FeatureOffer = {
  key: string;
  name: string;
  description: string;
  plan: { key: string; name: string } | null;
};

/**
 * What to show in place of a feature; null where the organization has it. Pure.
 *
 * @throws GatehouseError `unknown_name` for none of the catalogue's.
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
