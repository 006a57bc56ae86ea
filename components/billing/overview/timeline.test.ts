import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import { timelineOf } from "./timeline";

const start = new Date("2026-11-30T10:00:00Z");
const end = new Date("2026-12-30T10:00:00Z");
const plan = { key: "starter", name: "Starter" };
const facts = {
  status: "active",
  trialStartedAt: addDays(start, -3),
  trialEndsAt: start,
  freeUntil: null,
  currentPeriodStart: start,
  currentPeriodEnd: end,
  cancelAt: null,
  scheduled: null,
  nextCharge: null,
} as const satisfies Parameters<typeof timelineOf>[0];

const labels = (given: Partial<Parameters<typeof timelineOf>[0]>, now = addDays(start, 15)) =>
  timelineOf({ ...facts, ...given }, now)?.marks.map(({ label, position }) => [label, Math.round(position)]);

describe("the period on the billing page", () => {
  it("shows how much has passed and how many days are left", () => {
    expect(timelineOf(facts, addDays(start, 15))).toMatchObject({ passed: 50, daysLeft: 15 });
    expect(labels({})).toEqual([
      ["Period started", 0],
      ["Today", 50],
      ["Period ends", 100],
    ]);
  });

  it("is the trial before a purchase", () => {
    const onTrial = { status: "trialing", trialEndsAt: addDays(start, 11), currentPeriodStart: null } as const;
    expect(labels(onTrial, addDays(start, 4))).toEqual([
      ["Trial started", 0],
      ["Today", 50],
      ["Trial ends", 100],
    ]);
  });

  it("names what happens at its end", () => {
    expect(labels({ cancelAt: end })?.at(-1)).toEqual(["Plan ends", 100]);
    const scheduled = {
      at: end,
      plan,
      interval: "month",
      addOns: [],
      managed: true,
      items: [],
      discounts: [],
      endsAt: null,
      renewsAt: null,
    } as const;
    expect(labels({ scheduled: { ...scheduled, addOns: [], items: [], discounts: [] } })?.at(-1)).toEqual([
      "Changes to Starter",
      100,
    ]);
    expect(labels({ freeUntil: end })?.at(-1)).toEqual(["Free until", 100]);
  });

  it("marks what happens before its end", () => {
    expect(labels({ freeUntil: addDays(start, 3), cancelAt: addDays(start, 24) })).toEqual([
      ["Period started", 0],
      ["Free until", 10],
      ["Today", 50],
      ["Plan ends", 80],
      ["Period ends", 100],
    ]);
  });

  it("is absent where the mirror has no period that is now", () => {
    expect(timelineOf(facts, end)).toBeNull();
    expect(timelineOf({ ...facts, currentPeriodEnd: null }, start)).toBeNull();
    expect(timelineOf({ ...facts, status: "expired", currentPeriodStart: null }, start)).toBeNull();
  });
});
