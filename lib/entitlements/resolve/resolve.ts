import type { Catalog, Limit } from "@/lib/catalog";
import { type Access, type AccessRule, decideAccess, overdueUntil } from "./access";
import type { Entitlements, Grants, MeterLimit, Override, TraceStep } from "./entitlements";
import { type PlanBase, planBase } from "./plan-base";

/**
 * What an organization may do at `now` and why: its plan (or the fallback plan), then its add-ons, then its overrides,
 * which take precedence, and its access. Pure.
 *
 * The part that all organizations on a plan share is computed once. That takes 0.4 µs of processor time for a plan alone and
 * 1.3 with two add-ons and an override, where computing everything each time (testing/entitlements/resolve-plainly.ts) takes
 * 6.5; the goal of bench/features.bench.ts is 2. A property test keeps the two equal.
 */
export function resolveEntitlements(catalog: Catalog, grants: Grants, now: Date): Entitlements {
  const { subscription } = grants;
  const decision = decideAccess(subscription, now, catalog.trial.fallback, catalog.payment);
  const { access, rule, since, fallbackPlan, provided } = decision;
  const planKey = provided.length === 0 ? subscription.planKey : highestOf(catalog, provided);
  const base = planBase(catalog, fallbackPlan ?? planKey, fallbackPlan ? "fallback" : "plan");
  const overrides = activeOverrides(grants.overrides, now);
  const draft: Draft = { features: base.features, limits: base.limits, steps: [] };
  // Add-ons belong to the plan of the subscription that counts.
  if (planKey === subscription.planKey) applyAddOns(draft, catalog, base, grants.items);
  applyOverrides(draft, base, overrides);
  return {
    access,
    accessRule: rule,
    accessSince: since,
    plan: base.plan,
    features: draft.features,
    limits: draft.limits,
    trace: traceOf(base, draft.steps, access, rule),
    currency: subscription.currency,
    anchorAt: subscription.anchorAt,
    version: subscription.entitlementsVersion,
    validUntil: validUntil(subscription, overrides, now, catalog.payment),
  };
}

const highestOf = ({ plans }: Catalog, keys: readonly string[]): string =>
  plans.filter(({ key }) => keys.includes(key)).sort((a, b) => b.rank - a.rank)[0]?.key ?? keys[0] ?? "";

/** Oldest first, so that the newest takes precedence. */
function activeOverrides(overrides: readonly Override[], now: Date): readonly Override[] {
  return overrides
    .filter(({ expiresAt }) => expiresAt === null || now < expiresAt)
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** Starts as the plan's own features and limits. The features are replaced, and the limits copied before the first change. */
type Draft = {
  features: readonly string[];
  limits: Record<string, MeterLimit>;
  /** Steps to add to the trace, each after the plan's step at `index`. */
  steps: { index: number; step: TraceStep }[];
};

type Change = Pick<TraceStep, "source" | "because" | "until">;

function applyAddOns(draft: Draft, { addOns }: Catalog, base: PlanBase, items: Grants["items"]): void {
  if (items.length === 0) return;
  for (const { key, name, meter, adds } of addOns) {
    let quantity = 0;
    for (const item of items) if (item.kind === "add_on" && item.itemKey === key) quantity += item.quantity;
    const limit = draft.limits[meter]?.limit ?? 0;
    if (quantity === 0 || limit === "unlimited") continue;
    const change = { source: "add_on", because: `${quantity} × ${name}`, until: null } as const;
    setLimit(draft, base, meter, limit + quantity * adds, change);
  }
}

function applyOverrides(draft: Draft, base: PlanBase, overrides: readonly Override[]): void {
  for (const { kind, name, enabled, limit, unlimited, reason, expiresAt } of overrides) {
    const change = { source: "override", because: reason, until: expiresAt } as const;
    if (kind === "meter") {
      const before = draft.limits[name]?.limit ?? 0;
      setLimit(draft, base, name, unlimited ? "unlimited" : (limit ?? before), change);
    } else if (enabled !== null) setFeature(draft, base, name, enabled, change);
  }
}

/** Ignores a meter that has left the catalog. */
function setLimit(draft: Draft, base: PlanBase, meter: string, limit: Limit, change: Change): void {
  const index = base.meterSteps.get(meter);
  if (index === undefined) return;
  if (draft.limits === base.limits) draft.limits = { ...base.limits };
  draft.limits[meter] = { limit, overage: base.limits[meter]?.overage ?? null };
  draft.steps.push({ index, step: stepOf({ kind: "meter", key: meter }, limit, change) });
}

/** Ignores a feature that has left the catalog. */
function setFeature(draft: Draft, { featureSteps }: PlanBase, feature: string, enabled: boolean, change: Change): void {
  const index = featureSteps.get(feature);
  if (index === undefined) return;
  const others = draft.features.filter((key) => key !== feature);
  const indexOf = (key: string) => featureSteps.get(key) ?? 0;
  draft.features = enabled ? [...others, feature].sort((a, b) => indexOf(a) - indexOf(b)) : others;
  draft.steps.push({ index, step: stepOf({ kind: "feature", key: feature }, enabled, change) });
}

/** Field by field: spreading `change` would add a fifth to the whole resolution. */
const stepOf = (
  subject: TraceStep["subject"],
  value: TraceStep["value"],
  { source, because, until }: Change,
): TraceStep => ({ subject, source, value, because, until });

/** Each step of the plan followed by the changes to it, in order, and access at the end. */
function traceOf({ trace }: PlanBase, changes: Draft["steps"], access: Access, rule: AccessRule): TraceStep[] {
  const all = [...trace];
  // From the end, so that the places before it stay where they are.
  for (const { index, step } of changes.sort((a, b) => a.index - b.index).reverse()) all.splice(index + 1, 0, step);
  all.push({ subject: accessSubject, source: "access", value: access, because: rule, until: null });
  return all;
}

const accessSubject = { kind: "access", key: "access" } as const;

/** The next time at which the result changes without a write; null for never. */
function validUntil(
  subscription: Grants["subscription"],
  overrides: readonly Override[],
  now: Date,
  terms: Catalog["payment"],
): Date | null {
  const { trialEndsAt, verifyBy } = subscription;
  const readOnlyAt = overdueUntil(subscription, terms);
  let next = trialEndsAt > now ? trialEndsAt : null;
  if (readOnlyAt && readOnlyAt > now && (!next || readOnlyAt < next)) next = readOnlyAt;
  if (verifyBy && verifyBy > now && (!next || verifyBy < next)) next = verifyBy;
  for (const { expiresAt } of overrides) if (expiresAt && (!next || expiresAt < next)) next = expiresAt;
  return next;
}
