import { asc } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { gaugeReadings } from "@/db/schema";
import { setMirror, setTrial } from "@/testing/billing/mirror";
import { inOrganization, newOrganization } from "@/testing/factories";
import { gaugeLevels, usageNow, wouldFit } from "../report/queries";
import { adjustGauge } from "./adjust-gauge";

let organization: { id: string };

// Professional: 5 plants.
beforeEach(async () => {
  organization = await newOrganization({ plan: "professional" });
});

const adjust = (delta: number, meter = "plants") =>
  inOrganization(organization.id, (ctx) => adjustGauge(ctx, { meter, delta }));
const plants = async () => {
  const levels = await inOrganization(organization.id, gaugeLevels);
  return levels.find(({ meter }) => meter === "plants")?.level;
};
const downgrade = () => setMirror(organization.id, { planKey: "starter" });

describe("a gauge", () => {
  it("rises and falls with what exists, and keeps its history", async () => {
    await adjust(2);
    await adjust(1);
    expect(await adjust(-1)).toBe(2);
    const readings = await inOrganization(organization.id, ({ tx }) =>
      tx.select().from(gaugeReadings).orderBy(asc(gaugeReadings.id)),
    );
    expect(readings.map(({ level }) => level)).toEqual([2, 3, 2]);
  });

  it("stops at its limit, with the numbers and what would allow more", async () => {
    await adjust(5);
    await expect(adjust(1)).rejects.toMatchObject({
      code: "limit_reached",
      details: {
        meter: "plants",
        rule: "level_full",
        used: 5,
        limit: 5,
        hardLimit: 5,
        resetsAt: null,
        plan: "professional",
      },
    });
    expect(await plants()).toBe(5);
  });

  it("allows one when one is left and twenty come at once", async () => {
    await adjust(4);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => adjust(1)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await plants()).toBe(5);
  });

  it("starts correctly when the first ones are concurrent", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => adjust(1)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect(await plants()).toBe(5);
  });

  it("changes only if the transaction commits", async () => {
    const undone = inOrganization(organization.id, async (ctx) => {
      await adjustGauge(ctx, { meter: "plants", delta: 1 });
      throw new Error("no plant after all");
    });
    await expect(undone).rejects.toThrow("no plant after all");
    expect(await plants()).toBeUndefined();
  });

  it("is never negative", async () => {
    expect(await adjust(-1)).toBe(0);
  });

  it("refuses a counter and an unknown name", async () => {
    await expect(adjust(1, "work_orders")).rejects.toMatchObject({ code: "unknown_name" });
    await expect(adjust(1, "coffee")).rejects.toMatchObject({ code: "unknown_name" });
  });
});

describe("after a downgrade below what exists", () => {
  beforeEach(async () => {
    await adjust(3);
    await downgrade();
  });

  it("everything stays and shows as over the limit", async () => {
    const { meters } = await inOrganization(organization.id, usageNow);
    expect(meters.find(({ key }) => key === "plants")).toMatchObject({
      used: 3,
      limit: 1,
      state: "stopped",
      part: 3,
    });
  });

  it("creating is refused until it fits, deleting is not", async () => {
    await expect(adjust(1)).rejects.toMatchObject({ details: { used: 3, limit: 1 } });
    expect(await adjust(-2)).toBe(1);
    await expect(adjust(1)).rejects.toMatchObject({ details: { used: 1, limit: 1 } });
    expect(await adjust(-1)).toBe(0);
    expect(await adjust(1)).toBe(1);
  });
});

describe("with read-only access", () => {
  beforeEach(async () => {
    await adjust(2);
    await setTrial(organization.id, { endsAt: new Date(0) });
  });

  it("deleting is allowed, creating is not", async () => {
    await expect(adjust(1)).rejects.toMatchObject({ code: "read_only" });
    expect(await adjust(-1)).toBe(1);
  });

  it("a check says so", async () => {
    const { refusedBy } = await inOrganization(organization.id, (ctx) => wouldFit(ctx, "plants", 1));
    expect(refusedBy).toMatchObject({ code: "read_only" });
  });
});
