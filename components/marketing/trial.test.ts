import { describe, expect, it } from "vitest";
import { catalog as unison } from "@/products/unison/catalog";
import { defaultTrialDays, trialLengths, trialsDiffer } from "./trial";

const differing = {
  ...unison,
  plans: unison.plans.map((plan) => (plan.key === "professional" ? { ...plan, trialDays: 30 } : plan)),
};

describe("the trial on the marketing pages", () => {
  it("is one length where all plans share it", () => {
    expect([defaultTrialDays(unison), trialsDiffer(unison), trialLengths(unison)]).toEqual([14, false, "14 days"]);
  });

  it("is shown per plan where they differ", () => {
    expect([defaultTrialDays(differing), trialsDiffer(differing)]).toEqual([30, true]);
    expect(trialLengths(differing)).toBe("14 days (Starter), 30 days (Professional), or 14 days (Enterprise)");
  });
});
