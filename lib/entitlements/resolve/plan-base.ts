import type { Catalog, Plan } from "@/lib/catalog";
import type { MeterLimit, TraceStep } from "./entitlements";

/** The entitlements of a plan without add-ons and overrides. Shared by all organizations on it, so never changed. */
export type PlanBase = {
  plan: { key: string; name: string };
  /** In the order of the catalog, like everything here. */
  features: readonly string[];
  limits: Readonly<Record<string, MeterLimit>>;
  /** A step for each feature, then for each meter. */
  trace: readonly TraceStep[];
  /** The index of a feature's step in `trace`. */
  featureSteps: ReadonlyMap<string, number>;
  meterSteps: ReadonlyMap<string, number>;
};

type Source = "plan" | "fallback";

/** At most two entries per plan, and gone with the catalog. */
const known = new WeakMap<Catalog, Record<Source, Map<string, PlanBase>>>();

/** Computed on first use. @throws Error for a plan that is not in the catalog. */
export function planBase(catalog: Catalog, key: string, source: Source): PlanBase {
  const ofCatalog = known.get(catalog) ?? { plan: new Map(), fallback: new Map() };
  const found = ofCatalog[source].get(key);
  if (found) return found;
  const base = computeBase(catalog, planOf(catalog, key), source);
  ofCatalog[source].set(key, base);
  known.set(catalog, ofCatalog);
  return base;
}

/** A plan may leave the pricing page, but not the catalog while organizations are on it. */
function planOf(catalog: Catalog, key: string): Plan {
  const plan = catalog.plans.find((candidate) => candidate.key === key);
  if (!plan)
    throw new Error(`An organization is on the plan "${key}", which is not in the catalog of ${catalog.product}.`);
  return plan;
}

function computeBase({ features, meters }: Catalog, plan: Plan, source: Source): PlanBase {
  const because = plan.name;
  const until = null;
  const featureTrace = features.map(({ key }): TraceStep => {
    return { subject: { kind: "feature", key }, source, value: plan.features.includes(key), because, until };
  });
  const meterTrace = meters.map(({ key }): TraceStep => {
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
    trace: [...featureTrace, ...meterTrace],
    featureSteps: new Map(features.map(({ key }, index) => [key, index])),
    meterSteps: new Map(meters.map(({ key }, index) => [key, features.length + index])),
  };
}
