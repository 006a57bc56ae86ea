import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import { plants, workOrders } from "@/products/unison/schema";
import { newPlant, newWorkOrder } from "@/products/unison/testing";
import { inOrganization, newOrganization } from "@/testing/factories";
import { plantDetail } from "../plants/plant-queries";
import { decideNonConformance } from "../quality/decide-non-conformance";
import { reportNonConformance } from "../quality/report-non-conformance";
import { assignLanes, plantSchedule } from "../schedule/plant-schedule";
import { blockWorkOrder } from "../work-orders/block-work-order";
import { moveWorkOrder } from "../work-orders/move-work-order";
import { reportQuantities } from "../work-orders/report-quantities";
import { findWorkOrder } from "../work-orders/work-order-queries";
import { causesOf, compareBy, weeklyOutput } from "./report-queries";

/** A Wednesday, shortly after midnight on Thursday in Greenwich: in Ohio it is still Wednesday. */
const now = new Date("2026-03-05T02:00:00Z");

async function withPlant(plan = "professional") {
  const { id } = await newOrganization({ plan, createdAt: addDays(now, -5) });
  const made = await inOrganization(
    id,
    async (ctx) => {
      const plantId = await newPlant(ctx);
      return { plantId, lanes: (await plantDetail(ctx, plantId)).lanes.map((lane) => lane.id) };
    },
    now,
  );
  return { id, ...made };
}

describe("reports", () => {
  it("count finished work by the plant's weeks and days, with scrap and what was on time", async () => {
    const { id, plantId, lanes } = await withPlant();
    await inOrganization(
      id,
      async (ctx) => {
        const onTime = await newWorkOrder(ctx, {
          plantId,
          laneId: lanes[0] ?? null,
          quantity: 90,
          dueOn: "2026-03-04",
        });
        const late = await newWorkOrder(ctx, { plantId, quantity: 10, dueOn: "2026-03-03" });
        await newWorkOrder(ctx, { plantId });
        for (const order of [onTime, late]) await moveWorkOrder(ctx, { id: order.id, status: "done" });
        await reportQuantities(ctx, { id: onTime.id, good: 80, scrap: 10 });
        const earlier = await newWorkOrder(ctx, { plantId, quantity: 5 });
        await moveWorkOrder(ctx, { id: earlier.id, status: "done" });
        // Monday in Greenwich, but still Sunday, in the week before, in Ohio.
        const finishedAt = new Date("2026-03-02T03:00:00Z");
        await ctx.tx.update(workOrders).set({ finishedAt }).where(eq(workOrders.id, earlier.id));
        expect(await weeklyOutput(ctx, 2)).toEqual([
          { week: "2026-02-23", orders: 1, good: 5, scrap: 0, dated: 0, onTime: 0 },
          { week: "2026-03-02", orders: 2, good: 90, scrap: 10, dated: 2, onTime: 1 },
        ]);
        expect(await compareBy(ctx, "lane", 90)).toMatchObject([
          { name: null, orders: 2, scrap: 0 },
          { name: "Ohio Works · Lane 1", orders: 1, good: 80, scrap: 10 },
        ]);
        expect(await compareBy(ctx, "plant", 90)).toMatchObject([{ name: "Ohio Works", orders: 3, onTime: 1 }]);
        const about = { workOrderId: late.id, title: "Burr", description: null, quantity: null };
        const scrapped = await reportNonConformance(ctx, { ...about, severity: "major" });
        await decideNonConformance(ctx, { id: scrapped, disposition: "scrap", cost: 99_00 });
        await reportNonConformance(ctx, { ...about, severity: "minor" });
        expect(await causesOf(ctx, 90)).toEqual([
          { disposition: "scrap", severity: "major", reports: 1, cost: 99_00 },
          { disposition: null, severity: "minor", reports: 1, cost: 0 },
        ]);
      },
      now,
    );
    const theirs = await withPlant();
    expect(await inOrganization(theirs.id, (ctx) => compareBy(ctx, "lane", 90), now)).toEqual([]);
  });
});

describe("the schedule of a plant", () => {
  it("plans by its shifts, workdays and time zone, and gives lanes to work without one", async () => {
    const { id, plantId, lanes } = await withPlant();
    await inOrganization(
      id,
      async (ctx) => {
        const long = await newWorkOrder(ctx, {
          plantId,
          laneId: lanes[0] ?? null,
          plannedMinutes: 600,
          dueOn: "2026-03-05",
        });
        const blocked = await newWorkOrder(ctx, { plantId, laneId: lanes[0] ?? null });
        await blockWorkOrder(ctx, { id: blocked.id, reason: "No material" });
        const free = [];
        for (let index = 0; index < 2; index++) free.push(await newWorkOrder(ctx, { plantId, plannedMinutes: 60 }));
        const before = await plantSchedule(ctx, plantId);
        // Today's shift is over, so it starts on Thursday.
        expect(before.hours).toMatchObject({ today: "2026-03-04", minute: 21 * 60 });
        expect(before.lanes[0]).toMatchObject({
          slots: [{ order: { id: long.id }, startsOn: "2026-03-05", finishesOn: "2026-03-06", isLate: true }],
          blocked: [{ id: blocked.id }],
        });
        expect(before.unassigned).toHaveLength(2);
        expect(await assignLanes(ctx, { id: plantId })).toBe(2);
        expect(await assignLanes(ctx, { id: plantId })).toBe(0);
        const placed = await Promise.all(free.map((order) => findWorkOrder(ctx, order.id)));
        expect(placed.map(({ laneId }) => laneId)).toEqual([lanes[1], lanes[2]]);
        await ctx.tx
          .update(plants)
          .set({ workdays: [6] })
          .where(eq(plants.id, plantId));
        const [first] = (await plantSchedule(ctx, plantId)).lanes;
        expect(first?.slots[0]).toMatchObject({ startsOn: "2026-03-07", finishesOn: "2026-03-14" });
      },
      now,
    );
  });

  it("assigns lanes with the plan's feature only", async () => {
    const { id, plantId } = await withPlant("starter");
    const refused = inOrganization(id, (ctx) => assignLanes(ctx, { id: plantId }), now);
    await expect(refused).rejects.toMatchObject({ code: "feature_not_in_plan" });
    const theirs = await withPlant();
    const foreign = inOrganization(theirs.id, (ctx) => assignLanes(ctx, { id: plantId }), now);
    await expect(foreign).rejects.toMatchObject({ code: "not_found" });
  });
});
