import type { Catalog, Limit, Meter } from "@/lib/catalog";
import type { Entitlements } from "@/lib/entitlements";
import { type Lift, liftsOf } from "@/lib/entitlements/upgrade";
import { GatehouseError, unreachable } from "@/lib/errors";
import { graceEnd, type RefusalRule, type Rungs } from "./ladder";

/** Why something was refused: the rule, the numbers, since when, and what would lift it. The body of a 402. */
export type Refusal = {
  meter: string;
  meterName: string;
  unit: Meter["unit"];
  rule: RefusalRule;
  amount: number;
  used: number;
  /** Reserved and not yet settled: it counts against the hard limit like use. */
  held: number;
  limit: Limit;
  hardLimit: Limit;
  since: string | null;
  graceEndsAt: string | null;
  resetsAt: string | null;
  plan: string;
  planName: string;
  liftedBy: readonly Lift[];
  upgradeUrl: string;
  /** The same in a sentence or two, for people. */
  explanation: string;
};

export type RefusalFacts = {
  catalog: Catalog;
  entitlements: Entitlements;
  meter: Meter;
  rungs: Rungs;
  rule: RefusalRule;
  amount: number;
  used: number;
  held?: number;
  graceStartedAt: Date | null;
  resetsAt: Date | null;
  upgradeUrl: string;
};

/** Everything that can be said about a refusal. Pure. */
export function explainRefusal(facts: RefusalFacts): Refusal {
  const { catalog, entitlements, meter, rungs, rule, amount, used, held = 0 } = facts;
  const limit = rungs.limit ?? "unlimited";
  const graceEndsAt = graceEnd(rungs, facts.graceStartedAt);
  return {
    meter: meter.key,
    meterName: meter.name,
    unit: meter.unit,
    rule,
    amount,
    used,
    held,
    limit,
    hardLimit: rungs.hardLimit ?? "unlimited",
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

function sentence(
  { entitlements, meter, rungs, rule, amount, used, held = 0 }: RefusalFacts,
  graceEndsAt: Date | null,
): string {
  const limit = rungs.limit ?? 0;
  const plan = entitlements.plan.name;
  switch (rule) {
    case "not_included":
      return `${plan} does not include ${meter.name}.`;
    case "level_full":
      return `${plan} allows ${count(limit, meter)}, and ${used === 1 ? "1 exists" : `${number(used)} exist`}.`;
    case "hard_limit":
      return `${plan} includes ${count(limit, meter)} a period and stops at ${number(rungs.hardLimit ?? limit)}. ${number(used)} are used${held > 0 ? ` and ${number(held)} reserved` : ""}; ${number(amount)} more would pass it.`;
    case "grace_over":
      return `${plan} includes ${count(limit, meter)} a period. ${number(used)} are used, and the days of grace ended on ${graceEndsAt ? day(graceEndsAt) : "an earlier day"}.`;
    default:
      return unreachable(rule);
  }
}

const count = (value: number, { unit }: Meter) => `${number(value)} ${value === 1 ? unit.one : unit.other}`;
const number = (value: number) => value.toLocaleString("en-US");
const day = (date: Date) =>
  date.toLocaleDateString("en-US", { month: "long", day: "numeric", year: "numeric", timeZone: "UTC" });
