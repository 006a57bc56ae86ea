import "server-only";
import { and, eq } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { departments, lanes, plants } from "@/products/unison/schema";

/**
 * Checks that the plant belongs to the organization, and the department and the lane to the plant. They are locked, so that none is removed
 * before the order is in it.
 *
 * @throws GatehouseError `not_found`, also for another organization's.
 */
export async function requirePlace(
  { organizationId, tx }: TenantContext,
  { plantId, departmentId, laneId = null }: { plantId: string; departmentId: string | null; laneId?: string | null },
): Promise<void> {
  const [plant] = await tx
    .select({ id: plants.id })
    .from(plants)
    .where(and(eq(plants.organizationId, organizationId), eq(plants.id, plantId)))
    .for("key share");
  found(plant, "plant");
  const parts = [
    ["department", departments, departmentId],
    ["lane", lanes, laneId],
  ] as const;
  for (const [kind, table, id] of parts) {
    if (id === null) continue;
    const [part] = await tx
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.organizationId, organizationId), eq(table.plantId, plantId), eq(table.id, id)))
      .for("key share");
    found(part, kind);
  }
}
