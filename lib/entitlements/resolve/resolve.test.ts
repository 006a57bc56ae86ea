import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import type { Grants, Override } from "./entitlements";
import { resolveEntitlements } from "./resolve";

const now = new Date("2026-03-10T12:00:00Z");
const later = new Date("2026-03-20T12:00:00Z");

const grants = (given: Partial<Grants> & { planKey?: string; trialEndsAt?: Date } = {}): Grants => ({
  subscription: {
    planKey: given.planKey ?? "professional",
    status: "trialing",
    trialEndsAt: given.trialEndsAt ?? later,
    suspendedAt: null,
    trialRefusedDomain: null,
    verifyBy: null,
    stripeTrialEndsAt: null,
    otherPlans: [],
    collectionMethod: null,
    pausedBehavior: null,
    failedPayments: 0,
    pastDueSince: null,
    endedAt: null,
    anchorAt: now,
    currency: "usd",
    entitlementsVersion: 7,
  },
  items: given.items ?? [],
  overrides: given.overrides ?? [],
});

const override = (given: Partial<Override>): Override => ({
  kind: "meter",
  name: "plants",
  enabled: null,
  limit: null,
  unlimited: false,
  reason: "agreed",
  createdAt: now,
  expiresAt: null,
  ...given,
});

const resolve = (given: Parameters<typeof grants>[0] = {}) => resolveEntitlements(catalog, grants(given), now);
const limitOf = (meter: string, given: Parameters<typeof grants>[0] = {}) => resolve(given).limits[meter]?.limit;
const why = (key: string, given: Parameters<typeof grants>[0] = {}) =>
  resolve(given)
    .trace.filter(({ subject }) => subject.key === key)
    .map(({ source, value }) => [source, value]);

describe("limits", () => {
  it("are the plan's", () => {
    expect(limitOf("plants", { planKey: "starter" })).toBe(1);
    expect(limitOf("plants")).toBe(5);
    expect(limitOf("plants", { planKey: "enterprise" })).toBe("unlimited");
    expect(limitOf("api_calls", { planKey: "starter" })).toBe(0);
  });

  it("are raised by add-ons, each unit by what it adds", () => {
    const items = [
      { kind: "plan", itemKey: "professional", quantity: 1 } as const,
      { kind: "add_on", itemKey: addOnOf("plants"), quantity: 2 } as const,
      { kind: "add_on", itemKey: addOnOf("users"), quantity: 3 } as const,
    ];
    expect(limitOf("plants", { items })).toBe(7);
    expect(limitOf("users", { items })).toBe(28);
    expect(limitOf("work_orders", { items })).toBe(5000);
    expect(limitOf("plants", { items, planKey: "enterprise" })).toBe("unlimited");
    expect(why("plants", { items })).toEqual([
      ["plan", 5],
      ["add_on", 7],
    ]);
  });

  it("are set by overrides, the newest last", () => {
    const overrides = [
      override({ limit: 20, createdAt: new Date("2026-03-02T00:00:00Z") }),
      override({ limit: 10, createdAt: new Date("2026-03-01T00:00:00Z") }),
    ];
    expect(limitOf("plants", { overrides })).toBe(20);
    expect(limitOf("plants", { overrides: [override({ unlimited: true })] })).toBe("unlimited");
    expect(limitOf("plants", { overrides: [override({ limit: 0 })] })).toBe(0);
    expect(limitOf("users", { overrides })).toBe(25);
    expect(why("plants", { overrides })).toEqual([
      ["plan", 5],
      ["override", 10],
      ["override", 20],
    ]);
  });

  it("keep the price of overage, whatever changes the limit", () => {
    const callsOf = (given: Parameters<typeof grants>[0]) => resolve(given).limits.api_calls;
    expect(callsOf({ planKey: "enterprise" })).toEqual({ limit: 100_000, overage: { unitAmount: 50, per: 1_000 } });
    expect(callsOf({ planKey: "enterprise", overrides: [override({ name: "api_calls", limit: 500_000 })] })).toEqual({
      limit: 500_000,
      overage: { unitAmount: 50, per: 1_000 },
    });
    expect(callsOf({ overrides: [override({ name: "api_calls", limit: 10 })] })).toEqual({ limit: 10, overage: null });
  });

  it("are raised by ten for each unit of an add-on that adds ten", () => {
    const addOns = catalog.addOns.map((addOn) => ({ ...addOn, adds: 10 }));
    const items = [{ kind: "add_on", itemKey: "extra_plant", quantity: 2 } as const];
    expect(resolveEntitlements({ ...catalog, addOns }, grants({ items }), now).limits.plants?.limit).toBe(25);
  });

  it("are raised by an add-on before an override sets them", () => {
    const items = [{ kind: "add_on", itemKey: "extra_plant", quantity: 2 } as const];
    expect(limitOf("plants", { items, overrides: [override({ limit: 3 })] })).toBe(3);
    expect(limitOf("plants", { items, overrides: [override({})] })).toBe(7);
  });

  it("are the plan's again from the moment an override expires", () => {
    const expiring = (expiresAt: Date) => limitOf("plants", { overrides: [override({ limit: 20, expiresAt })] });
    expect(expiring(new Date(now.getTime() + 1))).toBe(20);
    expect(expiring(now)).toBe(5);
  });
});

