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
    failedPayments: 0,
    pastDueSince: null,
    endedAt: null,
    anchorAt: now,
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

describe("the result", () => {
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

function addOnOf(meter: string): string {
  const addOn = catalog.addOns.find((candidate) => candidate.meter === meter && candidate.adds === 1);
  if (!addOn) throw new Error(`unison sells no single ${meter}`);
  return addOn.key;
}
