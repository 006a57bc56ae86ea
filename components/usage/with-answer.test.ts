import { describe, expect, it } from "vitest";
import type { MeterUsage } from "@/lib/usage";
import { describeMeter } from "@/lib/usage/report/shapes";
import { withAnswer } from "./with-answer";

const period = { start: new Date("2026-06-01T00:00:00Z"), end: new Date("2026-07-01T00:00:00Z") };
const workOrders: MeterUsage = {
  key: "work_orders",
  name: "Work orders",
  description: "Work orders created.",
  kind: "counter",
  unit: { one: "work order", other: "work orders" },
  used: 50,
  limit: 200,
  hardLimit: 220,
  part: 0.25,
  state: "ok",
  overage: null,
  overageUnits: 0,
  period,
  resetsAt: period.end,
  graceStartedAt: null,
  graceEndsAt: null,
};
const plants: MeterUsage = { ...workOrders, key: "plants", name: "Plants", kind: "gauge", used: 1, limit: "unlimited" };

/** What the API answers about `meters`, as it arrives. */
const answerWith = (...meters: MeterUsage[]) => ({
  organization: "o",
  plan: "starter",
  access: "full" as const,
  period: { start: period.start.toISOString(), end: period.end.toISOString() },
  meters: meters.map(describeMeter),
});

describe("meters with a later answer of the API", () => {
  it("are what the server would render then", () => {
    const later: MeterUsage[] = [
      { ...workOrders, used: 210, part: 1.05, state: "grace", graceEndsAt: new Date("2026-06-20T00:00:00Z") },
      { ...plants, used: 3, part: 0 },
    ];
    expect(withAnswer([workOrders, plants], answerWith(...later))).toEqual(later);
  });

  it("follow a changed limit", () => {
    const raised: MeterUsage = { ...workOrders, limit: 1000, hardLimit: 1100, part: 0.05 };
    expect(withAnswer([workOrders], answerWith(raised))).toEqual([raised]);
  });

  it("stay as they are without one", () => {
    expect(withAnswer([workOrders, plants], answerWith({ ...plants, used: 2 }))).toMatchObject([
      { key: "work_orders", used: 50 },
      { key: "plants", used: 2 },
    ]);
  });
});
