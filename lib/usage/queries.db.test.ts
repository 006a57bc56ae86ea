import { beforeEach, describe, expect, it } from "vitest";
import { inOrganization, newOrganization } from "@/db/testing/factories";
import { adjustGauge } from "./adjust-gauge";
import { usageReport, wouldFit } from "./queries";
import { trackUsage } from "./track-usage";

const start = new Date("2026-03-10T18:00:00Z");
const later = (days: number) => new Date(start.getTime() + days * 24 * 60 * 60 * 1000);

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
  it("draws each day of the period and ends at what is used", async () => {
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

  it("begins anew with the period, also within a day that belongs to two", async () => {
    await track(10, start);
    await track(7, new Date("2026-04-10T17:59:59.999Z"));
    await track(2, new Date("2026-04-10T18:00:00Z"));
    const { curve, used } = await report("work_orders", new Date("2026-04-10T20:00:00Z"));
    expect(curve[0]).toEqual({ day: "2026-04-10", used: 2 });
    expect(used).toBe(2);
  });

  it("tells which steps were reached and why it is stopped", async () => {
    await track(200, start);
    expect((await report("work_orders", start)).stopped).toEqual({ allowed: true });
    const { told, stopped } = await report("work_orders", later(7));
    expect(told.map(({ step }) => step).sort()).toEqual(["call", "email", "soft"]);
    expect(stopped).toMatchObject({
      allowed: false,
      refusal: { rule: "grace_over", used: 200, limit: 200, since: later(7).toISOString() },
    });
  });
});

describe("the report of a gauge", () => {
  it("carries the level on from day to day, and into the next period", async () => {
    await inOrganization(organization.id, (ctx) => adjustGauge(ctx, { meter: "users", delta: 2 }), start);
    await inOrganization(organization.id, (ctx) => adjustGauge(ctx, { meter: "users", delta: 1 }), later(2));
    const { curve } = await report("users", later(3));
    expect(curve.slice(0, 5).map(({ used }) => used)).toEqual([2, 2, 3, 3, null]);
    const next = await report("users", new Date("2026-04-12T00:00:00Z"));
    expect(next.curve.slice(0, 4).map(({ used }) => used)).toEqual([3, 3, 3, null]);
  });
});

describe("asking whether more would fit", () => {
  const ask = (meter: string, amount: number) =>
    inOrganization(organization.id, (ctx) => wouldFit(ctx, meter, amount), start);

  it("answers as the deed would", async () => {
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
