import "server-only";
import { eq, sql } from "drizzle-orm";
import { plants } from "@/db/schema";
import type { Context } from "@/lib/context";

/** How many plants organizations have. */
export function measurePlants({ tx }: Context, organizationId?: string) {
  return tx
    .select({ organizationId: plants.organizationId, level: sql<number>`count(*)`.mapWith(Number) })
    .from(plants)
    .where(organizationId === undefined ? undefined : eq(plants.organizationId, organizationId))
    .groupBy(plants.organizationId);
}
