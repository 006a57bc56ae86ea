import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ThresholdShares } from "@/lib/catalog";
import { day } from "@/lib/durations";
import {
  counterState,
  decideCounter,
  decideGauge,
  gaugeState,
  gaugeThresholds,
  graceEnd,
  reachedThresholds,
  thresholdsOf,
} from "./thresholds";

const shares: ThresholdShares = { warning: 0.8, critical: 0.9, soft: 1, hard: 1.1, graceDays: 7 };
const now = new Date("2026-03-10T12:00:00Z");
const ago = (ms: number) => new Date(now.getTime() - ms);
const thousand = thresholdsOf(shares, 1000);

describe("the thresholds", () => {
  it.each([
    [1000, 800, 900, 1000, 1100],
    [200, 160, 180, 200, 220],
    [100, 80, 90, 100, 110],
    [3, 3, 3, 3, 3],
    [1, 1, 1, 1, 1],
    [9, 8, 9, 9, 9],
    [10, 8, 9, 10, 11],
    [7, 6, 7, 7, 7],
    [4_503_599_627_370_000, 3_602_879_701_896_000, 4_053_239_664_633_000, 4_503_599_627_370_000, 4_953_959_590_107_000],
  ])("of %i are %i, %i, %i and %i, in whole units", (limit, call, email, soft, hard) => {
    expect(thresholdsOf(shares, limit)).toMatchObject({
      warningAt: call,
      criticalAt: email,
      softLimit: soft,
      hardLimit: hard,
    });
  });

  it("are rounded up, and the hard limit down, to whole units", () => {
    const uneven = { warning: 0.55, critical: 0.75, soft: 0.95, hard: 1.05, graceDays: 2 };
    expect(thresholdsOf(uneven, 10)).toEqual({
      limit: 10,
      warningAt: 6,
      criticalAt: 8,
      softLimit: 10,
      hardLimit: 10,
      graceMs: 2 * day,
    });
  });

  it("have no hard limit where overage is sold", () => {
    expect(thresholdsOf(shares, 1000, true)).toEqual({ ...thousand, hardLimit: null });
  });

  it.each([
    [799, []],
    [800, ["warning"]],
    [899, ["warning"]],
    [900, ["warning", "critical"]],
    [999, ["warning", "critical"]],
    [1000, ["warning", "critical", "soft"]],
    [1099, ["warning", "critical", "soft"]],
    [1100, ["warning", "critical", "soft", "hard"]],
  ])("reached at %i of 1,000: %j", (used, reached) => {
    expect(reachedThresholds(thousand, used)).toEqual(reached);
  });

  it("of a gauge are its limit alone", () => {
    const none = { warningAt: null, criticalAt: null, softLimit: null, graceMs: 0 };
    expect(gaugeThresholds(5)).toEqual({ ...none, limit: 5, hardLimit: 5 });
    expect(gaugeThresholds("unlimited")).toEqual({ ...none, limit: null, hardLimit: null });
  });

  it("of an unlimited meter are never reached", () => {
    const unlimited = thresholdsOf(shares, "unlimited");
    expect(unlimited).toEqual({
      limit: null,
      warningAt: null,
      criticalAt: null,
      softLimit: null,
      hardLimit: null,
      graceMs: 604_800_000,
    });
    expect(reachedThresholds(unlimited, Number.MAX_SAFE_INTEGER)).toEqual([]);
  });
});

