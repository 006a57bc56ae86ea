import type { Catalog, Limit } from "@/lib/catalog";
import type { Entitlements } from "@/lib/entitlements";

/** What a change takes away: features, and usage above the new limits. Nothing is deleted. */
export type Losses = {
  features: { key: string; name: string }[];
  /** Gauges above their new limit. Nothing can be added until they're back under it. */
  levels: { meter: string; name: string; used: number; limit: number; over: number }[];
  /** Addresses whose open invitations are withdrawn, because the new limit has no seat for them. Members stay. */
  invitations: string[];
};

export function lossesOf(
  catalog: Catalog,
  { before, after }: { before: Entitlements; after: Entitlements },
  levels: readonly { meter: string; level: number }[],
): Omit<Losses, "invitations"> {
  return {
    features: catalog.features
      .filter(({ key }) => before.features.includes(key) && !after.features.includes(key))
      .map(({ key, name }) => ({ key, name })),
    levels: catalog.meters.flatMap(({ key, kind, name }) => {
      const used = levels.find(({ meter }) => meter === key)?.level ?? 0;
      const limit: Limit = after.limits[key]?.limit ?? 0;
      if (kind !== "gauge" || limit === "unlimited" || used <= limit) return [];
      return [{ meter: key, name, used, limit, over: used - limit }];
    }),
  };
}
