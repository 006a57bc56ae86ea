import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { requireAccess } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { partsOf } from "@/products/unison/domain/floor-parts/part-table";
import { shiftsOf } from "@/products/unison/domain/shifts/plant-shifts";
import { claimNumbers } from "@/products/unison/domain/work-orders/claim-numbers";
import { localDay } from "@/products/unison/domain/work-orders/work-order";
import {
  departments,
  inspectionChecks,
  nonConformances,
  plants,
  shiftNotes,
  workOrders,
} from "@/products/unison/schema";
import { addSampleMaterials } from "./add-sample-materials";
import { sampleChecks, sampleNotes, sampleOrders, sampleReports } from "./sample";

/**
 * Adds sample materials, work orders, non-conformance reports, checks and shift notes to a plant. No meter counts them: the customer didn't
 * create them.
 *
 * @throws GatehouseError `not_found` for a plant that is not the organization's, `read_only`.
 */
export async function addSampleData(ctx: TenantContext, { plantId }: { plantId: string }): Promise<void> {
  await requireAccess(ctx, "write");
  const timeZone = await timeZoneOf(ctx, plantId);
  await addSampleMaterials(ctx);
  const orderIds = await insertOrders(ctx, plantId, timeZone);
  await insertReports(ctx, orderIds);
  await insertChecks(ctx, orderIds);
  await insertNotes(ctx, { plantId, timeZone, orderIds });
  await recordAudit(ctx, { organizationId: ctx.organizationId, action: "sample_data.added", subject: plantId });
}

async function timeZoneOf({ organizationId, tx }: TenantContext, plantId: string) {
  const [plant] = await tx
    .select({ timeZone: plants.timeZone })
    .from(plants)
    .where(and(eq(plants.organizationId, organizationId), eq(plants.id, plantId)));
  return found(plant, "plant").timeZone;
}

async function insertOrders(ctx: TenantContext, plantId: string, timeZone: string): Promise<string[]> {
  const { organizationId, now, tx } = ctx;
  const byName = await departmentIds(ctx, plantId);
  const lanes = await partsOf(ctx, "lane", plantId);
  const first = await claimNumbers(ctx, sampleOrders.length);
  const ago = (days: number) => addDays(now, -days);
  const rows = sampleOrders.map(({ department, due, created, finished, minutes, scrap, blocked, ...order }, index) => ({
    organizationId,
    id: uuidv7(),
    number: first + index,
    plantId,
    departmentId: byName.get(department) ?? null,
    ...order,
    // Work that isn't started yet is partly unassigned, so that there's something to drag.
    laneId: order.status === "open" && index % 2 === 0 ? null : (lanes[index % lanes.length]?.id ?? null),
    dueOn: localDay(ago(-due), timeZone),
    plannedMinutes: minutes,
    blockedReason: blocked ?? null,
    goodQuantity: order.status === "done" ? order.quantity : null,
    scrapQuantity: scrap,
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
    closedAt: report.status === "closed" ? addDays(now, 1 - ago) : null,
  }));
  await tx.insert(nonConformances).values(rows);
}

async function insertChecks({ organizationId, now, tx }: TenantContext, orderIds: readonly string[]) {
  const rows = sampleChecks.map(({ order, ...check }, position) => ({
    organizationId,
    id: uuidv7(),
    workOrderId: found(orderIds[order], "work order"),
    position,
    ...check,
    checkedAt: check.result ? addDays(now, -1) : null,
  }));
  await tx.insert(inspectionChecks).values(rows);
}

type Place = { plantId: string; timeZone: string; orderIds: readonly string[] };

async function insertNotes(ctx: TenantContext, { plantId, timeZone, orderIds }: Place) {
  const { organizationId, now, tx } = ctx;
  const [shift] = await shiftsOf(ctx, plantId);
  const rows = sampleNotes.map(({ order, ago, text }) => {
    const createdAt = addDays(now, -ago);
    const workOrderId = order === null ? null : found(orderIds[order], "work order");
    const when = { shift: shift?.name ?? null, day: localDay(createdAt, timeZone) };
    return { organizationId, id: uuidv7(), plantId, workOrderId, ...when, text, createdAt };
  });
  await tx.insert(shiftNotes).values(rows);
}
