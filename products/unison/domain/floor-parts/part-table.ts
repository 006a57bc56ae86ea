import "server-only";
import { and, asc, eq } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { departments, lanes, plants, workOrders } from "@/products/unison/schema";
import type { PartKind } from "./part-input";

/** The table of a kind of part, and the column by which work orders refer to it. */
export const partTables = {
  department: { table: departments, column: "departmentId", reference: workOrders.departmentId },
  lane: { table: lanes, column: "laneId", reference: workOrders.laneId },
} as const satisfies Record<PartKind, unknown>;

/** The most that a plant can have of each. */
export const mostParts = 50;

/** Locks the plant, so that changes of its parts happen one after another. @throws GatehouseError `not_found`. */
export async function lockPlant({ organizationId, tx }: TenantContext, plantId: string): Promise<{ name: string }> {
  const [row] = await tx
    .select({ name: plants.name })
    .from(plants)
    .where(and(eq(plants.organizationId, organizationId), eq(plants.id, plantId)))
    .for("update");
  return found(row, "plant");
}

/** One part, with its plant locked. @throws GatehouseError `not_found`, also for another organization's. */
export async function lockPart(ctx: TenantContext, kind: PartKind, id: string) {
  const { organizationId, tx } = ctx;
  const { table } = partTables[kind];
  const mine = and(eq(table.organizationId, organizationId), eq(table.id, id));
  const [row] = await tx.select({ plantId: table.plantId }).from(table).where(mine);
  const { plantId } = found(row, kind);
  await lockPlant(ctx, plantId);
  const [locked] = await tx.select().from(table).where(mine).for("update");
  return found(locked, kind);
}

/** The parts of a plant, in order. */
export function partsOf({ organizationId, tx }: TenantContext, kind: PartKind, plantId: string) {
  const { table } = partTables[kind];
  return tx
    .select({ id: table.id, name: table.name, position: table.position })
    .from(table)
    .where(and(eq(table.organizationId, organizationId), eq(table.plantId, plantId)))
    .orderBy(asc(table.position), asc(table.id));
}
