import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { gauges } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import type { Levels } from "./seat-quantity";

/** The levels of the gauges that seats are sold by. */
export async function seatLevels({ tx, organizationId }: TenantContext): Promise<Levels> {
  const meters = catalog.plans.flatMap(({ perSeat }) => perSeat?.meter ?? []);
  if (meters.length === 0) return {};
  const rows = await tx
    .select({ meter: gauges.meter, level: gauges.level })
    .from(gauges)
    .where(and(eq(gauges.organizationId, organizationId), inArray(gauges.meter, meters)));
  return Object.fromEntries(rows.map(({ meter, level }) => [meter, level]));
}
