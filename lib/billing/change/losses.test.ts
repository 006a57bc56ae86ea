import { describe, expect, it } from "vitest";
import type { Entitlements } from "@/lib/entitlements";
import { catalog as unison } from "@/products/unison/catalog";
import { lossesOf } from "./losses";

const entitlements = (features: string[], plants: number | "unlimited"): Entitlements => ({
  access: "full",
  accessRule: "paid",
  accessSince: null,
  plan: { key: "professional", name: "Professional" },
  features,
  limits: { plants: { limit: plants, overage: null }, work_orders: { limit: 1, overage: null } },
  trace: [],
  currency: null,
  anchorAt: new Date("2026-11-01T00:00:00Z"),
  version: 1,
  validUntil: null,
});
const before = entitlements(["work_orders", "multi_plant"], 5);

describe("what a change takes away", () => {
  it("are the features that the new plan lacks", () => {
    const after = entitlements(["work_orders", "advanced_scheduling"], 5);
    const { features } = lossesOf(unison, { before, after }, []);
    expect(features).toEqual([{ key: "multi_plant", name: "Multi-plant" }]);
  });

  it("are all levels above a limit that the new plan doesn't have", () => {
    const after = entitlements(["work_orders", "multi_plant"], 5);
    const { levels } = lossesOf(unison, { before, after }, [
      { meter: "plants", level: 5 },
      { meter: "users", level: 2 },
    ]);
    expect(levels).toEqual([{ meter: "users", name: "Users", used: 2, limit: 0, over: 2 }]);
  });

  it("is nothing for a gauge that isn't used", () => {
    const after = entitlements(["work_orders", "multi_plant"], 0);
    expect(lossesOf(unison, { before, after }, []).levels).toEqual([]);
  });

  it.each<[string, number, number | "unlimited", { used: number; limit: number; over: number }[]]>([
    ["above the limit", 3, 1, [{ used: 3, limit: 1, over: 2 }]],
    ["at the limit", 1, 1, []],
    ["without a limit", 3, "unlimited", []],
  ])("is room for a gauge %s", (_what, level, limit, expected) => {
    const after = entitlements(["work_orders", "multi_plant"], limit);
    const { levels } = lossesOf(unison, { before, after }, [{ meter: "plants", level }]);
    expect(levels).toEqual(expected.map((each) => ({ meter: "plants", name: "Plants", ...each })));
  });

  it("is never a counter's usage, which resets with the period", () => {
    const { levels } = lossesOf(unison, { before, after: before }, [{ meter: "work_orders", level: 500 }]);
    expect(levels).toEqual([]);
  });
});
