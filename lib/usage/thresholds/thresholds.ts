import type { Limit, ThresholdShares } from "@/lib/catalog";
import { day } from "@/lib/durations";

/** A threshold, notified once per period and limit. */
export type Threshold = "warning" | "critical" | "soft" | "hard";

/** What is notified: a threshold, or that an amount was refused while less would have fit. */
export type NoticeStep = Threshold | "refused";

/** The thresholds of one meter in whole units, so that no decision depends on rounding. `null`: never reached. */
export type Thresholds = {
  limit: number | null;
  warningAt: number | null;
  criticalAt: number | null;
  /** The grace period begins here. */
  softLimit: number | null;
  /** Usage may reach this and no more, at any time. */
  hardLimit: number | null;
  graceMs: number;
};

/** A counter's usage in its period, without the units that credits paid for. */
export type Count = { used: number; graceStartedAt: Date | null };

/** As stored: with the units that credits paid for, and the limit when it last counted. */
export type StoredCount = Count & { credited: number; included: number | null };

export type RefusalRule = "not_included" | "hard_limit" | "grace_over" | "level_full";

export type Decision =
  | { allowed: true; used: number; graceStartedAt: Date | null; reached: Threshold[] }
  | { allowed: false; rule: RefusalRule; since: Date | null };

export type MeterState = "ok" | "warning" | "critical" | "grace" | "credits" | "overage" | "stopped" | "not_included";

/**
 * The thresholds of a counter with this limit.
 *
 * @param sold whether usage above the limit is sold (overage). Then there is no hard limit.
 */
export function thresholdsOf(shares: ThresholdShares, limit: Limit, sold = false): Thresholds {
  const graceMs = shares.graceDays * day;
  if (limit === "unlimited") {
    return { limit: null, warningAt: null, criticalAt: null, softLimit: null, hardLimit: null, graceMs };
  }
  return {
    limit,
    warningAt: Math.ceil(shareOf(limit, shares.warning)),
    criticalAt: Math.ceil(shareOf(limit, shares.critical)),
    softLimit: Math.ceil(shareOf(limit, shares.soft)),
    hardLimit: sold ? null : Math.floor(shareOf(limit, shares.hard)),
    graceMs,
  };
}

/** A gauge has a hard limit only. */
export function gaugeThresholds(limit: Limit): Thresholds {
  const at = limit === "unlimited" ? null : limit;
  return { limit: at, warningAt: null, criticalAt: null, softLimit: null, hardLimit: at, graceMs: 0 };
}

/** In thousandths: in floating point 100 × 1.1 is 110.00000000000001, and 4.5e15 × 1.1 loses whole units. */
function shareOf(limit: number, share: number): number {
  const perMille = Math.round(share * 1000);
  return Math.floor(limit / 1000) * perMille + ((limit % 1000) * perMille) / 1000;
}

/**
 * Whether a counter may grow by `amount` at `now`, and what that changes. `track_usage` makes the same decision in SQL.
 *
 * @param credits how many units that aren't included credits can pay for.
 */
export function decideCounter(thresholds: Thresholds, count: Count, amount: number, now: Date, credits = 0): Decision {
  const graceEndsAt = thresholds.hardLimit === null ? null : graceEnd(thresholds, graceOf(thresholds, count));
  const isOver = graceEndsAt !== null && now >= graceEndsAt;
  const drawn = Math.min(credits, beyondIncluded(thresholds, count, amount, isOver));
  const used = count.used + amount - drawn;
  if (thresholds.hardLimit !== null && drawn < amount) {
    if (thresholds.limit === 0) return { allowed: false, rule: "not_included", since: null };
    if (used > thresholds.hardLimit) return { allowed: false, rule: "hard_limit", since: null };
    if (isOver) return { allowed: false, rule: "grace_over", since: graceEndsAt };
  }
  const isCovered = credits > drawn;
  const graceStartedAt = reachesSoft(thresholds, { used })
    ? (graceOf(thresholds, count) ?? (isCovered ? null : now))
    : null;
  return { allowed: true, used, graceStartedAt, reached: reachedThresholds(thresholds, used, isCovered) };
}

