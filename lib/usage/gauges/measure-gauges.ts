import "server-only";
import { eq } from "drizzle-orm";
import { gauges } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { type Context, inTenant } from "@/lib/context";
import { logger } from "@/lib/logger";
import { lockLevel, writeLevel } from "./gauge-level";

/** Counts what each organization has, or the named one only. Organizations without any may be left out. */
export type Measure = (ctx: Context, organizationId?: string) => Promise<{ organizationId: string; level: number }[]>;

/** By the gauge's key. A gauge without a measure is set over the API. */
export type Measures = Readonly<Record<string, Measure>>;

/**
 * The job that counts what the gauges measure and corrects those that differ. Every change updates its gauge; this finds
 * changes that bypassed it. For a platform-role transaction. Safe to run twice at once.
 *
 * @returns how many gauges were corrected.
 */
export async function measureGauges(ctx: Context, measures: Measures): Promise<number> {
  let corrected = 0;
  for (const [meter, measure] of Object.entries(measures)) {
    if (!catalog.meters.some(({ key, kind }) => key === meter && kind === "gauge")) continue;
    for (const organizationId of await differing(ctx, meter, measure)) {
      if (await correct(ctx, organizationId, meter, measure)) corrected += 1;
    }
  }
  return corrected;
}

/** Organizations whose gauge and count seem to differ; a change in progress may be the reason. Sorted, against deadlocks. */
async function differing(ctx: Context, meter: string, measure: Measure): Promise<string[]> {
  const kept = await ctx.tx
    .select({ organizationId: gauges.organizationId, level: gauges.level })
    .from(gauges)
    .where(eq(gauges.meter, meter));
  const levels = new Map(kept.map(({ organizationId, level }) => [organizationId, level]));
  const counts = new Map((await measure(ctx)).map(({ organizationId, level }) => [organizationId, level]));
  const all = [...new Set([...levels.keys(), ...counts.keys()])];
  return all.filter((id) => (levels.get(id) ?? 0) !== (counts.get(id) ?? 0)).sort();
}

/** Counts again under the gauge's lock, which every change of what it measures takes. */
async function correct(ctx: Context, organizationId: string, meter: string, measure: Measure): Promise<boolean> {
  const tenant = inTenant(ctx, organizationId);
  const before = await lockLevel(tenant, meter);
  const level = (await measure(ctx, organizationId))[0]?.level ?? 0;
  if (level === before) return false;
  await writeLevel(tenant, meter, level);
  logger.warn({ organizationId, meter, before, level }, "corrected a gauge that differed from its measure");
  return true;
}
