import { describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema";
import { day } from "@/lib/durations";
import { trackUsage, usageNow } from "@/lib/usage";
import { countOverdue, listOutput, listShortages } from "@/products/unison/domain/floor/floor-queries";
import { workOrderSchema } from "@/products/unison/domain/inputs";
import { listPlaces } from "@/products/unison/domain/plants/plant-queries";
import { listOpenReports } from "@/products/unison/domain/quality/quality-queries";
import { addSampleData } from "@/products/unison/domain/sample/add-sample-data";
import { setUp } from "@/products/unison/domain/set-up";
import { setupItems } from "@/products/unison/domain/setup-items";
import { newPlant, newWorkOrder } from "@/products/unison/testing";
import { inOrganization, newOrganization } from "@/testing/factories";
import { blockWorkOrder } from "./block-work-order";
import { deleteWorkOrder } from "./delete-work-order";
import { moveWorkOrder } from "./move-work-order";
import { placeWorkOrder } from "./place-work-order";
import { updateWorkOrder } from "./update-work-order";
import { board, countWorkOrders, findWorkOrder, listWorkOrders } from "./work-order-queries";

async function withPlant(plan = "professional") {
  const organization = await newOrganization({ plan });
  const plantId = await inOrganization(organization.id, (ctx) => newPlant(ctx));
  return { ...organization, plantId };
}

/** What a form shows of `newWorkOrder`. */
const shown = {
  title: "Conveyor frame",
  product: "CF-2200",
  quantity: 6,
  priority: "normal",
  departmentId: "",
  dueOn: "",
  laneId: "",
  plannedMinutes: "",
};

const used = (id: string) =>
  inOrganization(id, async (ctx) => (await usageNow(ctx)).meters.find(({ key }) => key === "work_orders")?.used);

describe("a new work order", () => {
  it("gets the next number of its organization and is counted", async () => {
    const { id, plantId } = await withPlant();
    const first = await inOrganization(id, (ctx) => newWorkOrder(ctx, { plantId }));
    const second = await inOrganization(id, (ctx) => newWorkOrder(ctx, { plantId }));
    expect([first.number, second.number]).toEqual([1, 2]);
    expect(await used(id)).toBe(2);
  });

  it("gets a unique number without gaps when twenty are created concurrently", async () => {
    const { id, plantId } = await withPlant();
    const made = await Promise.all(
      Array.from({ length: 20 }, () => inOrganization(id, (ctx) => newWorkOrder(ctx, { plantId }))),
    );
    const numbers = made.map(({ number }) => number).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect(await used(id)).toBe(20);
  });

  it("frees its number if it fails, but not if it is deleted", async () => {
    const { id, plantId } = await withPlant();
    const first = await inOrganization(id, (ctx) => newWorkOrder(ctx, { plantId }));
    const failed = inOrganization(id, async (ctx) => {
      await newWorkOrder(ctx, { plantId });
      throw new Error("the request broke");
    });
    await expect(failed).rejects.toThrow("the request broke");
    await inOrganization(id, (ctx) => deleteWorkOrder(ctx, { id: first.id }));
    expect((await inOrganization(id, (ctx) => newWorkOrder(ctx, { plantId }))).number).toBe(2);
    expect(await used(id)).toBe(2);
  });

  it("is rejected past the limit and leaves nothing behind", async () => {
    const { id, plantId } = await withPlant("starter");
    await inOrganization(id, (ctx) => trackUsage(ctx, { meter: "work_orders", amount: 217 }));
    const five = Array.from({ length: 5 }, () => inOrganization(id, (ctx) => newWorkOrder(ctx, { plantId })));
    const refused = (await Promise.allSettled(five)).filter(({ status }) => status === "rejected");
    const details = { meter: "work_orders", limit: 200, hardLimit: 220, used: 220 };
    const refusal = { reason: { code: "limit_reached", details } };
    expect(refused).toMatchObject([refusal, refusal]);
    expect(await inOrganization(id, (ctx) => countWorkOrders(ctx))).toMatchObject({ open: 3 });
  });

  it("can't be put in another organization's plant or another plant's department", async () => {
    const mine = await withPlant();
    const theirs = await withPlant();
    const notFound = { code: "not_found" };
    await expect(
      inOrganization(mine.id, (ctx) => newWorkOrder(ctx, { plantId: theirs.plantId })),
    ).rejects.toMatchObject(notFound);
    await inOrganization(mine.id, async (ctx) => {
      await newPlant(ctx, { name: "Texas Works" });
      const other = (await listPlaces(ctx)).find(({ id }) => id !== mine.plantId);
      const departmentId = other?.departments[0]?.id ?? null;
      expect(departmentId).not.toBeNull();
      await expect(newWorkOrder(ctx, { plantId: mine.plantId, departmentId })).rejects.toMatchObject(notFound);
    });
    expect(await used(mine.id)).toBe(0);
  });

  it("can't be created, moved or deleted after the trial, but stays readable", async () => {
    const { id, plantId } = await withPlant();
    const order = await inOrganization(id, (ctx) => newWorkOrder(ctx, { plantId }));
    const later = new Date(Date.now() + 15 * day);
    const readOnly = { code: "read_only" };
    await expect(inOrganization(id, (ctx) => newWorkOrder(ctx, { plantId }), later)).rejects.toMatchObject(readOnly);
    const move = { id: order.id, status: "done" as const };
    await expect(inOrganization(id, (ctx) => moveWorkOrder(ctx, move), later)).rejects.toMatchObject(readOnly);
    await expect(inOrganization(id, (ctx) => deleteWorkOrder(ctx, order), later)).rejects.toMatchObject(readOnly);
    const { rows } = await inOrganization(id, (ctx) => listWorkOrders(ctx, {}), later);
    expect(rows).toMatchObject([{ number: 1, status: "open" }]);
  });
});

describe("a work order on the board", () => {
  it("moves from lane to lane, is finished, and can be reopened", async () => {
    const { id, plantId } = await withPlant();
    await inOrganization(id, async (ctx) => {
      const order = await newWorkOrder(ctx, { plantId });
      const state = async () => (await listWorkOrders(ctx, {})).rows[0];
      await moveWorkOrder(ctx, { id: order.id, status: "in_progress" });
      expect(await state()).toMatchObject({ status: "in_progress", finishedAt: null });
      await moveWorkOrder(ctx, { id: order.id, status: "done" });
      await moveWorkOrder(ctx, { id: order.id, status: "done" });
      expect(await state()).toMatchObject({ status: "done", finishedAt: ctx.now });
      await moveWorkOrder(ctx, { id: order.id, status: "open" });
      expect(await state()).toMatchObject({ status: "open", finishedAt: null });
      const actions = await ctx.tx.select({ action: auditLog.action }).from(auditLog).orderBy(auditLog.seq);
      expect(actions.map(({ action }) => action)).toEqual([
        "plant.created",
        "work_order.created",
        "work_order.started",
        "work_order.finished",
        "work_order.reopened",
      ]);
    });
  });

  it("can be edited", async () => {
    const { id, plantId } = await withPlant();
    await inOrganization(id, async (ctx) => {
      const order = await newWorkOrder(ctx, { plantId });
      await updateWorkOrder(ctx, {
        id: order.id,
        plantId,
        title: "Conveyor frame, painted",
        product: null,
        quantity: 7,
        priority: "high",
        departmentId: null,
        dueOn: "2026-04-01",
      });
      expect(await findWorkOrder(ctx, order.id)).toMatchObject({
        title: "Conveyor frame, painted",
        quantity: 7,
        priority: "high",
        dueOn: "2026-04-01",
      });
    });
  });

  it("that someone else changed since the form was shown keeps their change", async () => {
    const { id, plantId } = await withPlant();
    await inOrganization(id, async (ctx) => {
      const order = await newWorkOrder(ctx, { plantId });
      const [lane] = (await listPlaces(ctx))[0]?.lanes ?? [];
      const seen = workOrderSchema.parse({ ...shown, plantId });
      await placeWorkOrder(ctx, { id: order.id, laneId: lane?.id ?? "", from: null });
      const stale = updateWorkOrder(ctx, { id: order.id, ...seen, title: "Painted", seen });
      await expect(stale).rejects.toMatchObject({ code: "conflict", details: { reason: "changed" } });
      expect(await findWorkOrder(ctx, order.id)).toMatchObject({ title: shown.title, laneName: lane?.name });
      const now = { ...seen, laneId: lane?.id ?? null };
      await updateWorkOrder(ctx, { id: order.id, ...now, title: "Painted", seen: now });
      expect(await findWorkOrder(ctx, order.id)).toMatchObject({ title: "Painted", laneName: lane?.name });
    });
  });

  it("can't be blocked once it is finished", async () => {
    const { id, plantId } = await withPlant();
    await inOrganization(id, async (ctx) => {
      const order = await newWorkOrder(ctx, { plantId });
      await moveWorkOrder(ctx, { id: order.id, status: "done" });
      const block = blockWorkOrder(ctx, { id: order.id, reason: "No material" });
      await expect(block).rejects.toMatchObject({ code: "conflict", details: { reason: "finished" } });
      expect(await findWorkOrder(ctx, order.id)).toMatchObject({ status: "done", blockedReason: null });
    });
  });

  it("of another organization is not found", async () => {
    const mine = await withPlant();
    const theirs = await withPlant();
    const { id } = await inOrganization(theirs.id, (ctx) => newWorkOrder(ctx, { plantId: theirs.plantId }));
    const notFound = { code: "not_found" };
    await expect(inOrganization(mine.id, (ctx) => findWorkOrder(ctx, id))).rejects.toMatchObject(notFound);
    await expect(inOrganization(mine.id, (ctx) => moveWorkOrder(ctx, { id, status: "done" }))).rejects.toMatchObject(
      notFound,
    );
    await expect(inOrganization(mine.id, (ctx) => deleteWorkOrder(ctx, { id }))).rejects.toMatchObject(notFound);
    expect(await inOrganization(theirs.id, (ctx) => findWorkOrder(ctx, id))).toMatchObject({ status: "open" });
  });
});

describe("the list of work orders", () => {
  it("pages by number without skipping or repeating while others are added", async () => {
    const { id, plantId } = await withPlant();
    await inOrganization(id, async (ctx) => {
      for (let index = 0; index < 7; index++) await newWorkOrder(ctx, { plantId });
      const first = await listWorkOrders(ctx, {}, 3);
      await newWorkOrder(ctx, { plantId });
      const second = await listWorkOrders(ctx, { below: first.next }, 3);
      const third = await listWorkOrders(ctx, { below: second.next }, 3);
      const numbers = [first, second, third].map(({ rows }) => rows.map(({ number }) => number));
      expect(numbers).toEqual([[7, 6, 5], [4, 3, 2], [1]]);
      expect(third.next).toBeNull();
    });
  });

  it("is filtered by lane, priority, plant and search text, in which % and _ are literal", async () => {
    const { id, plantId } = await withPlant();
    await inOrganization(id, async (ctx) => {
      const other = await newPlant(ctx, { name: "Texas Works" });
      await newWorkOrder(ctx, { plantId, title: "100% inspection", priority: "high" });
      await newWorkOrder(ctx, { plantId: other, title: "Frame", product: "CF_22" });
      const titles = async (filter: Parameters<typeof listWorkOrders>[1]) =>
        (await listWorkOrders(ctx, filter)).rows.map(({ title }) => title);
      expect(await titles({ search: "0% i" })).toEqual(["100% inspection"]);
      expect(await titles({ search: "%" })).toEqual(["100% inspection"]);
      expect(await titles({ search: "f_2" })).toEqual(["Frame"]);
      expect(await titles({ search: "WO-0002" })).toEqual(["Frame"]);
      expect(await titles({ plantId: other })).toEqual(["Frame"]);
      expect(await titles({ priority: "high" })).toEqual(["100% inspection"]);
      expect(await titles({ status: "done" })).toEqual([]);
      expect(await titles({ search: "'; drop table work_orders --" })).toEqual([]);
      expect(await titles({ search: "no\0thing" })).toEqual([]);
      expect(await titles({ search: "Frame", below: 1e15 })).toEqual(["Frame"]);
    });
  });
});

describe("sample data", () => {
  it("fills a plant with orders, materials and reports, and isn't metered", async () => {
    const { id, plantId } = await withPlant("starter");
    await inOrganization(id, async (ctx) => {
      await addSampleData(ctx, { plantId });
      const lanes = await board(ctx, 5);
      expect(lanes.map(({ status, total }) => [status, total])).toEqual([
        ["open", 6],
        ["in_progress", 4],
        ["done", 11],
      ]);
      expect(lanes[0]?.rows).toHaveLength(5);
      expect((await listShortages(ctx, 10)).map(({ code }) => code)).toContain("STL-A572-313");
      expect(await listOpenReports(ctx, 10)).toHaveLength(2);
      expect(await countOverdue(ctx)).toBe(1);
      const output = await listOutput(ctx, 14);
      expect(output).toHaveLength(14);
      expect(output.reduce((sum, { pieces }) => sum + pieces, 0)).toBe(843);
      expect((await newWorkOrder(ctx, { plantId })).number).toBe(22);
    });
    expect(await used(id)).toBe(1);
  });

  it("doesn't count as the customer's first order", async () => {
    const organization = await newOrganization();
    const done = () =>
      inOrganization(organization.id, async (ctx) => (await setupItems(ctx)).map((item) => [item.key, item.done]));
    expect(await done()).toEqual([
      ["plant", false],
      ["work_order", false],
    ]);
    await inOrganization(organization.id, (ctx) =>
      setUp(ctx, { name: "Ohio Works", location: "", timeZone: "UTC", sampleData: true }),
    );
    expect(await done()).toEqual([
      ["plant", true],
      ["work_order", false],
    ]);
  });

  it("is rejected with an unknown time zone, and nothing is created", async () => {
    const { id } = await newOrganization();
    const input = { name: "Ohio Works", location: "", timeZone: "Mars/Olympus", sampleData: false };
    await expect(inOrganization(id, (ctx) => setUp(ctx, input))).rejects.toMatchObject({ code: "invalid_input" });
    expect(await inOrganization(id, listPlaces)).toEqual([]);
  });
});
