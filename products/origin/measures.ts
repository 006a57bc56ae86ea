import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Context } from "@/lib/context";
import type { Measures } from "@/lib/usage";
import { attributionModels } from "@/products/origin/schema";

/** The number of models in use by organization. */
export function measureModels({ tx }: Context, organizationId?: string) {
  return tx
    .select({ organizationId: attributionModels.organizationId, level: sql<number>`count(*)`.mapWith(Number) })
    .from(attributionModels)
    .where(organizationId === undefined ? undefined : eq(attributionModels.organizationId, organizationId))
    .groupBy(attributionModels.organizationId);
}

/** How Origin's own gauges are measured. */
export const measures: Measures = { models: measureModels };
