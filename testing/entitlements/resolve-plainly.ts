import type { Catalog, Limit, Plan } from "@/lib/catalog";
import { decideAccess, overdueUntil } from "@/lib/entitlements/resolve/access";
import type { Entitlements, Grants, MeterLimit, Override, TraceStep } from "@/lib/entitlements/resolve/entitlements";

/** The result of `resolveEntitlements` in the plainest way: name by name, nothing computed in advance. */
export function resolvePlainly(catalog: Catalog, grants: Grants, now: Date): Entitlements {
  const { subscription } = grants;
  const decision = decideAccess(subscription, now, catalog.trial.fallback, catalog.payment);
  const ranked = catalog.plans.toSorted((a, b) => b.rank - a.rank);
  const other = ranked.find(({ key }) => decision.provided.includes(key))?.key;
  const plan = planOf(catalog, decision.fallbackPlan ?? other ?? subscription.planKey);
  const items = other === undefined || other === subscription.planKey ? grants.items : [];
  const overrides = inForce(grants.overrides, now);
  const trace: TraceStep[] = [];
  const context = { catalog, plan, source: decision.fallbackPlan ? "fallback" : "plan", overrides, trace } as const;
  const features = resolveFeatures(context);
  const limits = resolveLimits(context, items);
  trace.push({
    subject: { kind: "access", key: "access" },
    source: "access",
    value: decision.access,
    because: decision.rule,
    until: null,
  });
  return {
    access: decision.access,
    accessRule: decision.rule,
    accessSince: decision.since,
    plan: { key: plan.key, name: plan.name },
    features,
    limits,
    trace,
    currency: subscription.currency,
    anchorAt: subscription.anchorAt,
    version: subscription.entitlementsVersion,
    validUntil: earliest(
      [
        subscription.trialEndsAt,
        subscription.verifyBy,
        overdueUntil(subscription, catalog.payment),
        ...overrides.map((override) => override.expiresAt),
      ],
      now,
    ),
  };
}

function planOf(catalog: Catalog, key: string): Plan {
  const plan = catalog.plans.find((candidate) => candidate.key === key);
  if (!plan) throw new Error(`no plan ${key}`);
  return plan;
}

/** Oldest first, so that the newest takes precedence. */
function inForce(overrides: readonly Override[], now: Date): Override[] {
  return overrides
    .filter(({ expiresAt }) => expiresAt === null || now < expiresAt)
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

type Resolving = {
  catalog: Catalog;
  plan: Plan;
  source: "plan" | "fallback";
  overrides: readonly Override[];
  trace: TraceStep[];
};

function resolveFeatures({ catalog, plan, source, overrides, trace }: Resolving): string[] {
  return catalog.features.flatMap(({ key }) => {
    const subject = { kind: "feature" as const, key };
    let enabled = plan.features.includes(key);
    trace.push({ subject, source, value: enabled, because: plan.name, until: null });
    for (const override of overrides) {
      if (override.kind !== "feature" || override.name !== key || override.enabled === null) continue;
      enabled = override.enabled;
      trace.push({ subject, source: "override", value: enabled, because: override.reason, until: override.expiresAt });
    }
    return enabled ? [key] : [];
  });
}

function resolveLimits(resolving: Resolving, items: Grants["items"]): Record<string, MeterLimit> {
  const { catalog, plan } = resolving;
  return Object.fromEntries(
    catalog.meters.map(({ key }) => [
      key,
      { limit: resolveLimit(resolving, items, key), overage: plan.overage[key] ?? null },
    ]),
  );
}

function resolveLimit({ catalog, plan, source, overrides, trace }: Resolving, items: Grants["items"], meter: string) {
  const subject = { kind: "meter" as const, key: meter };
  let limit: Limit = plan.limits[meter] ?? 0;
  trace.push({ subject, source, value: limit, because: plan.name, until: null });
  for (const addOn of catalog.addOns) {
    const bought = items.filter((item) => item.kind === "add_on" && item.itemKey === addOn.key);
    const quantity = bought.reduce((sum, item) => sum + item.quantity, 0);
    if (addOn.meter !== meter || quantity === 0 || limit === "unlimited") continue;
    limit += quantity * addOn.adds;
    trace.push({ subject, source: "add_on", value: limit, because: `${quantity} × ${addOn.name}`, until: null });
  }
  for (const override of overrides) {
    if (override.kind !== "meter" || override.name !== meter) continue;
    limit = override.unlimited ? "unlimited" : (override.limit ?? limit);
    trace.push({ subject, source: "override", value: limit, because: override.reason, until: override.expiresAt });
  }
  return limit;
}

function earliest(instants: readonly (Date | null)[], after: Date): Date | null {
  const ahead = instants.flatMap((instant) => (instant && instant > after ? [instant.getTime()] : []));
  return ahead.length === 0 ? null : new Date(Math.min(...ahead));
}
