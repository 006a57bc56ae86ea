import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { gaugeReadings, gauges } from "@/db/schema";
import { catalog, findMeter, type Meter } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { GatehouseError } from "@/lib/errors";

/** @throws GatehouseError `unknown_name` (422) for a meter that is none, or is a counter. */
export function findGauge(key: string): Meter {
  const meter = findMeter(catalog, key);
  if (meter.kind === "gauge") return meter;
  const valid = catalog.meters.filter(({ kind }) => kind === "gauge").map((gauge) => gauge.key);
  const message = `${meter.name} is a counter: track events of it. Gauges: ${valid.join(", ") || "none"}.`;
  throw new GatehouseError("unknown_name", message, { valid });
}

/** The level, its row locked until the caller's transaction ends. */
export async function lockLevel({ tx, organizationId, now }: TenantContext, meter: string): Promise<number> {
  await tx.insert(gauges).values({ organizationId, meter, level: 0, updatedAt: now }).onConflictDoNothing();
  const [row] = await tx
    .select({ level: gauges.level })
    .from(gauges)
    .where(and(eq(gauges.organizationId, organizationId), eq(gauges.meter, meter)))
    .for("update");
  return row?.level ?? 0;
}

/** Changes a locked level and keeps it in the history. */
export async function writeLevel({ tx, organizationId, now }: TenantContext, meter: string, level: number) {
  await tx
    .update(gauges)
    .set({ level, updatedAt: now })
    .where(and(eq(gauges.organizationId, organizationId), eq(gauges.meter, meter)));
  await tx.insert(gaugeReadings).values({ organizationId, meter, id: uuidv7(), level, measuredAt: now });
}
