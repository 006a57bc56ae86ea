import "server-only";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { findGauge } from "../find-meter";
import { gaugeState } from "../thresholds/thresholds";
import { lockLevel, writeLevel } from "./gauge-level";

/**
 * Sets a gauge to the level a product reports, even above the limit, because it already exists. To stay below the limit,
 * products check before they create something (`features/check`).
 *
 * @throws GatehouseError `unknown_name` (422) for an unknown meter or a counter.
 */
export async function setGauge(ctx: TenantContext, { meter, level }: { meter: string; level: number }) {
  const { key } = findGauge(meter);
  const before = await lockLevel(ctx, key);
  if (level !== before) await writeLevel(ctx, key, level);
  const { limits } = await entitlementsOf(ctx);
  const limit = limits[key]?.limit ?? 0;
  const { organizationId: organization } = ctx;
  return { organization, meter: key, level, before, limit, state: gaugeState(catalog.thresholds, limit, level) };
}
