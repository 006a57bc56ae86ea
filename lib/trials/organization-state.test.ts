import { describe, expect, it } from "vitest";
import { organizationState } from "./organization-state";

const started = new Date("2026-03-01T09:00:00Z");
const ends = new Date("2026-03-15T09:00:00Z");
const trial = { planKey: "professional", startedAt: started, endsAt: ends };
const beforePurchase = { status: null, planKey: null, anchorAt: null };

describe("before the first purchase", () => {
  it.each([
    ["at its start", "2026-03-01T09:00:00Z", "trialing"],
    ["in its last millisecond", "2026-03-15T08:59:59.999Z", "trialing"],
    ["in the moment it ends", "2026-03-15T09:00:00Z", "expired"],
    ["long after", "2027-01-01T00:00:00Z", "expired"],
  ])("an organization's state is its trial's: %s", (_when, now, status) => {
    expect(organizationState(beforePurchase, trial, new Date(now))).toEqual({
      status,
      planKey: "professional",
      anchorAt: started,
    });
  });
});

describe("after a purchase", () => {
  const bought = new Date("2026-03-10T17:30:00Z");

  it.each(["active", "past_due", "paused", "canceled"] as const)(
    "an organization's state is its subscription's, whether or not the trial has ended: %s",
    (status) => {
      const subscription = { status, planKey: "starter", anchorAt: bought };
      const expected = { status, planKey: "starter", anchorAt: bought };
      expect(organizationState(subscription, trial, new Date("2026-03-12T00:00:00Z"))).toEqual(expected);
      expect(organizationState(subscription, trial, new Date("2026-04-12T00:00:00Z"))).toEqual(expected);
    },
  );

  it("that isn't paid yet, the plan and the anchor are the trial's", () => {
    const unfinished = { status: "incomplete" as const, planKey: null, anchorAt: null };
    expect(organizationState(unfinished, trial, new Date("2026-03-12T00:00:00Z"))).toEqual({
      status: "incomplete",
      planKey: "professional",
      anchorAt: started,
    });
  });
});
