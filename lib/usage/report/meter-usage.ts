import type { Catalog, Limit, Meter, Overage } from "@/lib/catalog";
import type { Entitlements } from "@/lib/entitlements";
import type { Period } from "../period";
import {
  counterState,
  countUnder,
  gaugeState,
  graceEnd,
  type MeterState,
  type StoredCount,
  thresholdsOf,
} from "../thresholds/thresholds";

/** The usage and limits of one meter of an organization. */
export type MeterUsage = {
  key: string;
  name: string;
  description: string;
  kind: Meter["kind"];
  unit: Meter["unit"];
  used: number;
  limit: Limit;
  /** Usage may reach this and no more. */
  hardLimit: Limit;
  /** used ÷ limit; 0 when there is no limit. May be over 1. */
  part: number;
  state: MeterState;
  overage: Overage | null;
  /** Units in this period that weren't included when they were used, and are charged. */
  overageUnits: number;
  /** The usage period; null for a gauge. */
  period: Period | null;
  resetsAt: Date | null;
  graceStartedAt: Date | null;
  graceEndsAt: Date | null;
};

/** A counter as stored, with its overage so far. */
export type CounterReading = StoredCount & { overage: number };

export type Readings = {
  counters: readonly (CounterReading & { meter: string })[];
  levels: readonly { meter: string; level: number }[];
};

const unused: CounterReading = { used: 0, graceStartedAt: null, included: null, overage: 0 };

/** Every meter, in the order of the catalog. Pure. */
export function describeUsage(
  catalog: Catalog,
  entitlements: Entitlements,
  period: Period,
  { counters, levels }: Readings,
  now: Date,
): MeterUsage[] {
  return catalog.meters.map((meter) => {
    const count = counters.find((row) => row.meter === meter.key) ?? unused;
    const level = levels.find((row) => row.meter === meter.key)?.level ?? 0;
    return describeMeterUsage(catalog, meter, entitlements, period, { count, level }, now);
  });
}

/** One meter. A counter reads `count`, a gauge `level`. Pure. */
export function describeMeterUsage(
  catalog: Catalog,
  meter: Meter,
  { limits }: Entitlements,
  period: Period,
  { count, level }: { count: CounterReading; level: number },
  now: Date,
): MeterUsage {
  const { limit, overage } = limits[meter.key] ?? { limit: 0, overage: null };
  if (meter.kind === "gauge") return describeGauge(catalog, meter, limit, level);
  return describeCounter(catalog, meter, { limit, overage, period, stored: count, now });
}

function describeGauge(catalog: Catalog, meter: Meter, limit: Limit, level: number): MeterUsage {
  return {
    ...labelsOf(meter),
    used: level,
    limit,
    hardLimit: limit,
    part: partUsed(level, limit),
    state: gaugeState(catalog.thresholds, limit, level),
    overage: null,
    overageUnits: 0,
    period: null,
    resetsAt: null,
    graceStartedAt: null,
    graceEndsAt: null,
  };
}

type CounterFacts = { limit: Limit; overage: Overage | null; period: Period; stored: CounterReading; now: Date };

function describeCounter(
  catalog: Catalog,
  meter: Meter,
  { limit, overage, period, stored, now }: CounterFacts,
): MeterUsage {
  const thresholds = thresholdsOf(catalog.thresholds, limit, overage !== null);
  const count = countUnder(thresholds, stored);
  const state = counterState(thresholds, count, now);
  const graceStartedAt = state === "grace" || state === "stopped" ? count.graceStartedAt : null;
  return {
    ...labelsOf(meter),
    used: count.used,
    limit,
    hardLimit: thresholds.hardLimit ?? "unlimited",
    part: partUsed(count.used, limit),
    state,
    overage,
    overageUnits: stored.overage,
    period,
    resetsAt: period.end,
    graceStartedAt,
    graceEndsAt: graceEnd(thresholds, graceStartedAt),
  };
}

const labelsOf = ({ key, name, description, kind, unit }: Meter) => ({ key, name, description, kind, unit });

/** used ÷ limit; 0 when there is no limit. */
export function partUsed(used: number, limit: Limit): number {
  if (limit === "unlimited") return 0;
  return limit === 0 ? Math.min(used, 1) : used / limit;
}
