import { problemDocument } from "@/lib/problem";
import { estimateOverage } from "../overage/overage";
import type { Verdict } from "../thresholds/verdict";
import type { MeterUsage } from "./overview";
import type { UsageNow } from "./queries";

/** What the API says of the usage of now. */
export function describeNow(organization: string, { entitlements, period, meters }: UsageNow) {
  return {
    organization,
    plan: entitlements.plan.key,
    access: entitlements.access,
    period: { start: period.start.toISOString(), end: period.end.toISOString() },
    meters: meters.map(describeMeter),
  };
}

/** A meter as the API says it. */
export function describeMeter(usage: MeterUsage) {
  return {
    meter: usage.key,
    name: usage.name,
    kind: usage.kind,
    used: usage.used,
    limit: usage.limit,
    hardLimit: usage.hardLimit,
    state: usage.state,
    /** Units beyond what is included, and what they cost so far in minor units; null where none are sold. */
    beyond: estimateOverage(usage),
    graceEndsAt: usage.graceEndsAt?.toISOString() ?? null,
    resetsAt: usage.resetsAt?.toISOString() ?? null,
  };
}

/** The limits alone, each with how it came about. */
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

/** The answer to "would so much more be let through?". */
export function describeCheck(amount: number, { usage, refusedBy }: Verdict) {
  return {
    allowed: refusedBy === null,
    amount,
    ...describeMeter(usage),
    problem: refusedBy && problemDocument(refusedBy),
  };
}
