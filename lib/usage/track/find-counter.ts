import { catalog, findMeter, type Meter } from "@/lib/catalog";
import { GatehouseError } from "@/lib/errors";

/** @throws GatehouseError `unknown_name` (422) for a meter that is none, or is a gauge. */
export function findCounter(key: string): Meter {
  const meter = findMeter(catalog, key);
  if (meter.kind === "counter") return meter;
  const valid = catalog.meters.filter(({ kind }) => kind === "counter").map((counter) => counter.key);
  const message = `${meter.name} is a gauge: its level is what exists, not what is reported. Counters: ${valid.join(", ") || "none"}.`;
  throw new GatehouseError("unknown_name", message, { valid });
}
