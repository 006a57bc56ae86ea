import { problemDocument } from "@/lib/errors";
import { estimateOverage } from "../overage/overage";
import type { LimitVerdict } from "./check-limit";
import type { MeterUsage } from "./meter-usage";
import type { UsageNow } from "./queries";

/** Current usage as the API returns it. */
export function describeNow(organization: string, { entitlements, period, meters }: UsageNow) {
  return {
    organization,
    plan: entitlements.plan.key,
    access: entitlements.access,
    period: { start: period.start.toISOString(), end: period.end.toISOString() },
    meters: meters.map(describeMeter),
  };
}

/** A meter as the API returns it. */
export function describeMeter(usage: MeterUsage) {
  return {
    meter: usage.key,
    name: usage.name,
    kind: usage.kind,
    used: usage.used,
    credited: usage.credited,
    credits: usage.credits,
    limit: usage.limit,
    hardLimit: usage.hardLimit,
    state: usage.state,
    /** Overage units and their cost so far in minor units; null if overage isn't sold. */
    beyond: estimateOverage(usage),
    graceEndsAt: usage.graceEndsAt?.toISOString() ?? null,
    resetsAt: usage.resetsAt?.toISOString() ?? null,
  };
}

/** The limits, each with where it comes from. */
export function describeLimits(organization: string, { entitlements, meters }: UsageNow) {
  return {
    organization,
    plan: entitlements.plan.key,
    access: entitlements.access,
    limits: meters.map(({ key, name, kind, limit, hardLimit, overage }) => ({
      meter: key,
      name,
      kind,
      limit,
      hardLimit,
      overage,
      because: entitlements.trace
        .filter(({ subject }) => subject.kind === "meter" && subject.key === key)
        .map(({ source, value, because, until }) => ({ source, value, because, until: until?.toISOString() ?? null })),
    })),
  };
}

/** The result of a limit check. */
export function describeCheck(amount: number, { usage, refusedBy }: LimitVerdict) {
  return {
    allowed: refusedBy === null,
    amount,
    ...describeMeter(usage),
    problem: refusedBy && problemDocument(refusedBy),
  };
}
