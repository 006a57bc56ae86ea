import { describe, expect, it } from "vitest";
import { workOrders } from "@/products/unison/schema";
import { newPlant, newWorkOrder } from "@/products/unison/testing";
import { inOrganization, newOrganization } from "@/testing/factories";
import { plantDetail } from "../plants/plant-queries";
import { addShift } from "../shifts/add-shift";
import { removeShift } from "../shifts/remove-shift";
import { setWorkdays } from "../shifts/set-workdays";
import { updateShift } from "../shifts/update-shift";
import { laneBoard } from "../work-orders/lane-board";
import { placeWorkOrder } from "../work-orders/place-work-order";
import { findWorkOrder } from "../work-orders/work-order-queries";
import { addPart } from "./add-part";
import { movePart } from "./move-part";
import { removePart } from "./remove-part";
import { renamePart } from "./rename-part";

async function withPlant() {
  const { id } = await newOrganization({ plan: "professional" });
  return inOrganization(id, async (ctx) => {
    const plantId = await newPlant(ctx);
    const { lanes, departments } = await plantDetail(ctx, plantId);
    const [first, second, third] = lanes.map((lane) => lane.id) as [string, string, string];
    const [cutting] = departments.map((department) => department.id) as [string];
    return { id, plantId, lanes: { first, second, third }, cutting };
  });
}

describe("the lanes and departments of a plant", () => {
  it("are added, renamed and put in another order", async () => {
    const { id, plantId, lanes } = await withPlant();
    await inOrganization(id, async (ctx) => {
      const laser = await addPart(ctx, { kind: "lane", plantId, name: "Laser" });
      await renamePart(ctx, { kind: "lane", id: lanes.first, name: "Press brake" });
      await movePart(ctx, { kind: "lane", id: laser, direction: "up" });
      await movePart(ctx, { kind: "lane", id: lanes.first, direction: "up" });
      await addPart(ctx, { kind: "department", plantId, name: "Paint shop" });
      const detail = await plantDetail(ctx, plantId);
      expect(detail.lanes.map(({ name }) => name)).toEqual(["Press brake", "Lane 2", "Laser", "Lane 3"]);
      expect(detail.departments.map(({ name }) => name)).toEqual([
        "Cutting",
        "Welding",
        "Assembly",
        "QC",
        "Paint shop",
      ]);
      const taken = { code: "conflict", details: { errors: [{ field: "name" }] } };
      await expect(addPart(ctx, { kind: "lane", plantId, name: "lane 2" })).rejects.toMatchObject(taken);
      await expect(renamePart(ctx, { kind: "lane", id: laser, name: "Lane 3" })).rejects.toMatchObject(taken);
      await renamePart(ctx, { kind: "lane", id: laser, name: "LASER" });
    });
  });

  it("keep their work orders when they are removed", async () => {
    const { id, plantId, lanes, cutting } = await withPlant();
    await inOrganization(id, async (ctx) => {
      const order = await newWorkOrder(ctx, { plantId, departmentId: cutting, laneId: lanes.first });
      expect(await removePart(ctx, { kind: "lane", id: lanes.first, moveTo: lanes.second })).toBe(1);
      expect(await removePart(ctx, { kind: "department", id: cutting, moveTo: null })).toBe(1);
      expect(await findWorkOrder(ctx, order.id)).toMatchObject({ laneName: "Lane 2", departmentId: null });
      expect(await removePart(ctx, { kind: "lane", id: lanes.third, moveTo: null })).toBe(0);
      const last = { kind: "lane", id: lanes.second, moveTo: null } as const;
      await expect(removePart(ctx, last)).rejects.toMatchObject({ code: "conflict" });
    });
  });

  it("aren't removed under an order that is put into them at the same time", async () => {
    const { id, plantId, lanes } = await withPlant();
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 4 }, () =>
        inOrganization(id, (ctx) => newWorkOrder(ctx, { plantId, laneId: lanes.first })),
      ),
      inOrganization(id, (ctx) => removePart(ctx, { kind: "lane", id: lanes.first, moveTo: lanes.second })),
      inOrganization(id, (ctx) => removePart(ctx, { kind: "lane", id: lanes.first, moveTo: null })),
    ]);
    const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
    expect(refusals.every((code) => code === "not_found")).toBe(true);
    const rows = await inOrganization(id, ({ tx }) => tx.select({ laneId: workOrders.laneId }).from(workOrders));
    expect(rows.some(({ laneId }) => laneId === lanes.first)).toBe(false);
  });

  it("of another organization or plant can't be reached", async () => {
    const mine = await withPlant();
    const theirs = await withPlant();
    const notFound = { code: "not_found" };
    await inOrganization(mine.id, async (ctx) => {
      const foreign = theirs.lanes.first;
      await expect(addPart(ctx, { kind: "lane", plantId: theirs.plantId, name: "X" })).rejects.toMatchObject(notFound);
      await expect(renamePart(ctx, { kind: "lane", id: foreign, name: "X" })).rejects.toMatchObject(notFound);
      await expect(movePart(ctx, { kind: "lane", id: foreign, direction: "up" })).rejects.toMatchObject(notFound);
      await expect(removePart(ctx, { kind: "lane", id: foreign, moveTo: null })).rejects.toMatchObject(notFound);
      const other = await newPlant(ctx, { name: "Texas Works" });
      const [elsewhere] = (await plantDetail(ctx, other)).lanes;
      const moveTo = elsewhere?.id ?? null;
      await expect(removePart(ctx, { kind: "lane", id: mine.lanes.first, moveTo })).rejects.toMatchObject(notFound);
    });
  });
});

