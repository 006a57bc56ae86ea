import type { Catalog, Plan } from "@/lib/catalog";
import type { MeterLimit, TraceStep } from "./resolve";

/** What a plan says to everybody who is on it and has nothing beside it. Shared by them all: nobody changes it. */
export type PlanAlone = {
  plan: { key: string; name: string };
  /** In the catalogue's order, as everything here. */
  features: readonly string[];
  limits: Readonly<Record<string, MeterLimit>>;
  /** A step for each feature, then for each meter. */
  trace: readonly TraceStep[];
  /** Where in `trace` a feature's step is. */
  featurePlaces: ReadonlyMap<string, number>;
  meterPlaces: ReadonlyMap<string, number>;
};

type Source = "plan" | "fallback";

/** As many as a catalogue has plans, twice: bounded, and gone with the catalogue. */
const known = new WeakMap<Catalog, Record<Source, Map<string, PlanAlone>>>();

/** Worked out when it is first asked for. @throws Error for a plan the catalogue does not have. */
export function planAlone(catalog: Catalog, key: string, source: Source): PlanAlone {
  const ofCatalog = known.get(catalog) ?? { plan: new Map(), fallback: new Map() };
  const found = ofCatalog[source].get(key);
  if (found) return found;
  const alone = workOut(catalog, planOf(catalog, key), source);
  ofCatalog[source].set(key, alone);
  known.set(catalog, ofCatalog);
  return alone;
}

/** A plan may leave the pricing page but not the catalogue while somebody is on it. */
function planOf(catalog: Catalog, key: string): Plan {
  const plan = catalog.plans.find((candidate) => candidate.key === key);
  if (!plan) throw new Error(`The catalogue of ${catalog.product} has no plan "${key}", yet an organization is on it.`);
  return plan;
}

function workOut({ features, meters }: Catalog, plan: Plan, source: Source): PlanAlone {
  const because = plan.name;
  const until = null;
  const ofFeatures = features.map(({ key }): TraceStep => {
    return { subject: { kind: "feature", key }, source, value: plan.features.includes(key), because, until };
  });
  const ofMeters = meters.map(({ key }): TraceStep => {
    return { subject: { kind: "meter", key }, source, value: plan.limits[key] ?? 0, because, until };
  });
  const limits = meters.map(({ key }): [string, MeterLimit] => [
    key,
    { limit: plan.limits[key] ?? 0, overage: plan.overage[key] ?? null },
  ]);
  return {
    plan: { key: plan.key, name: plan.name },
    features: features.flatMap(({ key }) => (plan.features.includes(key) ? [key] : [])),
    limits: Object.fromEntries(limits),
    trace: [...ofFeatures, ...ofMeters],
    featurePlaces: new Map(features.map(({ key }, index) => [key, index])),
    meterPlaces: new Map(meters.map(({ key }, index) => [key, features.length + index])),
  };
}
