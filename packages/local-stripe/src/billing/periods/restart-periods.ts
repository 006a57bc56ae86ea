import { sameCadence } from "../../engine/periods";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { creditUnusedTime } from "../proration/prorate-items";
import type { UpdateInput } from "../subscriptions/input";
import { cadenceOf, fullPeriodAt } from "./cadence";
import { capAtCancelAt } from "./period-ends";
import { trialEndOf } from "./terms";

type Subscription = PublicTables["subscription"];

export interface Restart {
  anchor: number;
  trialEnd: number | null;
}

/**
 * Whether the update restarts all periods: a trial starts or ends, the anchor is reset, or (classic only) the interval
 * changes.
 */
export function findRestart(
  world: World,
  before: Subscription,
  after: Subscription,
  input: UpdateInput,
): Restart | null {
  const now = world.clock.now();
  if (input.trial_end === "now") {
    const anchor = requestedAnchor(input) === "unchanged" ? before.billing_cycle_anchor : now;
    return before.status === "trialing" ? { anchor, trialEnd: null } : null;
  }
  const [first] = after.items.data;
  const trialEnd = first && input.trial_end !== undefined ? trialEndOf(input, first.price, now) : null;
  if (trialEnd !== null) {
    const anchor = requestedAnchor(input) === "unchanged" ? before.billing_cycle_anchor : trialEnd;
    return trialEnd === before.trial_end ? null : { anchor, trialEnd };
  }
  if (requestedAnchor(input) === "now") return { anchor: now, trialEnd: null };
  const classic = after.billing_mode.type === "classic";
  const [old] = before.items.data;
  if (classic && old && first && !sameCadence(cadenceOf(old.price), cadenceOf(first.price)))
    return { anchor: now, trialEnd: null };
  return null;
}

function requestedAnchor(input: UpdateInput): string | undefined {
  const requested = input.billing_cycle_anchor;
  return typeof requested === "object" ? requested.type : requested;
}

/**
 * Starts all periods now.
 *
 * @param creditAt from when on unused time is credited; null for no credit
 */
export function restartPeriods(
  world: World,
  before: Subscription,
  after: Subscription,
  restart: Restart,
  creditAt: number | null,
): Subscription {
  const now = world.clock.now();
  if (creditAt !== null && before.status !== "trialing") creditUnusedTime(world, before, creditAt);
  const kept = restart.anchor === before.billing_cycle_anchor;
  const anchored = {
    billing_cycle_anchor: restart.anchor,
    billing_cycle_anchor_config: kept ? before.billing_cycle_anchor_config : null,
  };
  const data = after.items.data.map((item) => ({
    ...item,
    current_period_start: now,
    current_period_end: restart.trialEnd ?? capAtCancelAt(after, fullPeriodAt(anchored, item.price, now).end, now),
  }));
  return {
    ...after,
    ...anchored,
    items: { ...after.items, data },
    status: restart.trialEnd === null ? (before.status === "trialing" ? "active" : before.status) : "trialing",
    trial_end: restart.trialEnd ?? (before.status === "trialing" ? now : before.trial_end),
    trial_start: restart.trialEnd === null ? before.trial_start : (before.trial_start ?? now),
  };
}
