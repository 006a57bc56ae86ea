import "server-only";
import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { departments, lanes, plants, workOrders } from "@/products/unison/schema";
import { shiftsOf } from "../shifts/plant-shifts";

const ordersWith = (status: "open" | "in_progress" | "done") =>
  sql<number>`(count(*) filter (where ${workOrders.status} = ${status}))::int`;

/** All plants by name, each with its number of waiting, running and finished orders. */
export async function listPlants({ organizationId, tx }: TenantContext) {
  return tx
    .select({
      ...getTableColumns(plants),
      open: ordersWith("open"),
      inProgress: ordersWith("in_progress"),
      done: ordersWith("done"),
    })
    .from(plants)
    .leftJoin(workOrders, and(eq(workOrders.organizationId, plants.organizationId), eq(workOrders.plantId, plants.id)))
    .where(eq(plants.organizationId, organizationId))
    .groupBy(plants.organizationId, plants.id)
    .orderBy(asc(plants.name));
}
export type PlantRow = Awaited<ReturnType<typeof listPlants>>[number];

type Part = { id: string; name: string };
export type Place = { id: string; name: string; departments: Part[]; lanes: Part[] };

/** Where a work order can be placed: each plant with its departments and lanes, in order. */
export async function listPlaces({ organizationId, tx }: TenantContext): Promise<Place[]> {
  const partsOf = (table: typeof departments | typeof lanes) => sql<Part[]>`(
    select coalesce(json_agg(json_build_object('id', part.id, 'name', part.name) order by part.position, part.id), '[]')
    from ${table} part where part.organization_id = plants.organization_id and part.plant_id = plants.id)`;
  return tx
    .select({ id: plants.id, name: plants.name, departments: partsOf(departments), lanes: partsOf(lanes) })
    .from(plants)
    .where(eq(plants.organizationId, organizationId))
    .orderBy(asc(plants.name));
}

/** @throws GatehouseError `not_found`, also for another organization's. */
export async function findPlant({ organizationId, tx }: TenantContext, id: string) {
  const [row] = await tx
    .select()
    .from(plants)
    .where(and(eq(plants.organizationId, organizationId), eq(plants.id, id)));
  return found(row, "plant");
}

/** One plant with its departments, lanes and shifts. @throws GatehouseError `not_found`, also for another organization's. */
export async function plantDetail(ctx: TenantContext, id: string) {
  return {
    plant: await findPlant(ctx, id),
    departments: await departmentsOf(ctx, id),
    lanes: await lanesOf(ctx, id),
    shifts: await shiftsOf(ctx, id),
  };
}
export type PlantDetail = Awaited<ReturnType<typeof plantDetail>>;

/** Each with its number of unfinished orders. */
function departmentsOf({ organizationId, tx }: TenantContext, plantId: string) {
  return tx
    .select({
      id: departments.id,
      name: departments.name,
      active: sql<number>`(count(*) filter (where ${workOrders.status} <> 'done'))::int`,
    })
    .from(departments)
    .leftJoin(
      workOrders,
      and(eq(workOrders.organizationId, departments.organizationId), eq(workOrders.departmentId, departments.id)),
    )
    .where(and(eq(departments.organizationId, organizationId), eq(departments.plantId, plantId)))
    .groupBy(departments.organizationId, departments.id)
    .orderBy(asc(departments.position));
}

function lanesOf({ organizationId, tx }: TenantContext, plantId: string) {
  return tx
    .select({
      id: lanes.id,
      name: lanes.name,
      active: sql<number>`(count(*) filter (where ${workOrders.status} <> 'done'))::int`,
    })
    .from(lanes)
    .leftJoin(workOrders, and(eq(workOrders.organizationId, lanes.organizationId), eq(workOrders.laneId, lanes.id)))
    .where(and(eq(lanes.organizationId, organizationId), eq(lanes.plantId, plantId)))
    .groupBy(lanes.organizationId, lanes.id)
    .orderBy(asc(lanes.position));
}
