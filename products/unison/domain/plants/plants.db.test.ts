import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
import { day } from "@/lib/durations";
import { gaugeLevels } from "@/lib/usage";
import { departments, lanes, plants, shifts, workOrders } from "@/products/unison/schema";
import { newPlant, newWorkOrder } from "@/products/unison/testing";
import { inOrganization, newOrganization } from "@/testing/factories";
import { deletePlant } from "./delete-plant";
import { listPlaces, listPlants, plantDetail } from "./plant-queries";
import { updatePlant } from "./update-plant";

describe("a new plant", () => {
  it("has four departments, three lanes and a day shift, and is counted", async () => {
    const { id } = await newOrganization();
    await inOrganization(id, async (ctx) => {
      const plantId = await newPlant(ctx);
      const detail = await plantDetail(ctx, plantId);
      expect(detail.departments.map(({ name }) => name)).toEqual(["Cutting", "Welding", "Assembly", "QC"]);
      expect(detail.lanes.map(({ name }) => name)).toEqual(["Lane 1", "Lane 2", "Lane 3"]);
      expect(detail.shifts).toMatchObject([{ name: "Day shift", startsAt: "06:00:00", endsAt: "14:00:00" }]);
      expect(await gaugeLevels(ctx)).toEqual([{ meter: "plants", level: 1 }]);
      expect(await ctx.tx.select().from(auditLog)).toMatchObject([
        { action: "plant.created", subject: plantId, details: { name: "Ohio Works" } },
      ]);
    });
  });

  it("is rejected at the limit and leaves nothing behind", async () => {
    const { id } = await newOrganization({ plan: "starter" });
    await inOrganization(id, (ctx) => newPlant(ctx));
    await expect(inOrganization(id, (ctx) => newPlant(ctx, { name: "Second" }))).rejects.toMatchObject({
      code: "limit_reached",
      details: { meter: "plants", used: 1, limit: 1 },
    });
    expect(await whatExists(id)).toEqual({ plants: 1, departments: 4, lanes: 3, shifts: 1, level: 1 });
  });

  it("with a name that is taken is rejected and not counted", async () => {
    const { id } = await newOrganization({ plan: "professional" });
    await inOrganization(id, (ctx) => newPlant(ctx));
    await expect(inOrganization(id, (ctx) => newPlant(ctx))).rejects.toMatchObject({ code: "conflict" });
    expect(await whatExists(id)).toMatchObject({ plants: 1, level: 1 });
  });

  it("is created exactly as often as the plan allows under concurrent requests", async () => {
    const { id } = await newOrganization({ plan: "professional" });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) => inOrganization(id, (ctx) => newPlant(ctx, { name: `Plant ${index}` }))),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
    expect(refusals).toEqual(Array(7).fill("limit_reached"));
    expect(await whatExists(id)).toEqual({ plants: 5, departments: 20, lanes: 15, shifts: 5, level: 5 });
  });

  it("can't be created after the trial, but existing ones stay readable", async () => {
    const { id } = await newOrganization({ plan: "professional" });
    await inOrganization(id, (ctx) => newPlant(ctx));
    const later = new Date(Date.now() + 15 * day);
    await expect(inOrganization(id, (ctx) => newPlant(ctx, { name: "Second" }), later)).rejects.toMatchObject({
      code: "read_only",
    });
    expect(await inOrganization(id, listPlants, later)).toMatchObject([{ name: "Ohio Works" }]);
  });
});

describe("changing a plant", () => {
  it("renames it, and keeps names unique", async () => {
    const { id } = await newOrganization({ plan: "professional" });
    await inOrganization(id, async (ctx) => {
      const first = await newPlant(ctx);
      const second = await newPlant(ctx, { name: "Texas Works" });
      const change = { location: null, timeZone: "UTC" };
      await updatePlant(ctx, { id: first, name: "Dayton", ...change });
      expect((await plantDetail(ctx, first)).plant).toMatchObject({ name: "Dayton", location: null, timeZone: "UTC" });
      await expect(updatePlant(ctx, { id: second, name: "Dayton", ...change })).rejects.toMatchObject({
        code: "conflict",
      });
    });
  });

  it("deletes it with its orders and frees its place", async () => {
    const { id } = await newOrganization({ plan: "starter" });
    await inOrganization(id, async (ctx) => {
      const plantId = await newPlant(ctx);
      const [place] = await listPlaces(ctx);
      await newWorkOrder(ctx, { plantId, departmentId: place?.departments[0]?.id ?? null });
      await deletePlant(ctx, { id: plantId });
      expect(await ctx.tx.select().from(workOrders)).toEqual([]);
      await newPlant(ctx, { name: "Another" });
    });
    expect(await whatExists(id)).toEqual({ plants: 1, departments: 4, lanes: 3, shifts: 1, level: 1 });
  });

  it("can't reach a plant of another organization", async () => {
    const mine = await newOrganization();
    const theirs = await newOrganization();
    const foreign = await inOrganization(theirs.id, (ctx) => newPlant(ctx));
    await inOrganization(mine.id, (ctx) => newPlant(ctx));
    const notFound = { code: "not_found" };
    await expect(inOrganization(mine.id, (ctx) => plantDetail(ctx, foreign))).rejects.toMatchObject(notFound);
    await expect(inOrganization(mine.id, (ctx) => deletePlant(ctx, { id: foreign }))).rejects.toMatchObject(notFound);
    const change = { id: foreign, name: "Mine now", location: null, timeZone: "UTC" };
    await expect(inOrganization(mine.id, (ctx) => updatePlant(ctx, change))).rejects.toMatchObject(notFound);
    expect(await whatExists(mine.id)).toMatchObject({ plants: 1, level: 1 });
    expect(await whatExists(theirs.id)).toMatchObject({ plants: 1, level: 1 });
  });
});

function whatExists(organizationId: string) {
  return inOrganization(organizationId, async (ctx) => {
    const mine = <T extends typeof plants | typeof departments | typeof lanes | typeof shifts>(table: T) =>
      ctx.tx.$count(table, eq(table.organizationId, organizationId));
    const [gauge] = await gaugeLevels(ctx);
    return {
      plants: await mine(plants),
      departments: await mine(departments),
      lanes: await mine(lanes),
      shifts: await mine(shifts),
      level: gauge?.level,
    };
  });
}
