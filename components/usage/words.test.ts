import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MeterUsage } from "@/lib/usage";
import { barState, chartTicks, nextUp, percentUsed, projectedDays, stateBadge, suggestsUpgrade, usedOf } from "./words";

const meter = (given: Partial<MeterUsage> = {}): MeterUsage => ({
  key: "work_orders",
  name: "Work orders",
  description: "Orders made.",
  kind: "counter",
  unit: { one: "work order", other: "work orders" },
  used: 0,
  credited: 0,
  credits: 0,
  limit: 200,
  hardLimit: 220,
  part: 0,
  state: "ok",
  overage: null,
  overageUnits: 0,
  period: null,
  resetsAt: new Date("2026-12-05T00:00:00Z"),
  graceStartedAt: null,
  graceEndsAt: null,
  ...given,
});

const gauge = (given: Partial<MeterUsage> = {}) =>
  meter({ kind: "gauge", unit: { one: "plant", other: "plants" }, limit: 1, hardLimit: 1, resetsAt: null, ...given });

describe("the texts about a meter", () => {
  it.each([
    ["ok", undefined, "Resets Dec 5, 2026 UTC."],
    ["warning", "Near limit", "Resets Dec 5, 2026 UTC."],
    ["critical", "Near limit", "Resets Dec 5, 2026 UTC."],
    ["stopped", "Stopped", "No more until it resets or you upgrade. Resets Dec 5, 2026 UTC."],
    ["overage", "Overage", "Resets Dec 5, 2026 UTC."],
    ["not_included", "Not in your plan", "Included in a higher plan."],
  ] as const)("in the state %s", (state, label, next) => {
    expect(stateBadge(meter({ state }))?.label).toBe(label);
    expect(nextUp(meter({ state }))).toBe(next);
  });

  it("give the end of the grace period and the hard limit", () => {
    const graceEndsAt = new Date("2026-11-28T09:00:00Z");
    expect(nextUp(meter({ state: "grace", graceEndsAt }))).toBe(
      "You can use up to 220 work orders until Nov 28, 2026 UTC. Resets Dec 5, 2026 UTC.",
    );
  });

  it("distinguish a gauge at its limit from one above it", () => {
    const full = gauge({ used: 1, state: "stopped" });
    const over = gauge({ used: 3, state: "stopped" });
    expect([stateBadge(full)?.label, barState(full)]).toEqual(["At limit", "warning"]);
    expect([stateBadge(over)?.label, barState(over)]).toEqual(["Over limit", "stopped"]);
  });

  it("suggest an upgrade from the warning threshold of a counter on, and never for a gauge", () => {
    const suggesting = (["ok", "warning", "critical", "grace", "stopped", "overage", "not_included"] as const).filter(
      (state) => suggestsUpgrade(meter({ state })),
    );
    expect(suggesting).toEqual(["warning", "critical", "grace", "stopped"]);
    expect(suggestsUpgrade(gauge({ state: "stopped" }))).toBe(false);
  });

  it("never show 100% before the limit is reached", () => {
    expect([0.799, 0.8, 0.29, 0.9999, 1, 1.1].map(percentUsed)).toEqual(["79%", "80%", "29%", "99%", "100%", "110%"]);
  });

  it("use the singular for one", () => {
    expect(usedOf(gauge({ used: 1 }))).toBe("1 of 1 plant");
    expect(usedOf(meter({ used: 1200, limit: 5000 }))).toBe("1,200 of 5,000 work orders");
    expect(usedOf(meter({ used: 3, limit: "unlimited" }))).toBe("3 work orders, unlimited");
  });
});

describe("a chart's scale", () => {
  it.each([
    [200, 220, 0, [0, 100, 200, 300]],
    [1, 1, 0, [0, 1, 2]],
    [5000, 5500, 30, [0, 2000, 4000, 6000]],
    [null, null, 0, [0, 1, 2]],
  ])("for a limit of %o, a hard limit of %o and %i used", (limit, hard, used, ticks) => {
    expect(chartTicks([{ day: "2026-01-01", used }], limit, hard)).toEqual(ticks);
  });

  it("always covers the curve and the limit, with few whole marks", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.option(fc.integer({ min: 1, max: 10_000_000 })), (used, limit) => {
        const ticks = chartTicks([{ day: "2026-01-01", used }], limit, limit);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(used, limit ?? 0));
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });
});

it("the days to come go on at the pace of the projection", () => {
  const curve = [5, 10, null, null].map((used, index) => ({ day: `2026-01-0${index + 1}`, used }));
  expect(projectedDays(curve, 20)).toEqual([null, null, 15, 20]);
  expect(projectedDays(curve, null)).toEqual([null, null, null, null]);
});
