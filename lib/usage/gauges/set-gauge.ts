import "server-only";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { conflict } from "@/lib/errors";
import { findGauge } from "../find-meter";
import { gaugeState } from "../thresholds/thresholds";
import { lockLevel, writeLevel } from "./gauge-level";

export type GaugeLevel = {
  meter: string;
  level: number;
  /** The gauges that the application measures itself. */
  measured: readonly string[];
};

/**
 * Sets a gauge to the level a product reports, even above the limit, because it already exists. To stay below the limit,
 * products check before they create something (`features/check`).
 *
 * @throws GatehouseError `unknown_name` (422) for an unknown meter or a counter, `conflict` for a gauge that is measured:
 *   a reported level would switch off its limit until it is measured again.
 */
export async function setGauge(ctx: TenantContext, { meter, level, measured }: GaugeLevel) {
  const { key, name } = findGauge(meter);
  if (measured.includes(key)) {
    throw conflict(`${name} is measured by the application and can't be set.`, { reason: "measured", meter: key });
  }
  const before = await lockLevel(ctx, key);
  if (level !== before) await writeLevel(ctx, key, level);
  const { limits } = await entitlementsOf(ctx);
  const limit = limits[key]?.limit ?? 0;
  const { organizationId: organization } = ctx;
  return { organization, meter: key, level, before, limit, state: gaugeState(catalog.thresholds, limit, level) };
}
