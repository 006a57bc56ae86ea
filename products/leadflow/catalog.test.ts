import { describe, expect, it } from "vitest";
import { currentPrice, findPlan } from "@/lib/catalog/lookup";
import { rateOverage } from "@/lib/usage/overage/overage";
import { catalog } from "./catalog";

describe("the Leadflow catalog", () => {
  it.each([
    ["solo", 19_00, [1_000, 200, 50]],
    ["team", 79_00, [10_000, 3_000, 1_000]],
    ["business", 249_00, [100_000, 40_000, 20_000]],
  ] as const)("sells %s for %d cents a month, with its limits", (key, month, limits) => {
    const plan = findPlan(catalog, key);
    expect(currentPrice(catalog, plan, "month")?.unitAmount).toBe(month);
    expect([plan.limits.emails_processed, plan.limits.ai_responses, plan.limits.leads_created]).toEqual(limits);
  });

  it("sells more on Business only, and the questions and answers state the prices", () => {
    expect(catalog.plans.map(({ key, overage }) => [key, Object.keys(overage).length])).toEqual([
      ["solo", 0],
      ["team", 0],
      ["business", 3],
    ]);
    const { overage } = findPlan(catalog, "business");
    const cents = (meter: string, units: number) => (overage[meter] ? rateOverage(overage[meter], units) : null);
    expect([cents("emails_processed", 1_000), cents("ai_responses", 100), cents("leads_created", 10)]).toEqual([
      200, 100, 50,
    ]);
    const answers = catalog.copy.faqs.map(({ answer }) => answer).join("\n");
    expect(answers).toContain("$0.02 per 10 emails, $0.01 per reply draft and $0.05 per lead");
  });
});
