import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { organizations } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { materials, stockLayers, stockMovements } from "@/products/unison/schema";
import { newPlant, newWorkOrder } from "@/products/unison/testing";
import { inOrganization, newOrganization } from "@/testing/factories";
import { deleteWorkOrder } from "../work-orders/delete-work-order";
import { createMaterial, deleteMaterial, updateMaterial } from "./change-material";
import { countMaterial, issueMaterial, receiveMaterial } from "./record-movement";
import { listMaterials, listMovements, listUsedBy, materialDetail, stockFigures } from "./stock-queries";

const steel = { code: "STL-1", name: "Sheet steel", unit: "sheets", reorderAt: 5_000 };
const request = () => ({ requestId: crypto.randomUUID(), note: null });

const receive = (ctx: TenantContext, materialId: string, quantity: number, cost: number) =>
  receiveMaterial(ctx, { materialId, quantity, cost, ...request() });
const issue = (ctx: TenantContext, materialId: string, quantity: number) =>
  issueMaterial(ctx, { materialId, quantity, ...request() });

async function withMaterial(costing = "fifo") {
  const { id } = await newOrganization();
  return inOrganization(id, async (ctx) => {
    await ctx.tx.update(organizations).set({ profile: { costing } }).where(eq(organizations.id, id));
    return { id, materialId: await createMaterial(ctx, steel) };
  });
}

/** The stock as each of the three tables tells it. */
async function toldBy({ tx }: TenantContext) {
  const sums = { quantity: sql<number>`sum(quantity)::float`, value: sql<number>`sum(value)::int` };
  const [material] = await tx.select({ quantity: materials.onHand, value: materials.stockValue }).from(materials);
  const [layers] = await tx.select(sums).from(stockLayers);
  const [movements] = await tx.select(sums).from(stockMovements);
  return [material, layers, movements];
}

