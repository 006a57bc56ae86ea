import { describe, expect, it } from "vitest";
import { catalog as unison } from "@/products/unison/catalog";
import { planBase } from "./plan-base";

/** Computed for each test: a plan's base is kept per catalog. */
const baseOf = (key: string, source: "plan" | "fallback" = "plan") => planBase({ ...unison }, key, source);

describe("the entitlements of a plan alone", () => {
  it("are its features, in the order of the catalog", () => {
    expect(baseOf("starter").features).toEqual([
      "production_tracking",
      "work_orders",
      "inventory",
      "basic_reporting",
      "email_support",
    ]);
  });

  it("are its limits, with the price of overage where it is sold", () => {
    expect(baseOf("enterprise").limits).toEqual({
      users: { limit: "unlimited", overage: null },
      plants: { limit: "unlimited", overage: null },
      storage_gb: { limit: "unlimited", overage: null },
      work_orders: { limit: "unlimited", overage: null },
      api_calls: { limit: 100_000, overage: { unitAmount: 50, per: 1_000 } },
    });
  });

  it.each(["plan", "fallback"] as const)("have a step for each feature and then each meter, from the %s", (source) => {
    const { trace } = baseOf("starter", source);
    const fromPlan = { source, because: "Starter", until: null };
    expect(trace).toHaveLength(24);
    expect(trace[0]).toEqual({ subject: { kind: "feature", key: "production_tracking" }, value: true, ...fromPlan });
    expect(trace[3]).toEqual({ subject: { kind: "feature", key: "advanced_scheduling" }, value: false, ...fromPlan });
    expect(trace[19]).toEqual({ subject: { kind: "meter", key: "users" }, value: 3, ...fromPlan });
    expect(trace[23]).toEqual({ subject: { kind: "meter", key: "api_calls" }, value: 0, ...fromPlan });
  });

  it("know the place of each step", () => {
    const { featureSteps, meterSteps } = baseOf("professional");
    expect(featureSteps.get("production_tracking")).toBe(0);
    expect(featureSteps.get("custom_development")).toBe(18);
    expect(featureSteps.has("users")).toBe(false);
    expect([...meterSteps]).toEqual([
      ["users", 19],
      ["plants", 20],
      ["storage_gb", 21],
      ["work_orders", 22],
      ["api_calls", 23],
    ]);
  });

  it("are zero for a meter that the plan doesn't name", () => {
    const plans = unison.plans.map((plan) => ({ ...plan, limits: { users: 3 }, overage: {} }));
    const { limits, trace } = planBase({ ...unison, plans }, "starter", "plan");
    expect(limits.plants).toEqual({ limit: 0, overage: null });
    expect(trace[20]).toMatchObject({ subject: { kind: "meter", key: "plants" }, value: 0 });
  });

  it("are computed once per catalog, plan and source", () => {
    const catalog = { ...unison };
    const base = planBase(catalog, "starter", "plan");
    expect(planBase(catalog, "starter", "plan")).toBe(base);
    expect(planBase(catalog, "starter", "fallback")).not.toBe(base);
    expect(planBase(catalog, "professional", "plan")).not.toBe(base);
    expect(planBase({ ...unison }, "starter", "plan")).not.toBe(base);
  });

  it("can't be computed for a plan that has left the catalog", () => {
    expect(() => baseOf("gold")).toThrow(
      'An organization is on the plan "gold", which is not in the catalog of unison.',
    );
  });
});
