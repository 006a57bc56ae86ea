import "server-only";
import { type Catalog, catalog, findMeter } from "@/lib/catalog";
import { accessRefusal, type Entitlements, upgradeUrl } from "@/lib/entitlements";
import type { GatehouseError } from "@/lib/errors";
import { explainRefusal, limitReached, type Refusal } from "../thresholds/refusal";
import {
  decideCounter,
  decideGauge,
  gaugeThresholds,
  type RefusalRule,
  type Thresholds,
} from "../thresholds/thresholds";
import { counterThresholds } from "../track/batch";
import type { MeterUsage } from "./meter-usage";

/** Whether an amount more would be allowed, and if not, the error that using it would throw. */
export type LimitVerdict = { usage: MeterUsage; refusedBy: GatehouseError | null };

type MeterFacts = { entitlements: Entitlements; meters: readonly MeterUsage[]; now: Date };

/**
 * Checks access and the limit.
 *
 * @param held the amount of the meter that open reservations hold.
 */
export function limitVerdict(
  { entitlements, meters, now }: MeterFacts,
  meter: string,
  amount: number,
  held: number,
): LimitVerdict {
  const usage = meters.find(({ key }) => key === meter);
  if (!usage) throw new Error(`The overview has no meter ${meter}.`);
  const check = checkLimit({ catalog, entitlements, now, upgradeUrl: upgradeUrl() }, usage, amount, held);
  const overLimit = check.allowed ? null : limitReached(check.refusal);
  return { usage, refusedBy: accessRefusal(entitlements, "write") ?? overLimit };
}

/** Whether an amount more would be within the limits now, and if not, why. */
export type LimitCheck = { allowed: true } | { allowed: false; refusal: Refusal };

type CheckFacts = { catalog: Catalog; entitlements: Entitlements; now: Date; upgradeUrl: string };

/** What `trackUsage` or `adjustGauge` would answer to `amount` more, while reservations hold `held`, without doing it. Pure. */
export function checkLimit(facts: CheckFacts, usage: MeterUsage, amount: number, held = 0): LimitCheck {
  const { entitlements, now } = facts;
  const meter = findMeter(facts.catalog, usage.key);
  const thresholds =
    meter.kind === "gauge" ? gaugeThresholds(usage.limit) : counterThresholds(facts.catalog, entitlements, meter.key);
  const rule = ruleAgainst(thresholds, usage, amount + held, now);
  if (!rule) return { allowed: true };
  const refusal = explainRefusal({
    ...facts,
    meter,
    thresholds,
    rule,
    amount,
    used: usage.used,
    held,
    credited: usage.credited,
    credits: usage.credits,
    graceStartedAt: usage.graceStartedAt,
    resetsAt: usage.resetsAt,
  });
  return { allowed: false, refusal };
}

function ruleAgainst(thresholds: Thresholds, usage: MeterUsage, amount: number, now: Date): RefusalRule | undefined {
  const decision =
    usage.kind === "gauge"
      ? decideGauge(usage.limit, usage.used, amount)
      : decideCounter(thresholds, { ...usage, used: usage.used - usage.credited }, amount, now, usage.credits);
  return decision.allowed ? undefined : decision.rule;
}