/** How much of an amount isn't included. After the grace period nothing is, even below the limit. */
function beyondIncluded({ limit }: Thresholds, { used }: Count, amount: number, graceIsOver: boolean): number {
  if (limit === null) return 0;
  return graceIsOver ? amount : Math.max(0, amount - Math.max(0, limit - used));
}

/** A stored count under these thresholds: a grace period belongs to a limit, so one of another limit doesn't count. */
export function countUnder(thresholds: Thresholds, { used, credited, graceStartedAt, included }: StoredCount): Count {
  return { used: used - credited, graceStartedAt: included === thresholds.limit ? graceStartedAt : null };
}

/** When the grace period began, if the limit is reached. */
export function graceOf(thresholds: Thresholds, { used, graceStartedAt }: Count): Date | null {
  return reaches(used, thresholds.softLimit) ? graceStartedAt : null;
}

/** The first moment after the grace period that began at `startedAt`. */
export function graceEnd(thresholds: Thresholds, startedAt: Date | null): Date | null {
  return startedAt && new Date(startedAt.getTime() + thresholds.graceMs);
}

/** Whether the limit is reached, so that a grace period begins unless credits pay for more. */
export const reachesSoft = ({ softLimit }: Thresholds, { used }: Pick<Count, "used">): boolean =>
  reaches(used, softLimit);

/**
 * Every threshold at or below `used`, lowest first.
 *
 * @param isCovered whether credits are left that pay for more: then the limit stops nothing.
 */
export function reachedThresholds(thresholds: Thresholds, used: number, isCovered = false): Threshold[] {
  const all: [Threshold, number | null][] = [
    ["warning", thresholds.warningAt],
    ["critical", thresholds.criticalAt],
    ["soft", isCovered ? null : thresholds.softLimit],
    ["hard", isCovered ? null : thresholds.hardLimit],
  ];
  return all.filter(([, at]) => reaches(used, at)).map(([threshold]) => threshold);
}

/**
 * The state of a counter at `now`, as the pages and the API show it.
 *
 * @param isCovered whether credits are left that pay for what isn't included.
 */
export function counterState(thresholds: Thresholds, count: Count, now: Date, isCovered = false): MeterState {
  const { used } = count;
  if (isCovered && reaches(used, thresholds.softLimit)) return "credits";
  if (thresholds.limit === 0) return thresholds.hardLimit === null ? "overage" : "not_included";
  if (reaches(used, thresholds.softLimit)) {
    if (thresholds.hardLimit === null) return "overage";
    const ends = graceEnd(thresholds, count.graceStartedAt);
    return reaches(used, thresholds.hardLimit) || (ends && now >= ends) ? "stopped" : "grace";
  }
  if (reaches(used, thresholds.criticalAt)) return "critical";
  return reaches(used, thresholds.warningAt) ? "warning" : "ok";
}

/** Whether a gauge may rise by `delta`. It stops at its limit; it may always fall. */
export function decideGauge(
  limit: Limit,
  level: number,
  delta: number,
): { allowed: true } | { allowed: false; rule: RefusalRule } {
  if (delta <= 0 || limit === "unlimited" || level + delta <= limit) return { allowed: true };
  return { allowed: false, rule: limit === 0 ? "not_included" : "level_full" };
}

/** The state of a gauge: it warns where a counter does, and stops at the limit. */
export function gaugeState(shares: ThresholdShares, limit: Limit, level: number): MeterState {
  if (limit === 0) return "not_included";
  if (limit !== "unlimited" && level >= limit) return "stopped";
  return reaches(level, thresholdsOf(shares, limit).warningAt) ? "warning" : "ok";
}

const reaches = (used: number, at: number | null): boolean => at !== null && used >= at;
