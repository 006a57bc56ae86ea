import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { gaugeReadings, gauges } from "@/db/schema";
import { catalog, findMeter, type Meter } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { assertAccess, type Entitlements, entitlementsOf, upgradeUrl } from "@/lib/entitlements";
import { invalidInput } from "@/lib/errors";
import { decideLevel, gaugeRungs } from "./ladder";
import { explainRefusal, limitReached } from "./refusal";

export type GaugeChange = {
  meter: string;
  /** Units more (or, negative, less). */
  delta: number;
};

/**
 * Raises or lowers a gauge in the caller's transaction, which also makes or deletes the thing measured. The gauge's row
 * is locked before the limit is looked at, so with one left and many arriving, one passes. Lowering is always allowed.
 *
 * @returns the new level.
 * @throws GatehouseError `limit_reached` (402, details are a `Refusal`), `read_only`, `unknown_name`.
 */
export async function adjustGauge(ctx: TenantContext, { meter: key, delta }: GaugeChange): Promise<number> {
  const meter = findGauge(key);
  const level = await lockLevel(ctx, key);
  if (delta > 0) assertFits(await entitlementsOf(ctx), meter, level, delta);
  // What was made before its gauge was counted may be deleted: a level never falls below none.
  const next = Math.max(0, level + delta);
  if (next !== level) await writeLevel(ctx, key, next);
  return next;
}

function findGauge(key: string): Meter {
  const meter = findMeter(catalog, key);
  if (meter.kind !== "gauge") throw invalidInput(`${meter.name} is a counter: track events of it.`, { meter: key });
  return meter;
}

/** The level, its row locked until the caller's transaction ends. */
async function lockLevel(ctx: TenantContext, meter: string): Promise<number> {
  const { tx, organizationId, now } = ctx;
  await tx.insert(gauges).values({ organizationId, meter, level: 0, updatedAt: now }).onConflictDoNothing();
  const [row] = await tx
    .select({ level: gauges.level })
    .from(gauges)
    .where(and(eq(gauges.organizationId, organizationId), eq(gauges.meter, meter)))
    .for("update");
  return row?.level ?? 0;
}

function assertFits(entitlements: Entitlements, meter: Meter, level: number, delta: number): void {
  assertAccess(entitlements, "write");
  const limit = entitlements.limits[meter.key]?.limit ?? 0;
  const decision = decideLevel(limit, level, delta);
  if (decision.allowed) return;
  throw limitReached(
    explainRefusal({
      catalog,
      entitlements,
      meter,
      rungs: gaugeRungs(limit),
      rule: decision.rule,
      amount: delta,
      used: level,
      graceStartedAt: null,
      resetsAt: null,
      upgradeUrl: upgradeUrl(),
    }),
  );
}

async function writeLevel({ tx, organizationId, now }: TenantContext, meter: string, level: number): Promise<void> {
  await tx
    .update(gauges)
    .set({ level, updatedAt: now })
    .where(and(eq(gauges.organizationId, organizationId), eq(gauges.meter, meter)));
  await tx.insert(gaugeReadings).values({ organizationId, meter, id: uuidv7(), level, measuredAt: now });
}
