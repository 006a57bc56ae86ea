import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { gaugeReadings, gauges } from "@/db/schema";
import type { TenantContext } from "@/lib/context";

/** Reads the level and locks its row until the caller's transaction ends. */
export async function lockLevel({ tx, organizationId, now }: TenantContext, meter: string): Promise<number> {
  await tx.insert(gauges).values({ organizationId, meter, level: 0, updatedAt: now }).onConflictDoNothing();
  const [row] = await tx
    .select({ level: gauges.level })
    .from(gauges)
    .where(and(eq(gauges.organizationId, organizationId), eq(gauges.meter, meter)))
    .for("update");
  return row?.level ?? 0;
}

/** Changes a locked level and adds it to the history. */
export async function writeLevel({ tx, organizationId, now }: TenantContext, meter: string, level: number) {
  await tx
    .update(gauges)
    .set({ level, updatedAt: now })
    .where(and(eq(gauges.organizationId, organizationId), eq(gauges.meter, meter)));
  await tx.insert(gaugeReadings).values({ organizationId, meter, id: uuidv7(), level, measuredAt: now });
}
