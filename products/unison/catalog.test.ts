import { describe, expect, it } from "vitest";
import { currentPrice, findPlan, trialDays } from "@/lib/catalog/lookup";
import { catalog as unison } from "./catalog";

const months: [plan: string, month: number, year: number][] = [
  ["starter", 49_00, 529_20],
  ["professional", 199_00, 2_149_20],
  ["enterprise", 999_00, 10_789_20],
];

describe("the Unison catalog", () => {
  it.each(months)("sells %s for %d a month and %d a year", (key, month, year) => {
    const plan = findPlan(unison, key);
    expect(currentPrice(unison, plan, "month")?.unitAmount).toBe(month);
    expect(currentPrice(unison, plan, "year")?.unitAmount).toBe(year);
  });

  it("includes every feature of a plan in the next higher one, with more on top", () => {
    const plans = [...unison.plans].sort((a, b) => a.rank - b.rank);
    plans.slice(1).forEach((plan, index) => {
      const below = plans[index];
      expect(plan.features).toEqual(expect.arrayContaining(below?.features ?? []));
      expect(plan.features.length).toBeGreaterThan(below?.features.length ?? 0);
    });
  });

  it("sells every feature in some plan", () => {
    const sold = new Set(unison.plans.flatMap((plan) => plan.features));
    expect(unison.features.map((feature) => feature.key).filter((key) => !sold.has(key))).toEqual([]);
  });

  it("compares its plans in 24 rows", () => {
    expect(unison.copy.matrix.flatMap((group) => group.rows)).toHaveLength(24);
  });

  it("compares its plans by every meter", () => {
    const sources = unison.copy.matrix.flatMap(({ rows }) => rows.map(({ from }) => from));
    const compared = sources.flatMap((from) => ("meter" in from ? from.meter : []));
    expect(compared).toEqual(unison.meters.map(({ key }) => key));
  });

  it("says how long the trial of each plan is where it explains the trial", () => {
    const answers = unison.copy.faqs.filter(({ question }) => question.includes("trial")).map(({ answer }) => answer);
    expect(answers).toHaveLength(1);
    for (const plan of unison.plans) expect(answers[0]).toContain(`${trialDays(unison, plan)} days`);
  });

  it("charges API overage per thousand calls, on the plan with API access", () => {
    expect(unison.plans.map((plan) => [plan.key, plan.limits.api_calls, plan.overage.api_calls])).toEqual([
      ["starter", 0, undefined],
      ["professional", 0, undefined],
      ["enterprise", 100_000, { unitAmount: 50, per: 1_000 }],
    ]);
  });
});
