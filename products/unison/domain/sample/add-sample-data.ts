import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { requireAccess } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { claimNumbers } from "@/products/unison/domain/work-orders/claim-numbers";
import { localDay } from "@/products/unison/domain/work-orders/work-order";
import { departments, materials, nonConformances, plants, workOrders } from "@/products/unison/schema";
import { sampleMaterials, sampleOrders, sampleReports } from "./sample";

/**
 * Adds sample materials, work orders and non-conformance reports to a plant. No meter counts them: the customer didn't
 * create them.
 *
 * @throws GatehouseError `not_found` for a plant that is not the organization's, `read_only`.
 */
export async function addSampleData(ctx: TenantContext, { plantId }: { plantId: string }): Promise<void> {
  await requireAccess(ctx, "write");
  const timeZone = await timeZoneOf(ctx, plantId);
  await insertMaterials(ctx);
  const orderIds = await insertOrders(ctx, plantId, timeZone);
  await insertReports(ctx, orderIds);
  await recordAudit(ctx, { organizationId: ctx.organizationId, action: "sample_data.added", subject: plantId });
}

async function timeZoneOf({ organizationId, tx }: TenantContext, plantId: string) {
  const [plant] = await tx
    .select({ timeZone: plants.timeZone })
    .from(plants)
    .where(and(eq(plants.organizationId, organizationId), eq(plants.id, plantId)));
  return found(plant, "plant").timeZone;
}

async function insertMaterials({ organizationId, now, tx }: TenantContext) {
  await tx
    .insert(materials)
    .values(sampleMaterials.map((material) => ({ organizationId, id: uuidv7(), ...material, createdAt: now })))
    .onConflictDoNothing();
}

async function insertOrders(ctx: TenantContext, plantId: string, timeZone: string): Promise<string[]> {
  const { organizationId, now, tx } = ctx;
  const byName = await departmentIds(ctx, plantId);
  const first = await claimNumbers(ctx, sampleOrders.length);
  const ago = (days: number) => addDays(now, -days);
  const rows = sampleOrders.map(({ department, due, created, finished, ...order }, index) => ({
    organizationId,
    id: uuidv7(),
    number: first + index,
    plantId,
    departmentId: byName.get(department) ?? null,
    ...order,
    dueOn: localDay(ago(-due), timeZone),
    createdBy: null,
    createdAt: ago(created),
    updatedAt: ago(finished ?? created),
    finishedAt: finished === undefined ? null : ago(finished),
  }));
  await tx.insert(workOrders).values(rows);
  return rows.map((row) => row.id);
}

async function departmentIds({ organizationId, tx }: TenantContext, plantId: string) {
  const rows = await tx
    .select({ name: departments.name, id: departments.id })
    .from(departments)
    .where(and(eq(departments.organizationId, organizationId), eq(departments.plantId, plantId)));
  return new Map(rows.map(({ name, id }) => [name, id]));
}

async function insertReports({ organizationId, now, tx }: TenantContext, orderIds: readonly string[]) {
  const rows = sampleReports.map(({ order, ago, ...report }) => ({
    organizationId,
    id: uuidv7(),
    workOrderId: found(orderIds[order], "work order"),
    ...report,
    reportedAt: addDays(now, -ago),
  }));
  await tx.insert(nonConformances).values(rows);
}