describe("features", () => {
  it("are the plan's, switched on and off by overrides", () => {
    expect(resolve({ planKey: "starter" }).features).not.toContain("sso_saml");
    const granted = [override({ kind: "feature", name: "sso_saml", enabled: true })];
    expect(resolve({ planKey: "starter", overrides: granted }).features).toContain("sso_saml");
    const taken = [override({ kind: "feature", name: "work_orders", enabled: false })];
    expect(resolve({ overrides: taken }).features).not.toContain("work_orders");
  });
});

describe("features switched by several overrides", () => {
  it("are in the order of the catalog", () => {
    const overrides = [
      override({ kind: "feature", name: "sso_saml", enabled: true }),
      override({ kind: "feature", name: "advanced_scheduling", enabled: true }),
      override({ kind: "feature", name: "production_tracking", enabled: false }),
    ];
    expect(resolve({ planKey: "starter", overrides }).features).toEqual([
      "work_orders",
      "inventory",
      "advanced_scheduling",
      "basic_reporting",
      "sso_saml",
      "email_support",
    ]);
  });

  it("go by the newest of two overrides for one feature, whatever their order in storage", () => {
    const on = override({ kind: "feature", name: "sso_saml", enabled: true, createdAt: new Date("2026-03-01") });
    const off = override({ kind: "feature", name: "sso_saml", enabled: false, createdAt: new Date("2026-03-02") });
    for (const overrides of [
      [on, off],
      [off, on],
    ]) {
      expect(resolve({ overrides }).features).not.toContain("sso_saml");
    }
  });
});

describe("the result", () => {
  it("names the plan, the access with its reason and start, and the anchor", () => {
    const { subscription } = grants();
    const failed = { ...subscription, status: "past_due" as const, failedPayments: 3, pastDueSince: later };
    expect(resolveEntitlements(catalog, { ...grants(), subscription: failed }, now)).toMatchObject({
      access: "read_only",
      accessRule: "payments_failed_thrice",
      accessSince: later,
      plan: { key: "professional", name: "Professional" },
      anchorAt: now,
    });
  });

  it("has the version of the stored state and until when it holds", () => {
    const soon = new Date("2026-03-12T00:00:00Z");
    const answer = resolve({ overrides: [override({ limit: 9, expiresAt: soon })] });
    expect(answer).toMatchObject({ version: 7, validUntil: soon, access: "full" });
    expect(resolve({ trialEndsAt: later }).validUntil).toEqual(later);
    expect(resolve({ trialEndsAt: now }).validUntil).toBeNull();
  });

  it("is of the fallback plan after the trial, if there is one", () => {
    const withFree = { ...catalog, trial: { ...catalog.trial, fallback: { plan: "starter" } } };
    const answer = resolveEntitlements(withFree, grants({ trialEndsAt: now }), now);
    expect(answer).toMatchObject({ access: "full", accessRule: "trial_over", plan: { key: "starter" } });
    expect(answer.trace.some(({ source }) => source === "fallback")).toBe(true);
  });
});

