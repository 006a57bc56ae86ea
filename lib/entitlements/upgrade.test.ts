import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { liftsOf, plansWith } from "./upgrade";

const names = (plan: string, meter: string, limit: number | "unlimited", needed: number) =>
  liftsOf(catalog, plan, meter, limit, needed).map(({ kind, key, limit: upTo }) => [kind, key, upTo]);

describe("what would raise a limit", () => {
  it("is the lowest higher plan that is large enough", () => {
    expect(names("starter", "work_orders", 200, 201)).toEqual([["plan", "professional", 5000]]);
    expect(names("starter", "work_orders", 200, 5001)).toEqual([["plan", "enterprise", "unlimited"]]);
    expect(names("starter", "api_calls", 0, 1)).toEqual([["plan", "enterprise", 100_000]]);
  });

  it("is also an add-on that raises the meter", () => {
    expect(names("professional", "plants", 5, 6)).toEqual([
      ["plan", "enterprise", "unlimited"],
      ["add_on", "extra_plant", 6],
    ]);
  });

  it("is nothing on the highest plan", () => {
    expect(names("enterprise", "api_calls", 100_000, 100_001)).toEqual([]);
  });
});

it("plansWith lists the plans with a feature, lowest first", () => {
  expect(plansWith(catalog, "quality_management").map(({ key }) => key)).toEqual(["professional", "enterprise"]);
});
