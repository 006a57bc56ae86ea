import { catalog, findMeter, type Meter } from "@/lib/catalog";
import { GatehouseError } from "@/lib/errors";

/** @throws GatehouseError `unknown_name` (422) for an unknown meter or a gauge. */
export function findCounter(key: string): Meter {
  return findOfKind(key, "counter", (meter) => `${meter.name} is a gauge. Set its level instead of tracking events.`);
}

/** @throws GatehouseError `unknown_name` (422) for an unknown meter or a counter. */
export function findGauge(key: string): Meter {
  return findOfKind(key, "gauge", (meter) => `${meter.name} is a counter. Track events instead of setting a level.`);
}

function findOfKind(key: string, kind: Meter["kind"], explain: (meter: Meter) => string): Meter {
  const meter = findMeter(catalog, key);
  if (meter.kind === kind) return meter;
  const valid = catalog.meters.filter((one) => one.kind === kind).map((one) => one.key);
  const names = kind === "counter" ? "Counters" : "Gauges";
  throw new GatehouseError("unknown_name", `${explain(meter)} ${names}: ${valid.join(", ") || "none"}.`, { valid });
}