describe("the state of a counter with a limit of 1,000", () => {
  it.each([
    [0, null, "ok"],
    [799, null, "ok"],
    [800, null, "warning"],
    [899, null, "warning"],
    [900, null, "critical"],
    [999, null, "critical"],
    [1000, ago(0), "grace"],
    [1000, ago(7 * day - 1), "grace"],
    [1000, ago(7 * day), "stopped"],
    [1099, ago(day), "grace"],
    [1100, ago(day), "stopped"],
    [1000, null, "grace"],
  ] as const)("%i used, grace since %o: %s", (used, graceStartedAt, state) => {
    expect(counterState(thousand, { used, graceStartedAt }, now)).toBe(state);
  });

  it("is never stopped where overage is sold", () => {
    const sold = thresholdsOf(shares, 1000, true);
    expect(counterState(sold, { used: 999, graceStartedAt: null }, now)).toBe("critical");
    expect(counterState(sold, { used: 50_000, graceStartedAt: ago(30 * day) }, now)).toBe("overage");
  });

  it("is overage from the first unit where nothing is included and overage is sold", () => {
    const sold = thresholdsOf(shares, 0, true);
    expect(counterState(sold, { used: 0, graceStartedAt: null }, now)).toBe("overage");
    expect(decideCounter(sold, { used: 0, graceStartedAt: null }, 1, now)).toMatchObject({ allowed: true, used: 1 });
  });

  it("is ok without limits, whatever is used", () => {
    const unlimited = thresholdsOf(shares, "unlimited");
    const count = { used: 1e12, graceStartedAt: ago(30 * day) };
    expect(counterState(unlimited, count, now)).toBe("ok");
    expect(decideCounter(unlimited, count, 1, now)).toEqual({
      allowed: true,
      used: 1e12 + 1,
      graceStartedAt: null,
      reached: [],
    });
  });

  it("is not included without a limit", () => {
    expect(counterState(thresholdsOf(shares, 0), { used: 0, graceStartedAt: null }, now)).toBe("not_included");
  });
});

describe("whether more is allowed", () => {
  it.each([
    ["below the limit", 0, null, 1, true],
    ["up to the limit", 0, null, 1000, true],
    ["from 79.9%", 799, null, 1, true],
    ["in the grace period", 1000, ago(day), 1, true],
    ["in the grace period, up to 110%", 1099, ago(day), 1, true],
    ["over several thresholds at once, up to 110%", 0, null, 1100, true],
    ["in the last moment of the grace period", 1000, ago(7 * day - 1), 1, true],
  ] as const)("%s: yes", (_when, used, graceStartedAt, amount, allowed) => {
    expect(decideCounter(thousand, { used, graceStartedAt }, amount, now).allowed).toBe(allowed);
  });

  it.each([
    ["above 110%", 1100, ago(day), 1, "hard_limit"],
    ["above 110% in one step", 0, null, 1101, "hard_limit"],
    ["above 110% from 109.9%", 1099, ago(day), 2, "hard_limit"],
    ["when the grace period ends", 1000, ago(7 * day), 1, "grace_over"],
    ["after the grace period, above 100%", 1050, ago(8 * day), 1, "grace_over"],
    ["far above a limit that was lowered", 5000, null, 1, "hard_limit"],
  ] as const)("%s: no, because of %5$s", (_when, used, graceStartedAt, amount, rule) => {
    expect(decideCounter(thousand, { used, graceStartedAt }, amount, now)).toMatchObject({ allowed: false, rule });
  });

  it("not included: no", () => {
    const none = { used: 0, graceStartedAt: null };
    expect(decideCounter(thresholdsOf(shares, 0), none, 1, now)).toMatchObject({
      allowed: false,
      rule: "not_included",
    });
  });

  it("says since when the grace period has been over, and nothing else with a date", () => {
    const over = decideCounter(thousand, { used: 1000, graceStartedAt: ago(8 * day) }, 1, now);
    expect(over).toEqual({ allowed: false, rule: "grace_over", since: ago(day) });
    const hard = decideCounter(thousand, { used: 1000, graceStartedAt: ago(8 * day) }, 101, now);
    expect(hard).toEqual({ allowed: false, rule: "hard_limit", since: null });
    const none = decideCounter(thresholdsOf(shares, 0), { used: 5, graceStartedAt: ago(8 * day) }, 1, now);
    expect(none).toEqual({ allowed: false, rule: "not_included", since: null });
    expect(graceEnd(thousand, null)).toBeNull();
  });

  it("starts the grace period at the limit, once", () => {
    const reached = decideCounter(thousand, { used: 999, graceStartedAt: null }, 1, now);
    expect(reached).toMatchObject({ allowed: true, graceStartedAt: now, reached: ["warning", "critical", "soft"] });
    const later = decideCounter(thousand, { used: 1000, graceStartedAt: ago(day) }, 1, now);
    expect(later).toMatchObject({ allowed: true, graceStartedAt: ago(day) });
  });

  it("forgets a grace period that began under a lower limit", () => {
    const raised = thresholdsOf(shares, 5000);
    const after = decideCounter(raised, { used: 1100, graceStartedAt: ago(20 * day) }, 1, now);
    expect(after).toMatchObject({ allowed: true, graceStartedAt: null });
    const again = decideCounter(raised, { used: 4999, graceStartedAt: ago(20 * day) }, 1, now);
    expect(again).toMatchObject({ allowed: true, graceStartedAt: now });
  });
});

