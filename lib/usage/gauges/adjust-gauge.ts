import "server-only";
import { catalog, type Meter } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { assertAccess, type Entitlements, entitlementsOf, upgradeUrl } from "@/lib/entitlements";
import { findGauge } from "../find-meter";
import { explainRefusal, limitReached } from "../thresholds/refusal";
import { decideGauge, gaugeThresholds } from "../thresholds/thresholds";
import { lockLevel, writeLevel } from "./gauge-level";
import type { Measure } from "./measure-gauges";

export type GaugeChange = {
  meter: string;
  /** Units more, or fewer if negative. */
  delta: number;
  /** Counts what exists, for a gauge whose level also changes with time. The stored level is corrected by it first. */
  measure?: Measure;
};

/**
 * Raises or lowers a gauge in the caller's transaction, which also creates or deletes what is measured. The gauge's row
 * is locked before the limit is checked, so with one left and many at once, one succeeds. Lowering is always allowed.
 *
 * @returns the new level.
 * @throws GatehouseError `limit_reached` (402, details are a `Refusal`), `read_only`, `unknown_name`.
 */
export async function adjustGauge(ctx: TenantContext, { meter: key, delta, measure }: GaugeChange): Promise<number> {
  const meter = findGauge(key);
  const stored = await lockLevel(ctx, key);
  const level = measure ? ((await measure(ctx, ctx.organizationId))[0]?.level ?? 0) : stored;
  if (delta > 0) assertFits(await entitlementsOf(ctx), meter, level, delta);
  // What existed before it was measured may be deleted too, and no level is negative.
  const next = Math.max(0, level + delta);
  if (next !== stored) await writeLevel(ctx, key, next);
  return next;
}

function assertFits(entitlements: Entitlements, meter: Meter, level: number, delta: number): void {
  assertAccess(entitlements, "write");
  const limit = entitlements.limits[meter.key]?.limit ?? 0;
  const decision = decideGauge(limit, level, delta);
  if (decision.allowed) return;
  throw limitReached(
    explainRefusal({
      catalog,
      entitlements,
      meter,
      thresholds: gaugeThresholds(limit),
      rule: decision.rule,
      amount: delta,
      used: level,
      graceStartedAt: null,
      resetsAt: null,
      upgradeUrl: upgradeUrl(),
    }),
  );
}
