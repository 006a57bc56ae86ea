import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { Measures } from "@/lib/usage";
import { plants } from "@/products/unison/schema";
import { measureStorage } from "./domain/files/file-space";

/** The number of plants by organization. */
export function measurePlants({ tx }: Context, organizationId?: string) {
  return tx
    .select({ organizationId: plants.organizationId, level: sql<number>`count(*)`.mapWith(Number) })
    .from(plants)
    .where(organizationId === undefined ? undefined : eq(plants.organizationId, organizationId))
    .groupBy(plants.organizationId);
}

/** How Unison's own gauges are measured. */
export const measures: Measures = { plants: measurePlants, storage_gb: measureStorage };
