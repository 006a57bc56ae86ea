import "server-only";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { levelStateOf } from "../thresholds/ladder";
import { findGauge, lockLevel, writeLevel } from "./gauge-level";

/**
 * Sets a gauge to the level a product reports. What exists is written down also where it is more than the plan allows:
 * asking before making it (`features/check`) is what keeps it under the limit.
 *
 * @throws GatehouseError `unknown_name` (422) for a meter that is none, or is a counter.
 */
export async function setGauge(ctx: TenantContext, { meter, level }: { meter: string; level: number }) {
  const { key } = findGauge(meter);
  const before = await lockLevel(ctx, key);
  if (level !== before) await writeLevel(ctx, key, level);
  const { limits } = await entitlementsOf(ctx);
  const limit = limits[key]?.limit ?? 0;
  const { organizationId: organization } = ctx;
  return { organization, meter: key, level, before, limit, state: levelStateOf(catalog.ladder, limit, level) };
}
