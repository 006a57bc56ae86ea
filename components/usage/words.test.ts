import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MeterUsage } from "@/lib/usage";
import { barState, callsForUpgrade, chartTicks, nextUp, percentUsed, stateBadge, usedOf } from "./words";

const meter = (given: Partial<MeterUsage> = {}): MeterUsage => ({
  key: "work_orders",
  name: "Work orders",
  description: "Orders made.",
  kind: "counter",
  unit: { one: "work order", other: "work orders" },
  used: 0,
  limit: 200,
  hardLimit: 220,
  part: 0,
  state: "ok",
  overage: null,
  period: null,
  resetsAt: new Date("2026-12-05T00:00:00Z"),
  graceStartedAt: null,
  graceEndsAt: null,
  ...given,
});

const gauge = (given: Partial<MeterUsage> = {}) =>
  meter({ kind: "gauge", unit: { one: "plant", other: "plants" }, limit: 1, hardLimit: 1, resetsAt: null, ...given });

describe("what is said of a meter", () => {
  it.each([
    ["ok", undefined, "Starts again at zero on Dec 5."],
    ["call", "Close to the limit", "Starts again at zero on Dec 5."],
    ["email", "Close to the limit", "Starts again at zero on Dec 5."],
    ["stopped", "Stopped", "Nothing more is accepted. Starts again at zero on Dec 5."],
    ["overage", "Beyond what is included", "Starts again at zero on Dec 5."],
    ["not_included", "Not in your plan", "A larger plan includes it."],
  ] as const)("in the state %s", (state, label, next) => {
    expect(stateBadge(meter({ state }))?.label).toBe(label);
    expect(nextUp(meter({ state }))).toBe(next);
  });

  it("in the grace tells until when, and until how much", () => {
    const graceEndsAt = new Date("2026-11-28T09:00:00Z");
    expect(nextUp(meter({ state: "grace", graceEndsAt }))).toBe(
      "Goes on until Nov 28 or 220 work orders, then stops. Starts again at zero on Dec 5.",
    );
  });

  it("tells a gauge that is full from one that is over its limit", () => {
    const full = gauge({ used: 1, state: "stopped" });
    const over = gauge({ used: 3, state: "stopped" });
    expect([stateBadge(full)?.label, barState(full)]).toEqual(["Full", "call"]);
    expect([stateBadge(over)?.label, barState(over)]).toEqual(["Over the limit", "stopped"]);
  });

  it("calls for an upgrade from 80 % of a counter on, and never for a gauge", () => {
    const calling = (["ok", "call", "email", "grace", "stopped", "overage", "not_included"] as const).filter((state) =>
      callsForUpgrade(meter({ state })),
    );
    expect(calling).toEqual(["call", "email", "grace", "stopped"]);
    expect(callsForUpgrade(gauge({ state: "stopped" }))).toBe(false);
  });

  it("never reads as the limit before it is reached", () => {
    expect([0.799, 0.8, 0.29, 0.9999, 1, 1.1].map(percentUsed)).toEqual([
      "79 %",
      "80 %",
      "29 %",
      "99 %",
      "100 %",
      "110 %",
    ]);
  });

  it("counts one as one", () => {
    expect(usedOf(gauge({ used: 1 }))).toBe("1 of 1 plant");
    expect(usedOf(meter({ used: 1200, limit: 5000 }))).toBe("1,200 of 5,000 work orders");
    expect(usedOf(meter({ used: 3, limit: "unlimited" }))).toBe("3 work orders, no limit");
  });
});

describe("a chart's scale", () => {
  it.each([
    [200, 220, 0, [0, 100, 200, 300]],
    [1, 1, 0, [0, 1, 2]],
    [5000, 5500, 30, [0, 2000, 4000, 6000]],
    [null, null, 0, [0, 1, 2]],
  ])("to the limit %o, the stop %o and %i used", (limit, hard, used, ticks) => {
    expect(chartTicks([{ day: "2026-01-01", used }], limit, hard)).toEqual(ticks);
  });

  it("always holds all of the curve and the limit, in few whole marks", () => {
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
