import type { Catalog, Limit, Meter } from "@/lib/catalog";
import { formatUtcDate } from "@/lib/dates";
import type { Entitlements } from "@/lib/entitlements";
import { type Lift, liftsOf } from "@/lib/entitlements/upgrade";
import { GatehouseError, unreachable } from "@/lib/errors";
import { formatCount, formatNumber } from "@/lib/numbers";
import { graceEnd, type RefusalRule, type Thresholds } from "./thresholds";

/** Why something was refused: the rule, the numbers, since when, and what would allow it. The details of a 402. */
export type Refusal = {
  meter: string;
  meterName: string;
  unit: Meter["unit"];
  rule: RefusalRule;
  amount: number;
  used: number;
  /** Held by open reservations. Counts against the hard limit like usage. */
  held: number;
  /** Units of `used` that credits paid for, and how many more they can pay for: fewer than the amount needs. */
  credited: number;
  credits: number;
  limit: Limit;
  hardLimit: Limit;
  since: string | null;
  graceEndsAt: string | null;
  resetsAt: string | null;
  plan: string;
  planName: string;
  liftedBy: readonly Lift[];
  upgradeUrl: string;
  /** The same in a sentence or two, for display. */
  explanation: string;
};

export type RefusalFacts = {
  catalog: Catalog;
  entitlements: Entitlements;
  meter: Meter;
  thresholds: Thresholds;
  rule: RefusalRule;
  amount: number;
  used: number;
  held?: number;
  credited?: number;
  credits?: number;
  graceStartedAt: Date | null;
  resetsAt: Date | null;
  upgradeUrl: string;
};

/** Pure. */
export function explainRefusal(facts: RefusalFacts): Refusal {
  const { catalog, entitlements, meter, thresholds, rule, amount, used, held = 0, credited = 0, credits = 0 } = facts;
  const limit = thresholds.limit ?? "unlimited";
  const graceEndsAt = graceEnd(thresholds, facts.graceStartedAt);
  return {
    meter: meter.key,
    meterName: meter.name,
    unit: meter.unit,
    rule,
    amount,
    used,
    held,
    credited,
    credits,
    limit,
    hardLimit: thresholds.hardLimit ?? "unlimited",
    since: rule === "grace_over" ? (graceEndsAt?.toISOString() ?? null) : null,
    graceEndsAt: graceEndsAt?.toISOString() ?? null,
    resetsAt: facts.resetsAt?.toISOString() ?? null,
    plan: entitlements.plan.key,
    planName: entitlements.plan.name,
    liftedBy: liftsOf(catalog, entitlements.plan.key, meter.key, limit, used + held + amount),
    upgradeUrl: facts.upgradeUrl,
    explanation: sentence(facts, graceEndsAt),
  };
}

/** @returns the error a caller throws: 402 `limit_reached` with the refusal as its details. */
export const limitReached = (refusal: Refusal): GatehouseError =>
  new GatehouseError("limit_reached", refusal.explanation, refusal);

function sentence(facts: RefusalFacts, graceEndsAt: Date | null): string {
  const { entitlements, meter, thresholds, rule, amount, used } = facts;
  const limit = thresholds.limit ?? 0;
  const plan = entitlements.plan.name;
  const paid = facts.credited ? ` (${formatNumber(facts.credited)} of them with credits)` : "";
  const left = facts.credits ? ` Your credits are enough for ${formatNumber(facts.credits)}.` : "";
  const held = facts.held ? ` and ${formatNumber(facts.held)} reserved` : "";
  switch (rule) {
    case "not_included":
      return `${plan} doesn't include ${meter.name}.${left}`;
    case "level_full":
      return `${plan} allows ${count(limit, meter)}. You have ${formatNumber(used)}.`;
    case "hard_limit":
      return `${plan} includes ${count(limit, meter)} per period and stops at ${formatNumber(thresholds.hardLimit ?? limit)}. You have used ${formatNumber(used)}${paid}${held}, so ${formatNumber(amount)} more would exceed it.${left}`;
    case "grace_over":
      return `${plan} includes ${count(limit, meter)} per period. You have used ${formatNumber(used)}${paid}, and the grace period ended on ${graceEndsAt ? formatUtcDate(graceEndsAt) : "an earlier day"}.${left}`;
    default:
      return unreachable(rule);
  }
}

const count = (value: number, { unit }: Meter) => formatCount(value, unit.one, unit.other);