describe("for any limit", () => {
  const limits = fc.integer({ min: 1, max: 10_000 });
  const amounts = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 60 });

  it("usage never exceeds 110%, whatever is reported in whatever order", () => {
    fc.assert(
      fc.property(limits, amounts, (limit, events) => {
        const thresholds = thresholdsOf(shares, limit);
        let count = { used: 0, graceStartedAt: null as Date | null };
        for (const [index, amount] of events.entries()) {
          const decision = decideCounter(thresholds, count, amount, new Date(now.getTime() + index * day));
          if (decision.allowed) count = decision;
          expect(count.used * 10).toBeLessThanOrEqual(limit * 11);
        }
      }),
    );
  });

  it("a smaller amount is allowed whenever a larger one is", () => {
    fc.assert(
      fc.property(
        limits,
        fc.nat(12_000),
        fc.integer({ min: 1, max: 500 }),
        fc.nat(9 * day),
        (limit, used, amount, age) => {
          const thresholds = thresholdsOf(shares, limit);
          const count = { used, graceStartedAt: used >= limit ? ago(age) : null };
          const larger = decideCounter(thresholds, count, amount + 1, now).allowed;
          return !larger || decideCounter(thresholds, count, amount, now).allowed;
        },
      ),
    );
  });

  it("one more is refused exactly when the state is stopped", () => {
    fc.assert(
      fc.property(limits, fc.nat(12_000), fc.nat(9 * day), (limit, used, age) => {
        const thresholds = thresholdsOf(shares, limit);
        const count = { used, graceStartedAt: used >= limit ? ago(age) : null };
        const stopped = counterState(thresholds, count, now) === "stopped";
        return decideCounter(thresholds, count, 1, now).allowed === !stopped;
      }),
    );
  });

  it("thresholds are reached in order", () => {
    fc.assert(
      fc.property(limits, fc.nat(12_000), (limit, used) => {
        const order = ["warning", "critical", "soft", "hard"];
        const steps = reachedThresholds(thresholdsOf(shares, limit), used);
        expect(steps).toEqual(order.slice(0, steps.length));
      }),
    );
  });
});

describe("a gauge", () => {
  it.each([
    [5, 4, 1, true],
    [5, 5, 1, false],
    [5, 4, 2, false],
    [5, 9, 1, false],
    [5, 9, -1, true],
    [5, 5, 0, true],
    ["unlimited", 1_000_000, 1, true],
    [0, 0, 1, false],
  ] as const)("with the limit %s at %i, by %i: %s", (limit, level, delta, allowed) => {
    expect(decideGauge(limit, level, delta).allowed).toBe(allowed);
  });

  it("says whether it is full or not included at all", () => {
    expect(decideGauge(5, 5, 1)).toEqual({ allowed: false, rule: "level_full" });
    expect(decideGauge(0, 0, 1)).toEqual({ allowed: false, rule: "not_included" });
    expect(decideGauge(0, 3, -1)).toEqual({ allowed: true });
    expect(decideGauge(0, 3, 0)).toEqual({ allowed: true });
  });

  it.each([
    [5, 3, "ok"],
    [5, 4, "warning"],
    [5, 5, "stopped"],
    [5, 8, "stopped"],
    [1, 0, "ok"],
    [1, 1, "stopped"],
    [0, 0, "not_included"],
    ["unlimited", 99, "ok"],
  ] as const)("with the limit %s at %i is %s", (limit, level, state) => {
    expect(gaugeState(shares, limit, level)).toBe(state);
  });
});
