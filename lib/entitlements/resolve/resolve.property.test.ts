import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import { catalog as unison } from "@/products/unison/catalog";
import { resolvePlainly } from "@/testing/entitlements/resolve-plainly";
import type { Grants } from "./entitlements";
import { resolveEntitlements } from "./resolve";

/** With an add-on for a counter, two for one gauge, a plan without limits on some meters, and a fallback plan. */
const catalog = {
  ...unison,
  plans: unison.plans.map((plan) =>
    plan.key === "professional" ? { ...plan, limits: { ...plan.limits, users: "unlimited" as const } } : plan,
  ),
  addOns: [
    ...unison.addOns,
    ...unison.addOns.slice(0, 1).map((addOn) => ({ ...addOn, key: "more_orders", meter: "work_orders", adds: 100 })),
    ...unison.addOns.slice(0, 1).map((addOn) => ({ ...addOn, key: "five_plants", meter: "plants", adds: 5 })),
  ],
};
const catalogs = {
  unison,
  "more add-ons": catalog,
  "a plan after the trial": { ...catalog, trial: { ...catalog.trial, fallback: { plan: "starter" } } },
};

const now = new Date("2026-03-10T12:00:00Z");
const keysOf = (items: readonly { key: string }[]) => items.map(({ key }) => key);

/** Instants around now, few enough to meet often, now itself among them. */
const instant = fc.integer({ min: -2, max: 2 }).map((hours) => new Date(now.getTime() + hours * 3_600_000));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const subscription: fc.Arbitrary<Grants["subscription"]> = fc.record({
  planKey: fc.constantFrom(...keysOf(catalog.plans)),
  status: fc.constantFrom("trialing", "active", "past_due", "unpaid", "paused", "incomplete", "canceled", "expired"),
  trialEndsAt: instant,
  verifyBy: maybe(instant),
  suspendedAt: maybe(instant),
  trialRefusedDomain: maybe(fc.constant("acme.com")),
  failedPayments: fc.integer({ min: 0, max: 4 }),
  pastDueSince: maybe(
    fc.oneof(
      instant,
      instant.map((at) => addDays(at, -30)),
    ),
  ),
  stripeTrialEndsAt: maybe(instant),
  otherPlans: fc.uniqueArray(fc.constantFrom(...keysOf(catalog.plans)), { maxLength: 2 }),
  collectionMethod: maybe(fc.constantFrom("charge_automatically", "send_invoice")),
  pausedBehavior: maybe(fc.constantFrom("keep_as_draft", "mark_uncollectible", "void")),
  endedAt: maybe(instant),
  anchorAt: instant,
  currency: fc.constantFrom(null, "usd", "eur"),
  entitlementsVersion: fc.nat(),
});

const items = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("plan" as const), itemKey: fc.constant("starter"), quantity: fc.constant(1) }),
    fc.record({
      kind: fc.constant("add_on" as const),
      itemKey: fc.constantFrom(...keysOf(catalog.addOns), "sold_no_more"),
      quantity: fc.integer({ min: 0, max: 3 }),
    }),
  ),
  { maxLength: 5 },
);

const beside = { reason: fc.constantFrom("agreed", "a year"), createdAt: instant, expiresAt: maybe(instant) };
const overrides = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant("feature" as const),
      name: fc.constantFrom(...keysOf(catalog.features), "offered_no_more"),
      enabled: maybe(fc.boolean()),
      limit: fc.constant(null),
      unlimited: fc.constant(false),
      ...beside,
    }),
    fc.record({
      kind: fc.constant("meter" as const),
      name: fc.constantFrom(...keysOf(catalog.meters), "measured_no_more"),
      enabled: fc.constant(null),
      limit: maybe(fc.nat(50)),
      unlimited: fc.boolean(),
      ...beside,
    }),
  ),
  { maxLength: 6 },
);

it("resolves as the plain implementation does, for any grants and catalog", () => {
  const given = fc.record({ subscription, items, overrides });
  fc.assert(
    fc.property(given, fc.constantFrom("unison", "more add-ons", "a plan after the trial"), (grants, name) => {
      const resolved = resolveEntitlements(catalogs[name], grants, now);
      expect(isDeepStrictEqual(resolved, resolvePlainly(catalogs[name], grants, now))).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

it("never changes the shared part of a plan", () => {
  const [first] = fc.sample(subscription, 1);
  if (!first) throw new Error("no subscription");
  const alone: Grants = { subscription: { ...first, status: "active" }, items: [], overrides: [] };
  const before = structuredClone(resolveEntitlements(catalog, alone, now));
  fc.assert(
    fc.property(items, overrides, (bought, granted) => {
      resolveEntitlements(catalog, { ...alone, items: bought, overrides: granted }, now);
      expect(isDeepStrictEqual(resolveEntitlements(catalog, alone, now), before)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
