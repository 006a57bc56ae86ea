import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import type { SetupItem } from "@/lib/products/types";
import { plants, workOrders } from "@/products/unison/schema";

/** What a manufacturer still has to set up. Sample orders have no author, so they don't count. */
export async function setupItems({ organizationId, tx }: TenantContext): Promise<SetupItem[]> {
  const plant = await tx
    .select({ id: plants.id })
    .from(plants)
    .where(eq(plants.organizationId, organizationId))
    .limit(1);
  const order = await tx
    .select({ id: workOrders.id })
    .from(workOrders)
    .where(and(eq(workOrders.organizationId, organizationId), isNotNull(workOrders.createdBy)))
    .limit(1);
  return [
    {
      key: "plant",
      label: "Add your first plant",
      description: "It comes with departments, lanes and a day shift.",
      href: "/plants",
      done: plant.length > 0,
    },
    {
      key: "work_order",
      label: "Create your first work order",
      description: "Give it a title, a quantity and a due date.",
      href: "/work-orders?new=true",
      done: order.length > 0,
    },
  ];
}
