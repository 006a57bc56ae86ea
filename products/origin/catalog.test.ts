import { describe, expect, it } from "vitest";
import { currentPrice, findPlan, priceByLookupKey } from "@/lib/catalog/lookup";
import { catalog as origin } from "./catalog";

const byRank = [...origin.plans].sort((a, b) => a.rank - b.rank);

describe("the Origin catalog", () => {
  it("sells Pro for $49 and Scale for $199, and keeps $29 and $99 for those who bought them", () => {
    const monthly = (key: string) => currentPrice(origin, findPlan(origin, key), "month")?.unitAmount;
    expect(["free", "pro", "scale"].map(monthly)).toEqual([0, 49_00, 199_00]);
    expect(priceByLookupKey(origin, "origin_pro_month_usd_v1")?.price.unitAmount).toBe(29_00);
    expect(priceByLookupKey(origin, "origin_scale_month_usd_v1")?.price.unitAmount).toBe(99_00);
  });

  it("counts runs by calendar month, and falls back to Free after 14 days of Pro", () => {
    expect(origin.usagePeriod).toBe("calendar_month");
    expect(origin.trial).toEqual({ days: 14, defaultPlan: "pro", fallback: { plan: "free" } });
  });

  it("limits runs and models by plan, and sells runs beyond the limit at a cent each on Scale only", () => {
    expect(
      byRank.map(({ key, limits, overage }) => [key, limits.attribution_runs, limits.models, overage.attribution_runs]),
    ).toEqual([
      ["free", 100, 1, undefined],
      ["pro", 5_000, 3, undefined],
      ["scale", 25_000, 10, { unitAmount: 1, per: 1 }],
    ]);
  });

  it("includes every feature of a plan in the next higher one, with more on top, and sells each in some plan", () => {
    for (const [index, plan] of byRank.slice(1).entries()) {
      const below = byRank[index]?.features ?? [];
      expect(plan.features).toEqual(expect.arrayContaining(below));
      expect(plan.features.length).toBeGreaterThan(below.length);
    }
    const sold = new Set(origin.plans.flatMap((plan) => plan.features));
    expect(origin.features.map(({ key }) => key).filter((key) => !sold.has(key))).toEqual([]);
  });

  it("compares its plans in 24 rows, by every meter", () => {
    const rows = origin.copy.matrix.flatMap((group) => group.rows);
    expect(rows).toHaveLength(24);
    expect(rows.flatMap(({ from }) => ("meter" in from ? from.meter : []))).toEqual(
      origin.meters.map(({ key }) => key),
    );
  });
});
