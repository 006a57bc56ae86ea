import { expect, it } from "vitest";
import { organizations } from "@/db/schema";
import { withTenant } from "@/lib/context";
import { newPlant, newWorkOrder } from "@/products/unison/testing";
import { newOrganization } from "@/testing/factories";
import { createMaterial } from "./inventory/change-material";
import { receiveMaterial } from "./inventory/record-movement";
import { plantDetail } from "./plants/plant-queries";
import { addSuggestedChecks } from "./quality/inspection-plan";
import { addSampleData } from "./sample/add-sample-data";
import { setupItems } from "./setup-items";
import { addShift } from "./shifts/add-shift";

it("suggests the next steps after the first work order, the one for the primary use case first", async () => {
  const { id, owner } = await newOrganization({ plan: "professional" });
  await withTenant({ organizationId: id, actor: owner }, async (ctx) => {
    const profile = { useCase: "quality", companySize: "51-200" };
    await ctx.tx.update(organizations).set({ profile });
    const items = async () => (await setupItems(ctx)).map(({ key, done }) => (done ? `${key} done` : key));
    const plantId = await newPlant(ctx);
    await addSampleData(ctx, { plantId });
    expect(await items()).toEqual(["plant done", "work_order"]);
    const { lanes } = await plantDetail(ctx, plantId);
    const order = await newWorkOrder(ctx, { plantId });
    const suggested = ["inspection", "lanes", "material", "shift"];
    expect(await items()).toEqual(["plant done", "work_order done", ...suggested]);
    await addSuggestedChecks(ctx, { workOrderId: order.id });
    await newWorkOrder(ctx, { plantId, laneId: lanes[0]?.id ?? null });
    const materialId = await createMaterial(ctx, { code: "X", name: "Bar", unit: "ft", reorderAt: 0 });
    await receiveMaterial(ctx, { materialId, quantity: 1_000, cost: 1, requestId: crypto.randomUUID(), note: null });
    await addShift(ctx, { plantId, name: "Night shift", startsAt: "22:00", endsAt: "06:00" });
    expect((await items()).slice(2)).toEqual(suggested.map((key) => `${key} done`));
  });
});

it("suggests no inspection plan without quality management, and no second shift to a small shop", async () => {
  const { id, owner } = await newOrganization({ plan: "starter" });
  await withTenant({ organizationId: id, actor: owner }, async (ctx) => {
    await ctx.tx.update(organizations).set({ profile: { useCase: "inventory", companySize: "1-50" } });
    await newWorkOrder(ctx, { plantId: await newPlant(ctx) });
    expect((await setupItems(ctx)).map(({ key }) => key)).toEqual(["plant", "work_order", "material", "lanes"]);
  });
});
