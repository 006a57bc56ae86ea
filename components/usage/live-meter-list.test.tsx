import { renderToString } from "react-dom/server";
import { describe, expect, it, vi } from "vitest";
import { QueryProvider } from "@/components/shell/queries/query-provider";
import type { MeterUsage } from "@/lib/usage";
import { describeMeter } from "@/lib/usage/report/shapes";
import { LiveMeterList, withAnswer } from "./live-meter-list";

const workOrders: MeterUsage = {
  key: "work_orders",
  name: "Work orders",
  description: "Work orders created.",
  kind: "counter",
  unit: { one: "work order", other: "work orders" },
  used: 50,
  credited: 0,
  credits: 0,
  limit: 200,
  hardLimit: 220,
  part: 0.25,
  state: "ok",
  overage: null,
  overageUnits: 0,
  period: null,
  resetsAt: new Date("2026-07-01T00:00:00Z"),
  graceStartedAt: null,
  graceEndsAt: null,
};

const usage = {
  meters: [workOrders],
  answer: {
    organization: "o",
    plan: "starter",
    access: "full" as const,
    period: { start: "2026-06-01T00:00:00.000Z", end: "2026-07-01T00:00:00.000Z" },
    meters: [describeMeter(workOrders)],
  },
};

describe("the live meters", () => {
  it("are in the first HTML, from the cache and without a request", () => {
    const fetch = vi.spyOn(globalThis, "fetch");
    const later = { ...usage.answer, meters: [describeMeter({ ...workOrders, used: 51 })] };
    const html = renderToString(
      <QueryProvider>
        <LiveMeterList usage={{ ...usage, answer: later }} />
      </QueryProvider>,
    );
    expect(html).toContain("51 of 200");
    expect(fetch).not.toHaveBeenCalled();
    fetch.mockRestore();
  });
});

const plants: MeterUsage = {
  ...workOrders,
  key: "plants",
  name: "Plants",
  kind: "gauge",
  used: 1,
  limit: "unlimited",
  resetsAt: null,
};

/** What the API answers about `meters`, as it arrives. */
const answerWith = (...meters: MeterUsage[]) => ({
  ...usage.answer,
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