describe("the stock of a material", () => {
  it.each([
    ["fifo", 80_00],
    ["lifo", 100_00],
    ["average", 90_00],
  ])("is used at the cost of the method chosen in onboarding: %s", async (costing, cost) => {
    const { id, materialId } = await withMaterial(costing);
    await inOrganization(id, async (ctx) => {
      for (const price of [50_00, 60_00, 70_00]) await receive(ctx, materialId, 10_000, price);
      const plantId = await newPlant(ctx);
      const order = await newWorkOrder(ctx, { plantId });
      await issueMaterial(ctx, { materialId, quantity: 15_000, workOrderId: order.id, ...request() });
      expect(await listUsedBy(ctx, order.id)).toMatchObject([
        { quantity: -15, value: -cost, method: costing, workOrderNumber: 1, materialName: "Sheet steel" },
      ]);
      const left = { quantity: 15, value: 180_00 - cost };
      expect(await toldBy(ctx)).toEqual([left, left, left]);
      // What an order used stays used when the order is deleted.
      await deleteWorkOrder(ctx, { id: order.id });
      expect((await listMovements(ctx, materialId)).rows[0]).toMatchObject({ workOrderNumber: 1 });
    });
  });

  it("keeps quantities with three decimals and costs below a cent exact", async () => {
    const { id, materialId } = await withMaterial("average");
    await inOrganization(id, async (ctx) => {
      await receive(ctx, materialId, 4_200_125, 31);
      for (let times = 0; times < 3; times++) await issue(ctx, materialId, 1_400_041);
      expect((await materialDetail(ctx, materialId)).material.onHand).toBe(0.002);
      await countMaterial(ctx, { materialId, counted: 0, ...request() });
      expect((await materialDetail(ctx, materialId)).layers).toEqual([]);
      expect((await toldBy(ctx)).at(-1)).toEqual({ quantity: 0, value: 0 });
    });
  });

  it("is never negative, however many use it at the same time", async () => {
    const { id, materialId } = await withMaterial();
    await inOrganization(id, async (ctx) => {
      await receive(ctx, materialId, 7_000, 70_00);
      await receive(ctx, materialId, 5_000, 60_00);
    });
    const uses = Array.from({ length: 16 }, () => inOrganization(id, (ctx) => issue(ctx, materialId, 1_000)));
    const outcomes = await Promise.allSettled(uses);
    const refusals = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
    expect(refusals).toEqual(Array(4).fill("conflict"));
    await inOrganization(id, async (ctx) => {
      const { material, layers } = await materialDetail(ctx, materialId);
      expect([material.onHand, material.stockValue, layers]).toEqual([0, 0, []]);
      const { rows } = await listMovements(ctx, materialId);
      expect(rows.map(({ sequence }) => sequence)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    });
  });

  it("changes once when the same form is sent twice, also at the same time", async () => {
    const { id, materialId } = await withMaterial();
    const receipt = { materialId, quantity: 3_000, cost: 30_00, ...request() };
    await Promise.all([1, 2, 3].map(() => inOrganization(id, (ctx) => receiveMaterial(ctx, receipt))));
    const once = { quantity: 3, value: 30_00 };
    expect(await inOrganization(id, toldBy)).toEqual([once, once, once]);
  });

  it("goes on with what is in stock when the method changes", async () => {
    const { id, materialId } = await withMaterial("fifo");
    const choose = (costing: string) =>
      inOrganization(id, ({ tx }) => tx.update(organizations).set({ profile: { costing } }));
    await inOrganization(id, async (ctx) => {
      await receive(ctx, materialId, 10_000, 50_00);
      await receive(ctx, materialId, 10_000, 70_00);
    });
    await choose("average");
    await inOrganization(id, (ctx) => issue(ctx, materialId, 5_000));
    await choose("lifo");
    await inOrganization(id, async (ctx) => {
      await receive(ctx, materialId, 5_000, 50_00);
      await issue(ctx, materialId, 10_000);
      const { rows } = await listMovements(ctx, materialId);
      expect(rows.map(({ method, value }) => [method, value])).toEqual([
        ["lifo", -80_00],
        ["lifo", 50_00],
        ["average", -30_00],
        ["fifo", 70_00],
        ["fifo", 50_00],
      ]);
      const left = { quantity: 10, value: 60_00 };
      expect(await toldBy(ctx)).toEqual([left, left, left]);
    });
  });

  it("of another organization can't be reached", async () => {
    const mine = await withMaterial();
    const theirs = await withMaterial();
    const notFound = { code: "not_found" };
    await inOrganization(mine.id, async (ctx) => {
      await expect(receive(ctx, theirs.materialId, 1_000, 1)).rejects.toMatchObject(notFound);
      await expect(materialDetail(ctx, theirs.materialId)).rejects.toMatchObject(notFound);
      await expect(deleteMaterial(ctx, { id: theirs.materialId })).rejects.toMatchObject(notFound);
      await expect(updateMaterial(ctx, { id: theirs.materialId, ...steel, code: "X" })).rejects.toMatchObject(notFound);
      const used = { materialId: mine.materialId, quantity: 1_000, workOrderId: theirs.materialId, ...request() };
      await expect(issueMaterial(ctx, used)).rejects.toMatchObject(notFound);
    });
  });
});

describe("the list of materials", () => {
  it("has unique codes, finds text, and shows what is low", async () => {
    const { id, materialId } = await withMaterial();
    await inOrganization(id, async (ctx) => {
      const bolts = await createMaterial(ctx, { code: "BLT-8", name: "Bolt 100%", unit: "pcs", reorderAt: 0 });
      const conflict = { code: "conflict", details: { errors: [{ field: "code" }] } };
      await expect(createMaterial(ctx, steel)).rejects.toMatchObject(conflict);
      await expect(updateMaterial(ctx, { id: bolts, ...steel })).rejects.toMatchObject(conflict);
      await receive(ctx, materialId, 6_000, 12_34);
      await receive(ctx, bolts, 1_000, 66);
      const codes = async (filter: Parameters<typeof listMaterials>[1]) =>
        (await listMaterials(ctx, filter)).rows.map(({ code }) => code);
      expect(await codes({})).toEqual(["BLT-8", "STL-1"]);
      expect(await codes({ search: "0%" })).toEqual(["BLT-8"]);
      expect(await codes({ search: "nothing\0" })).toEqual([]);
      expect(await codes({ low: true })).toEqual([]);
      expect(await stockFigures(ctx)).toEqual({ materials: 2, low: 0, value: 13_00 });
      await issue(ctx, materialId, 1_000);
      expect(await codes({ low: true })).toEqual(["STL-1"]);
      await expect(deleteMaterial(ctx, { id: bolts })).rejects.toMatchObject({ code: "conflict" });
      await countMaterial(ctx, { materialId: bolts, counted: 0, ...request() });
      await deleteMaterial(ctx, { id: bolts });
      expect(await codes({})).toEqual(["STL-1"]);
    });
  });
});
