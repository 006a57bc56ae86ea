import "server-only";
import { and, eq, isNull, ne } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { plants, workOrders } from "@/products/unison/schema";
import { lockPlant, partsOf } from "../floor-parts/part-table";
import { shiftsOf } from "../shifts/plant-shifts";
import { localMinute } from "../shifts/shift-time";
import { localDay } from "../work-orders/work-order";
import { chooseLanes, type Hours, type PlannedOrder, planLane } from "./schedule";

/** How many unfinished orders of a plant are planned. */
const mostOrders = 2_000;

function unfinished({ organizationId, tx }: TenantContext, plantId: string) {
  return tx
    .select({
      id: workOrders.id,
      number: workOrders.number,
      title: workOrders.title,
      laneId: workOrders.laneId,
      status: workOrders.status,
      priority: workOrders.priority,
      dueOn: workOrders.dueOn,
      plannedMinutes: workOrders.plannedMinutes,
      blockedReason: workOrders.blockedReason,
    })
    .from(workOrders)
    .where(
      and(
        eq(workOrders.organizationId, organizationId),
        eq(workOrders.plantId, plantId),
        ne(workOrders.status, "done"),
      ),
    )
    .orderBy(workOrders.number)
    .limit(mostOrders);
}
export type ScheduledOrder = Awaited<ReturnType<typeof unfinished>>[number] & PlannedOrder;

/** When a plant's lanes will finish their work, from now on. @throws GatehouseError `not_found`. */
export async function plantSchedule(ctx: TenantContext, plantId: string) {
  const { organizationId, now, tx } = ctx;
  const [row] = await tx
    .select({ timeZone: plants.timeZone, workdays: plants.workdays })
    .from(plants)
    .where(and(eq(plants.organizationId, organizationId), eq(plants.id, plantId)));
  const { timeZone, workdays } = found(row, "plant");
  const orders = await unfinished(ctx, plantId);
  const hours: Hours = {
    shifts: await shiftsOf(ctx, plantId),
    workdays,
    today: localDay(now, timeZone),
    minute: localMinute(now, timeZone),
  };
  const lanes = (await partsOf(ctx, "lane", plantId)).map(({ id, name }) => ({
    id,
    name,
    ...planLane(
      orders.filter(({ laneId }) => laneId === id),
      hours,
    ),
  }));
  return { hours, lanes, unassigned: orders.filter(({ laneId }) => laneId === null) };
}
export type PlantSchedule = Awaited<ReturnType<typeof plantSchedule>>;

/**
 * Gives every order without a lane one, by load and due date.
 *
 * @returns how many got one.
 * @throws GatehouseError `not_found`, `feature_not_in_plan`, `read_only`.
 */
export async function assignLanes(ctx: TenantContext, { id: plantId }: { id: string }): Promise<number> {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, "advanced_scheduling");
  const { organizationId, now, tx } = ctx;
  const { name } = await lockPlant(ctx, plantId);
  const lanes = await partsOf(ctx, "lane", plantId);
  const chosen = chooseLanes(
    lanes.map(({ id }) => id),
    await unfinished(ctx, plantId),
  );
  let assigned = 0;
  for (const [id, laneId] of chosen) {
    const rows = await tx
      .update(workOrders)
      .set({ laneId, updatedAt: now })
      // Someone may have put it in a lane meanwhile: theirs counts.
      .where(and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, id), isNull(workOrders.laneId)))
      .returning({ id: workOrders.id });
    assigned += rows.length;
  }
  if (assigned > 0)
    await recordAudit(ctx, {
      organizationId,
      action: "schedule.lanes_assigned",
      subject: plantId,
      details: { name, orders: assigned },
    });
  return assigned;
}
