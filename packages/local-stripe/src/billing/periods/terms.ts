import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import { lastPeriodEnd, nextPeriodEnd } from "./cadence";

type Subscription = PublicTables["subscription"];

const day = 86_400;
const maxTrial = 730 * day;

interface TrialInput {
  trial_end?: "now" | number | string;
  trial_period_days?: number;
  trial_from_plan?: boolean;
}

/** When the requested trial ends, in seconds; null for no trial. */
export function trialEndOf(input: TrialInput, price: PublicTables["price"], now: number): number | null {
  const end = requestedTrialEnd(input, price, now);
  if (end === null || end <= now) return null;
  // Ten minutes of tolerance: the caller may have computed two years on another machine's clock.
  if (end > now + maxTrial + 600) {
    throw invalidRequest(
      "Invalid trial_end parameter: `trial_end` can be up to 2 years (730 days) in the future.",
      "trial_end",
    );
  }
  return end;
}

function requestedTrialEnd(input: TrialInput, price: PublicTables["price"], now: number): number | null {
  if (input.trial_end === "now") return null;
  if (typeof input.trial_end === "number") {
    if (input.trial_end <= now)
      throw invalidRequest("Invalid timestamp: must be an integer Unix timestamp in the future.", "trial_end");
    return input.trial_end;
  }
  if (input.trial_period_days !== undefined) return now + input.trial_period_days * day;
  const days = input.trial_from_plan ? price.recurring?.trial_period_days : null;
  return days ? now + days * day : null;
}

/** The `cancel_at` parameter as a timestamp; null if it isn't set. */
export function cancelAtOf(subscription: Subscription, input: string | number | null | undefined): number | null {
  if (input === undefined || input === null || input === "") return null;
  if (input === "min_period_end") return nextPeriodEnd(subscription);
  if (input === "max_period_end" || input === "max_billed_until") return lastPeriodEnd(subscription);
  return Number(input);
}

interface AnchorInput {
  billing_cycle_anchor?: number;
  billing_cycle_anchor_config?: {
    day_of_month: number;
    month?: number | null;
    hour?: number | null;
    minute?: number | null;
    second?: number | null;
  };
}

/**
 * A new subscription's billing cycle anchor: the given timestamp, the next occurrence of a day, the end of the trial,
 * or now.
 *
 * @throws StripeFault 400 for a past timestamp, or if both parameters are given
 */
export function anchorOf(input: AnchorInput, trialEnd: number | null, now: number): number {
  const { billing_cycle_anchor: at, billing_cycle_anchor_config: day } = input;
  if (at !== undefined && day)
    throw invalidRequest(
      "You may only specify one of these parameters: billing_cycle_anchor, billing_cycle_anchor_config.",
    );
  if (at !== undefined && at < now)
    throw invalidRequest("The billing cycle anchor cannot be in the past.", "billing_cycle_anchor");
  if (day) return nextOccurrence(day, now);
  return at ?? trialEnd ?? now;
}

/**
 * The next such day in UTC, or the month's last day in shorter months. Parts of the time that are not given default to
 * now's.
 */
function nextOccurrence(config: NonNullable<AnchorInput["billing_cycle_anchor_config"]>, now: number): number {
  const today = new Date(now * 1000);
  for (let monthsAhead = 0; ; monthsAhead += 1) {
    const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + monthsAhead, 1));
    if (config.month && config.month !== first.getUTCMonth() + 1) continue;
    const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
    first.setUTCDate(Math.min(config.day_of_month, lastDay));
    first.setUTCHours(
      config.hour ?? today.getUTCHours(),
      config.minute ?? today.getUTCMinutes(),
      config.second ?? today.getUTCSeconds(),
    );
    const at = first.getTime() / 1000;
    if (at >= now) return at;
  }
}