describe("the trace", () => {
  const meterSteps = (given: Parameters<typeof grants>[0]) =>
    resolve(given).trace.filter(({ subject }) => subject.key === "plants");

  it("has each step in the order it applied, with its reason and end", () => {
    const items = [
      { kind: "add_on", itemKey: addOnOf("plants"), quantity: 1 } as const,
      { kind: "add_on", itemKey: addOnOf("plants"), quantity: 2 } as const,
    ];
    const { name } = found(catalog.addOns.find(({ key }) => key === addOnOf("plants")));
    const overrides = [override({ limit: 20, expiresAt: later })];
    const subject = { kind: "meter", key: "plants" };
    expect(meterSteps({ items, overrides })).toEqual([
      { subject, source: "plan", value: 5, because: "Professional", until: null },
      { subject, source: "add_on", value: 8, because: `3 × ${name}`, until: null },
      { subject, source: "override", value: 20, because: "agreed", until: later },
    ]);
  });

  it("has a step for every feature and meter in the order of the catalog, and access at the end", () => {
    const overrides = [
      override({ kind: "feature", name: "work_orders", enabled: false }),
      override({ kind: "feature", name: "work_orders", enabled: true }),
    ];
    const { trace, features } = resolve({ overrides });
    expect(trace.map(({ subject }) => `${subject.kind} ${subject.key}`)).toEqual([
      ...catalog.features.flatMap(({ key }) => Array(key === "work_orders" ? 3 : 1).fill(`feature ${key}`)),
      ...catalog.meters.map(({ key }) => `meter ${key}`),
      "access access",
    ]);
    expect(trace.at(-1)).toEqual({
      subject: { kind: "access", key: "access" },
      source: "access",
      value: "full",
      because: "trial",
      until: null,
    });
    expect(features).toEqual(resolve().features);
  });

  it("has no step for what does not apply", () => {
    const items = [
      { kind: "plan", itemKey: addOnOf("plants"), quantity: 4 } as const,
      { kind: "add_on", itemKey: addOnOf("plants"), quantity: 0 } as const,
      { kind: "add_on", itemKey: "no_longer_sold", quantity: 4 } as const,
    ];
    const overrides = [
      override({ limit: 20, expiresAt: now }),
      override({ name: "no_longer_measured", limit: 20 }),
      override({ kind: "feature", name: "work_orders", enabled: null }),
      override({ kind: "feature", name: "no_longer_offered", enabled: true }),
    ];
    expect(resolve({ items, overrides })).toEqual(resolve());
  });

  it("keeps the limit where an override has none, and says so", () => {
    expect(why("plants", { overrides: [override({})] })).toEqual([
      ["plan", 5],
      ["override", 5],
    ]);
  });
});

describe("validUntil", () => {
  const verifying = (verifyBy: Date | null, trialEndsAt: Date) =>
    resolveEntitlements(
      catalog,
      { ...grants(), subscription: { ...grants().subscription, verifyBy, trialEndsAt } },
      now,
    ).validUntil;
  const soon = new Date(now.getTime() + 1);

  it.each([
    ["the end of the trial", null, later, later],
    ["the verification deadline before it", soon, later, soon],
    ["not the deadline after it", later, soon, soon],
    ["not a deadline that has passed", now, later, later],
    ["the deadline alone", soon, now, soon],
    ["never", null, now, null],
  ])("is %s", (_which, verifyBy, trialEndsAt, expected) => {
    expect(verifying(verifyBy, trialEndsAt)).toEqual(expected);
  });

  it.each([
    ["an override's end before the trial's", soon, later, soon],
    ["the trial's end before an override's", later, soon, soon],
    ["an override's end alone", later, now, later],
  ])("is %s", (_which, expiresAt, trialEndsAt, expected) => {
    expect(resolve({ overrides: [override({ expiresAt })], trialEndsAt }).validUntil).toEqual(expected);
  });

  it("is the end of the first override to expire", () => {
    const overrides = [override({ expiresAt: later }), override({ expiresAt: soon }), override({ expiresAt: null })];
    expect(resolve({ overrides, trialEndsAt: now }).validUntil).toEqual(soon);
  });
});

describe("a plan", () => {
  it("that is not in the catalog is an error", () => {
    expect(() => resolve({ planKey: "gone" })).toThrow(
      'An organization is on the plan "gone", which is not in the catalog of unison.',
    );
  });

  it("has its own trace as a plan and as the fallback of the same catalog", () => {
    const withFree = { ...catalog, trial: { ...catalog.trial, fallback: { plan: "starter" } } };
    const sources = (given: Parameters<typeof grants>[0]) => {
      const { trace } = resolveEntitlements(withFree, grants(given), now);
      return [...new Set(trace.map(({ source }) => source))];
    };
    expect(sources({ planKey: "starter" })).toEqual(["plan", "access"]);
    expect(sources({ planKey: "professional", trialEndsAt: now })).toEqual(["fallback", "access"]);
    expect(sources({ planKey: "starter" })).toEqual(["plan", "access"]);
  });

  it("is computed once for all organizations on it", () => {
    expect(resolve().limits).toBe(resolve().limits);
    expect(resolve({ planKey: "starter" }).limits).not.toBe(resolve().limits);
  });
});

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("not in the catalog");
  return value;
}

function addOnOf(meter: string): string {
  const addOn = catalog.addOns.find((candidate) => candidate.meter === meter && candidate.adds === 1);
  if (!addOn) throw new Error(`unison sells no single ${meter}`);
  return addOn.key;
}
