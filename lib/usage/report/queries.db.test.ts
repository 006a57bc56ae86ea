import { beforeEach, describe, expect, it } from "vitest";
import { usageEvents } from "@/db/schema";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { inOrganization, newOrganization } from "@/testing/factories";
import { adjustGauge } from "../gauges/adjust-gauge";
import { trackUsage } from "../track/track-usage";
import { exportEvents } from "./export-events";
import { usageReport, wouldFit } from "./queries";

const start = new Date("2026-03-10T18:00:00Z");
const later = (days: number) => addDays(start, days);

let organization: { id: string };

beforeEach(async () => {
  organization = await newOrganization({ createdAt: start, plan: "starter", trialDays: 300 });
});

const track = (amount: number, now: Date) =>
  inOrganization(organization.id, (ctx) => trackUsage(ctx, { meter: "work_orders", amount }), now);
const report = async (key: string, now: Date) => {
  const { meters } = await inOrganization(organization.id, usageReport, now);
  const meter = meters.find((candidate) => candidate.key === key);
  if (!meter) throw new Error(`no ${key}`);
  return meter;
};

describe("the report of a counter", () => {
  it("has each day of the period and ends at the current usage", async () => {
    await track(10, start);
    await track(5, later(1));
    await track(30, later(3));
    const { curve, used } = await report("work_orders", later(4));
    expect(curve.slice(0, 6)).toEqual([
      { day: "2026-03-10", used: 10 },
      { day: "2026-03-11", used: 15 },
      { day: "2026-03-12", used: 15 },
      { day: "2026-03-13", used: 45 },
      { day: "2026-03-14", used: 45 },
      { day: "2026-03-15", used: null },
    ]);
    expect(curve.at(-1)?.day).toBe("2026-04-10");
    expect(used).toBe(45);
  });

  it("starts at zero with each period, also on a day that belongs to two", async () => {
    await track(10, start);
    await track(7, new Date("2026-04-10T17:59:59.999Z"));
    await track(2, new Date("2026-04-10T18:00:00Z"));
    const { curve, used } = await report("work_orders", new Date("2026-04-10T20:00:00Z"));
    expect(curve[0]).toEqual({ day: "2026-04-10", used: 2 });
    expect(used).toBe(2);
  });

  it("has the thresholds reached and why it is stopped", async () => {
    await track(200, start);
    expect((await report("work_orders", start)).stopped).toEqual({ allowed: true });
    const { reached, stopped } = await report("work_orders", later(7));
    expect(reached.map(({ step }) => step).sort()).toEqual(["critical", "soft", "warning"]);
    expect(stopped).toMatchObject({
      allowed: false,
      refusal: { rule: "grace_over", used: 200, limit: 200, since: later(7).toISOString() },
    });
  });
});

describe("the report of a counter, over time", () => {
  const trackBy = (amount: number, now: Date, properties: Record<string, string>) =>
    inOrganization(organization.id, (ctx) => trackUsage(ctx, { meter: "work_orders", amount, properties }), now);

  it("projects the usage at the end and when it reaches the limit", async () => {
    await track(100, start);
    const { projection } = await report("work_orders", new Date("2026-03-20T18:00:00Z"));
    expect(projection).toEqual({ used: 310, reaches: new Date("2026-03-30T18:00:00Z") });
  });

  it("shows the periods since the organization was created", async () => {
    await track(10, start);
    await track(20, new Date("2026-05-11T00:00:00Z"));
    const { past } = await report("work_orders", new Date("2026-06-11T00:00:00Z"));
    expect(past.map(({ used }) => used)).toEqual([10, 0, 20, 0]);
    expect(past[0]).toMatchObject({ start, end: new Date("2026-04-10T18:00:00Z") });
  });

  it("breaks the period down by a property, including events without it", async () => {
    await trackBy(5, start, { plant: "north", team: "a" });
    await trackBy(7, start, { plant: "south" });
    await track(1, start);
    const { breakdown } = await report("work_orders", later(1));
    expect(breakdown).toEqual({
      dimensions: ["plant", "team"],
      dimension: "plant",
      values: [
        { value: "south", amount: 7 },
        { value: "north", amount: 5 },
        { value: null, amount: 1 },
      ],
      other: 0,
    });
    const { meters } = await inOrganization(organization.id, (ctx) => usageReport(ctx, "team"), later(1));
    expect(meters.find(({ key }) => key === "work_orders")?.breakdown?.values[0]).toEqual({ value: null, amount: 8 });
  });

  it("lists the largest values and the total of the rest", async () => {
    for (let index = 1; index <= 10; index += 1) await trackBy(index, start, { plant: `p${index}` });
    const { breakdown } = await report("work_orders", later(1));
    expect(breakdown?.values.map(({ amount }) => amount)).toEqual([10, 9, 8, 7, 6, 5, 4, 3]);
    expect(breakdown?.other).toBe(3);
  });
});

