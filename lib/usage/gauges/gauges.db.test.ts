import { beforeEach, describe, expect, it, vi } from "vitest";
import { gaugeReadings } from "@/db/schema";
import { withPlatform } from "@/lib/context";
import { logger } from "@/lib/logger";
import { measureSeats } from "@/lib/seats";
import { measurePlants } from "@/products/unison/measures";
import { newPlant } from "@/products/unison/testing";
import { asSystem } from "@/testing/actors";
import { inOrganization, newOrganization } from "@/testing/factories";
import { allowLog } from "@/testing/logs";
import { gaugeLevels } from "../report/queries";
import { measureGauges } from "./measure-gauges";
import { setGauge } from "./set-gauge";

let organization: { id: string };

beforeEach(async () => {
  organization = await newOrganization({ plan: "professional" });
});

const set = (level: number, meter = "storage_gb") =>
  inOrganization(organization.id, (ctx) => setGauge(ctx, { meter, level, measured: [] }));
const levels = async () =>
  Object.fromEntries((await inOrganization(organization.id, gaugeLevels)).map(({ meter, level }) => [meter, level]));
const measure = () =>
  withPlatform({ actor: asSystem() }, (ctx) => measureGauges(ctx, { plants: measurePlants, users: measureSeats }));

describe("a gauge that is reported", () => {
  it("has the level last reported, and a history", async () => {
    expect(await set(40)).toMatchObject({ level: 40, before: 0, limit: 100, state: "ok" });
    expect(await set(80)).toMatchObject({ before: 40, state: "warning" });
    await set(80);
    expect(await set(0)).toMatchObject({ level: 0, state: "ok" });
    const readings = await inOrganization(organization.id, ({ tx }) => tx.select().from(gaugeReadings));
    expect(readings.map(({ level }) => level)).toEqual([40, 80, 0]);
  });

  it("may be above the limit, because it exists", async () => {
    expect(await set(120)).toMatchObject({ level: 120, state: "stopped" });
  });

  it("is not a counter", async () => {
    await expect(set(1, "work_orders")).rejects.toMatchObject({ code: "unknown_name" });
  });
});

describe("a gauge that is measured", () => {
  it("is corrected once if something changed without it", async () => {
    const warned = vi.spyOn(logger, "warn").mockReturnValue(undefined);
    await inOrganization(organization.id, (ctx) => newPlant(ctx));
    await set(7, "plants");
    await measure();
    expect(await levels()).toMatchObject({ plants: 1, users: 1 });
    expect(await measure()).toBe(0);
    const said = warned.mock.calls.map(([facts]) => facts as { organizationId?: string; meter?: string });
    const ours = said.filter(({ organizationId }) => organizationId === organization.id);
    expect(ours.map(({ meter }) => meter)).toEqual(["plants", "users"]);
  });

  it("is not confused by changes in progress", async () => {
    allowLog("corrected a gauge that differed from its measure");
    await measure();
    const busy = Array.from({ length: 4 }, (_, index) =>
      inOrganization(organization.id, (ctx) => newPlant(ctx, { name: `Works ${index}` })),
    );
    await Promise.all([...busy, measure(), measure()]);
    expect(await levels()).toMatchObject({ plants: 4 });
  });
});
