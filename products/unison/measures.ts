import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { Measures } from "@/lib/usage";
import { plants } from "@/products/unison/schema";

/** How many plants organizations have. */
export function measurePlants({ tx }: Context, organizationId?: string) {
  return tx
    .select({ organizationId: plants.organizationId, level: sql<number>`count(*)`.mapWith(Number) })
    .from(plants)
    .where(organizationId === undefined ? undefined : eq(plants.organizationId, organizationId))
    .groupBy(plants.organizationId);
}

/** How the gauges that Unison keeps itself are measured. */
export const measures: Measures = { plants: measurePlants };