describe("the shifts of a plant", () => {
  it("are added, changed and removed, down to one", async () => {
    const { id, plantId } = await withPlant();
    await inOrganization(id, async (ctx) => {
      const night = await addShift(ctx, { plantId, name: "Night shift", startsAt: "22:00", endsAt: "06:00" });
      const times = { startsAt: "21:00", endsAt: "05:00" };
      await updateShift(ctx, { id: night, name: "Nights", ...times });
      await setWorkdays(ctx, { id: plantId, workdays: [1, 2, 3, 4, 5, 6] });
      const { shifts, plant } = await plantDetail(ctx, plantId);
      expect(shifts.map(({ name, endsAt }) => [name, endsAt])).toEqual([
        ["Day shift", "14:00:00"],
        ["Nights", "05:00:00"],
      ]);
      expect(plant.workdays).toEqual([1, 2, 3, 4, 5, 6]);
      const conflict = { code: "conflict" };
      await expect(updateShift(ctx, { id: night, name: "day SHIFT", ...times })).rejects.toMatchObject(conflict);
      await removeShift(ctx, { id: night });
      const [last] = (await plantDetail(ctx, plantId)).shifts;
      await expect(removeShift(ctx, { id: last?.id ?? "" })).rejects.toMatchObject(conflict);
    });
  });
});

describe("the board of a plant", () => {
  it("shows each lane in the order in which its work should run", async () => {
    const { id, plantId, lanes } = await withPlant();
    await inOrganization(id, async (ctx) => {
      const make = (title: string, given: object) =>
        newWorkOrder(ctx, { plantId, title, laneId: lanes.first, ...given });
      await make("no date", {});
      await make("due later", { dueOn: "2026-05-02" });
      await make("due first", { dueOn: "2026-05-01" });
      await make("urgent", { priority: "high", dueOn: "2026-06-01" });
      await newWorkOrder(ctx, { plantId, title: "waiting" });
      const board = await laneBoard(ctx, plantId, 3);
      expect(board.map(({ name, total }) => [name, total])).toEqual([
        ["Not assigned", 1],
        ["Lane 1", 4],
        ["Lane 2", 0],
        ["Lane 3", 0],
      ]);
      expect(board[1]?.rows.map(({ title }) => title)).toEqual(["urgent", "due first", "due later"]);
    });
  });

  it("refuses a move of an order that someone else has moved meanwhile", async () => {
    const { id, plantId, lanes } = await withPlant();
    const order = await inOrganization(id, (ctx) => newWorkOrder(ctx, { plantId, laneId: lanes.first }));
    const move = (laneId: string | null, from: string | null) =>
      inOrganization(id, (ctx) => placeWorkOrder(ctx, { id: order.id, laneId, from }));
    const outcomes = await Promise.allSettled([move(lanes.second, lanes.first), move(lanes.third, lanes.first)]);
    const refused = outcomes.filter(({ status }) => status === "rejected");
    expect(refused).toMatchObject([{ reason: { code: "conflict", details: { reason: "moved" } } }]);
    const { laneId } = await inOrganization(id, (ctx) => findWorkOrder(ctx, order.id));
    expect([lanes.second, lanes.third]).toContain(laneId);
    // Where it already is, it stays, whatever the page showed.
    await move(laneId, lanes.first);
    await move(null, laneId);
    expect(await inOrganization(id, (ctx) => findWorkOrder(ctx, order.id))).toMatchObject({ laneId: null });
    const foreign = await withPlant();
    await expect(move(foreign.lanes.first, null)).rejects.toMatchObject({ code: "not_found" });
  });
});
