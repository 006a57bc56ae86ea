import type { Catalog } from "@/lib/catalog";
import type { Entitlements } from "./resolve/entitlements";
import { plansWith } from "./upgrade";

/** One feature of the catalogue, as an organization stands to it. */
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