describe("the events of a period as CSV", () => {
  const exported = async (meter: string, periodStart = start) => {
    const actor = asSystem("seed");
    let text = "";
    for await (const part of exportEvents({ organizationId: organization.id, actor, meter, periodStart })) text += part;
    return text.trimEnd().split("\n");
  };

  it("has a header and a line per event, and none of other organizations", async () => {
    const other = await newOrganization({ createdAt: start, plan: "starter", trialDays: 300 });
    await inOrganization(other.id, (ctx) => trackUsage(ctx, { meter: "work_orders" }), start);
    await track(3, start);
    await track(4, new Date("2026-04-11T00:00:00Z"));
    const [header, ...lines] = await exported("work_orders");
    expect(header).toBe("\uFEFFrecorded_at,occurred_at,meter,amount,idempotency_key,properties");
    expect(lines).toEqual(["2026-03-10T18:00:00.000Z,2026-03-10T18:00:00.000Z,work_orders,3,,"]);
  });

  it("continues after a full page", async () => {
    const rows = Array.from({ length: 5_001 }, (_, index) => ({
      organizationId: organization.id,
      recordedAt: start,
      id: `00000000-0000-7000-8000-${String(index).padStart(12, "0")}`,
      meter: "work_orders",
      amount: 1,
      occurredAt: start,
      periodStart: start,
      source: "test",
    }));
    await inOrganization(organization.id, async ({ tx }) => {
      for (let from = 0; from < rows.length; from += 1_000) {
        await tx.insert(usageEvents).values(rows.slice(from, from + 1_000));
      }
    });
    expect(await exported("work_orders")).toHaveLength(5_002);
  });

  it("contains no formula that a spreadsheet would run", async () => {
    await inOrganization(
      organization.id,
      (ctx) => trackUsage(ctx, { meter: "work_orders", idempotencyKey: "=1+1" }),
      start,
    );
    expect((await exported("work_orders"))[1]).toContain(",'=1+1,");
  });

  it("is for counters only", async () => {
    await expect(exported("plants")).rejects.toMatchObject({ code: "unknown_name" });
  });
});

describe("the report of a gauge", () => {
  it("carries the level over from day to day and into the next period", async () => {
    await inOrganization(organization.id, (ctx) => adjustGauge(ctx, { meter: "users", delta: 2 }), start);
    await inOrganization(organization.id, (ctx) => adjustGauge(ctx, { meter: "users", delta: 1 }), later(2));
    const { curve } = await report("users", later(3));
    expect(curve.slice(0, 5).map(({ used }) => used)).toEqual([2, 2, 3, 3, null]);
    const next = await report("users", new Date("2026-04-12T00:00:00Z"));
    expect(next.curve.slice(0, 4).map(({ used }) => used)).toEqual([3, 3, 3, null]);
  });
});

describe("checking whether more would fit", () => {
  const ask = (meter: string, amount: number) =>
    inOrganization(organization.id, (ctx) => wouldFit(ctx, meter, amount), start);

  it("answers as using it would", async () => {
    await track(215, start);
    expect((await ask("work_orders", 5)).refusedBy).toBeNull();
    expect((await ask("work_orders", 6)).refusedBy).toMatchObject({
      code: "limit_reached",
      details: { used: 215, amount: 6 },
    });
    expect((await ask("plants", 1)).refusedBy).toBeNull();
    expect((await ask("plants", 2)).refusedBy).toMatchObject({ details: { rule: "level_full" } });
    expect((await ask("api_calls", 1)).refusedBy).toMatchObject({ details: { rule: "not_included" } });
    await expect(ask("coffee", 1)).rejects.toMatchObject({ code: "unknown_name" });
  });
});
