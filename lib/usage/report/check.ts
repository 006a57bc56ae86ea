import { type Catalog, findMeter } from "@/lib/catalog";
import type { Entitlements } from "@/lib/entitlements";
import { decide, decideLevel, gaugeRungs, type RefusalRule, type Rungs } from "../thresholds/ladder";
import { explainRefusal, type Refusal } from "../thresholds/refusal";
import { counterRungs } from "../track/batch";
import type { MeterUsage } from "./overview";

/** Whether an amount more would be let through now, and if not, why. */
export type LimitCheck = { allowed: true } | { allowed: false; refusal: Refusal };

export type CheckFacts = { catalog: Catalog; entitlements: Entitlements; now: Date; upgradeUrl: string };

/** The question without the deed: what `trackUsage` or `adjustGauge` would answer to `amount` more, with so much `held` by reservations. Pure. */
export function checkLimit(facts: CheckFacts, usage: MeterUsage, amount: number, held = 0): LimitCheck {
  const { catalog, entitlements, now } = facts;
  const meter = findMeter(catalog, usage.key);
  const rungs = meter.kind === "gauge" ? gaugeRungs(usage.limit) : counterRungs(catalog, entitlements, meter.key);
  const rule = ruleAgainst(rungs, usage, amount + held, now);
  if (!rule) return { allowed: true };
  const refusal = explainRefusal({
    ...facts,
    meter,
    rungs,
    rule,
    amount,
    used: usage.used,
    held,
    graceStartedAt: usage.graceStartedAt,
    resetsAt: usage.resetsAt,
  });
  return { allowed: false, refusal };
}

function ruleAgainst(rungs: Rungs, usage: MeterUsage, amount: number, now: Date): RefusalRule | undefined {
  const decision =
    usage.kind === "gauge" ? decideLevel(usage.limit, usage.used, amount) : decide(rungs, usage, amount, now);
  return decision.allowed ? undefined : decision.rule;
}
