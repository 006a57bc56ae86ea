import type { entitlementOverrides, subscriptionItems, subscriptions } from "@/db/schema";
import type { Catalog, Limit, Overage } from "@/lib/catalog";
import type { OrganizationState } from "@/lib/trials";
import { type Access, type AccessRule, decideAccess, type SubscriptionState } from "./access";
import { type PlanAlone, planAlone } from "./plan-alone";

export type Override = Pick<
  typeof entitlementOverrides.$inferSelect,
  "kind" | "name" | "enabled" | "limit" | "unlimited" | "reason" | "createdAt" | "expiresAt"
>;

/** Everything stored that says what an organization may do. */
export type Grants = {
  subscription: SubscriptionState & OrganizationState & Pick<typeof subscriptions.$inferSelect, "entitlementsVersion">;
  items: readonly Pick<typeof subscriptionItems.$inferSelect, "kind" | "itemKey" | "quantity">[];
  overrides: readonly Override[];
};

/** One step of how an entitlement came about: where from, what it said, and why. */
export type TraceStep = {
  subject: { kind: "feature" | "meter" | "access"; key: string };
  source: "plan" | "fallback" | "add_on" | "override" | "access";
  value: Limit | boolean | Access;
  because: string;
  until: Date | null;
};

export type MeterLimit = {
  limit: Limit;
  /** What use above the limit costs; null when it is not for sale. */
  overage: Overage | null;
};

export type Entitlements = {
  access: Access;
  accessRule: AccessRule;
  accessSince: Date | null;
  plan: { key: string; name: string };
  features: readonly string[];
  limits: Readonly<Record<string, MeterLimit>>;
  trace: readonly TraceStep[];
  /** The day billing months are counted from. */
  anchorAt: Date;
  /** The stored state this was resolved from. */
  version: number;
  /** When time alone changes the answer: the trial's end, the day until which to verify, or an override's; null for never. */
  validUntil: Date | null;
};

/**
 * What an organization may do at `now` and why: its plan (or the fallback plan), its add-ons added, then its overrides,
 * which have the last word, and its access. What a plan says by itself is worked out once for all who are on it
 * (`planAlone`); here is what differs. Pure.
 */
export function resolveEntitlements(catalog: Catalog, grants: Grants, now: Date): Entitlements {
  const { subscription } = grants;
  const { access, rule, since, fallbackPlan } = decideAccess(subscription, now, catalog.trial.fallback);
  const alone = planAlone(catalog, fallbackPlan ?? subscription.planKey, fallbackPlan ? "fallback" : "plan");
  const overrides = inForce(grants.overrides, now);
  const beside: Beside = { features: alone.features, limits: alone.limits, steps: [] };
  addAddOns(beside, catalog, alone, grants.items);
  addOverrides(beside, alone, overrides);
  return {
    access,
    accessRule: rule,
    accessSince: since,
    plan: alone.plan,
    features: beside.features,
    limits: beside.limits,
    trace: traceOf(alone, beside.steps, access, rule),
    anchorAt: subscription.anchorAt,
    version: subscription.entitlementsVersion,
    validUntil: holdsUntil(subscription, overrides, now),
  };
}

/** Those not expired, oldest first, so that the newest has the last word. */
function inForce(overrides: readonly Override[], now: Date): readonly Override[] {
  if (overrides.length === 0) return overrides;
  return overrides
    .filter(({ expiresAt }) => expiresAt === null || now < expiresAt)
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** The plan's features and limits until something beside it changes them; and each step, with the place of the plan's it follows. */
type Beside = {
  features: readonly string[];
  limits: Readonly<Record<string, MeterLimit>>;
  steps: { place: number; step: TraceStep }[];
};

type Change = Pick<TraceStep, "source" | "because" | "until">;

function addAddOns(beside: Beside, { addOns }: Catalog, alone: PlanAlone, items: Grants["items"]): void {
  if (items.length === 0) return;
  for (const { key, name, meter, adds } of addOns) {
    let quantity = 0;
    for (const item of items) if (item.kind === "add_on" && item.itemKey === key) quantity += item.quantity;
    const limit = beside.limits[meter]?.limit ?? 0;
    if (quantity === 0 || limit === "unlimited") continue;
    const change = { source: "add_on", because: `${quantity} × ${name}`, until: null } as const;
    setLimit(beside, alone, meter, limit + quantity * adds, change);
  }
}

function addOverrides(beside: Beside, alone: PlanAlone, overrides: readonly Override[]): void {
  for (const { kind, name, enabled, limit, unlimited, reason, expiresAt } of overrides) {
    const change = { source: "override", because: reason, until: expiresAt } as const;
    if (kind === "meter") {
      const before = beside.limits[name]?.limit ?? 0;
      setLimit(beside, alone, name, unlimited ? "unlimited" : (limit ?? before), change);
    } else if (enabled !== null) switchFeature(beside, alone, name, enabled, change);
  }
}

/** What has left the catalogue has no limit to set. */
function setLimit(
  beside: Beside,
  { trace, meterPlaces }: PlanAlone,
  meter: string,
  limit: Limit,
  change: Change,
): void {
  const place = meterPlaces.get(meter);
  const subject = place === undefined ? undefined : trace[place]?.subject;
  if (place === undefined || !subject) return;
  beside.limits = { ...beside.limits, [meter]: { limit, overage: beside.limits[meter]?.overage ?? null } };
  beside.steps.push({ place, step: { subject, value: limit, ...change } });
}

function switchFeature(
  beside: Beside,
  { trace, featurePlaces }: PlanAlone,
  feature: string,
  enabled: boolean,
  change: Change,
): void {
  const place = featurePlaces.get(feature);
  const subject = place === undefined ? undefined : trace[place]?.subject;
  if (place === undefined || !subject) return;
  const others = beside.features.filter((key) => key !== feature);
  const placeOf = (key: string) => featurePlaces.get(key) ?? 0;
  beside.features = enabled ? [...others, feature].sort((a, b) => placeOf(a) - placeOf(b)) : others;
  beside.steps.push({ place, step: { subject, value: enabled, ...change } });
}

/** The plan's steps, after each what changed it, in the order it did; at last the access. */
function traceOf({ trace }: PlanAlone, steps: Beside["steps"], access: Access, rule: AccessRule): TraceStep[] {
  const told: TraceStep[] = [];
  for (let place = 0; place < trace.length; place += 1) {
    const said = trace[place];
    if (said) told.push(said);
    for (const added of steps) if (added.place === place) told.push(added.step);
  }
  told.push({ subject: accessSubject, source: "access", value: access, because: rule, until: null });
  return told;
}

const accessSubject = { kind: "access", key: "access" } as const;

/** When time alone changes the answer, the next time; null for never. */
function holdsUntil(
  { trialEndsAt, verifyBy }: SubscriptionState,
  overrides: readonly Override[],
  now: Date,
): Date | null {
  let next = trialEndsAt > now ? trialEndsAt : null;
  if (verifyBy && verifyBy > now && (!next || verifyBy < next)) next = verifyBy;
  for (const { expiresAt } of overrides) if (expiresAt && (!next || expiresAt < next)) next = expiresAt;
  return next;
}
