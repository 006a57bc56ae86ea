import "server-only";
import { and, eq } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { departments, plants } from "@/products/unison/schema";

/**
 * Checks that the plant belongs to the organization and the department to the plant.
 *
 * @throws GatehouseError `not_found`, also for another organization's.
 */
export async function requirePlace(
  { organizationId, tx }: TenantContext,
  { plantId, departmentId }: { plantId: string; departmentId: string | null },
): Promise<void> {
  const [plant] = await tx
    .select({ id: plants.id })
    .from(plants)
    .where(and(eq(plants.organizationId, organizationId), eq(plants.id, plantId)));
  found(plant, "plant");
  if (departmentId === null) return;
  const [department] = await tx
    .select({ id: departments.id })
    .from(departments)
    .where(
      and(
        eq(departments.organizationId, organizationId),
        eq(departments.plantId, plantId),
        eq(departments.id, departmentId),
      ),
    );
  found(department, "department");
}
