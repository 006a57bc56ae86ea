import type { Catalog, Limit, Meter, Overage } from "@/lib/catalog";
import { type Balance, balanceFor, type OpenGrant } from "@/lib/credits/draw";
import { creditPrice } from "@/lib/credits/price-of";
import type { Entitlements } from "@/lib/entitlements";
import { creditCapacity } from "../credits/meter-credits";
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
  /** Units of it that credits paid for, and how many more they can pay for; 0 for a gauge. */
  credited: number;
  credits: number;
  limit: Limit;
  /** Usage may reach this and no more. */
  hardLimit: Limit;
  /** What the plan's limit has to cover of `used`, ÷ limit; 0 when there is no limit. May be over 1. */
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

/** A counter as stored, with its overage so far, and the units that money credits paid for. */
export type CounterReading = StoredCount & { overage: number; prepaid: number };

export type Readings = {
  counters: readonly (CounterReading & { meter: string })[];
  levels: readonly { meter: string; level: number }[];
  grants: readonly OpenGrant[];
};

const unused: CounterReading = { used: 0, graceStartedAt: null, included: null, overage: 0, credited: 0, prepaid: 0 };

/** Every meter, in the order of the catalog. Pure. */
export function describeUsage(
  catalog: Catalog,
  entitlements: Entitlements,
  period: Period,
  { counters, levels, grants }: Readings,
  now: Date,
): MeterUsage[] {
  return catalog.meters.map((meter) => {
    const count = counters.find((row) => row.meter === meter.key) ?? unused;
    const level = levels.find((row) => row.meter === meter.key)?.level ?? 0;
    const price = creditPrice(catalog, entitlements, meter.key);
    const balance = balanceFor(grants, { meter: meter.key, price, now });
    return describeMeterUsage(catalog, meter, entitlements, period, { count, level, balance }, now);
  });
}

/** One meter. A counter reads `count` and `balance`, a gauge `level`. Pure. */
export function describeMeterUsage(
  catalog: Catalog,
  meter: Meter,
  entitlements: Entitlements,
  period: Period,
  { count, level, balance }: { count: CounterReading; level: number; balance: Balance },
  now: Date,
): MeterUsage {
  const { limit, overage } = entitlements.limits[meter.key] ?? { limit: 0, overage: null };
  if (meter.kind === "gauge") return describeGauge(catalog, meter, limit, level);
  const credits = creditCapacity(catalog, entitlements, meter.key, { balance, prepaid: count.prepaid });
  return describeCounter(catalog, meter, { limit, overage, period, stored: count, credits, now });
}

function describeGauge(catalog: Catalog, meter: Meter, limit: Limit, level: number): MeterUsage {
  return {
    ...labelsOf(meter),
    used: level,
    credited: 0,
    credits: 0,
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

type CounterFacts = {
  limit: Limit;
  overage: Overage | null;
  period: Period;
  stored: CounterReading;
  credits: number;
  now: Date;
};

function describeCounter(
  catalog: Catalog,
  meter: Meter,
  { limit, overage, period, stored, credits, now }: CounterFacts,
): MeterUsage {
  const thresholds = thresholdsOf(catalog.thresholds, limit, overage !== null);
  const count = countUnder(thresholds, stored);
  const state = counterState(thresholds, count, now, credits > 0);
  const graceStartedAt = state === "grace" || state === "stopped" ? count.graceStartedAt : null;
  return {
    ...labelsOf(meter),
    used: stored.used,
    credited: stored.credited,
    credits,
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
