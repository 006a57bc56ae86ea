import type { PublicTables } from "../store/tables";
import { invalid } from "../wire/errors";
import { lastPeriodEnd, nextPeriodEnd } from "./cadence";

type Subscription = PublicTables["subscription"];

const day = 86_400;
const longestTrial = 730 * day;

interface TrialInput {
  trial_end?: "now" | number | string;
  trial_period_days?: number;
  trial_from_plan?: boolean;
}

/** When the trial asked for ends, in seconds; null for none. */
export function trialEndOf(input: TrialInput, price: PublicTables["price"], now: number): number | null {
  const end = trialEndAsked(input, price, now);
  if (end === null || end <= now) return null;
  // A few minutes of grace: two years reckoned on another machine's clock are still two years.
  if (end > now + longestTrial + 600) {
    throw invalid(
      "Invalid trial_end parameter: `trial_end` can be up to 2 years (730 days) in the future.",
      "trial_end",
    );
  }
  return end;
}

function trialEndAsked(input: TrialInput, price: PublicTables["price"], now: number): number | null {
  if (input.trial_end === "now") return null;
  if (typeof input.trial_end === "number") {
    if (input.trial_end <= now)
      throw invalid("Invalid timestamp: must be an integer Unix timestamp in the future.", "trial_end");
    return input.trial_end;
  }
  if (input.trial_period_days !== undefined) return now + input.trial_period_days * day;
  const days = input.trial_from_plan ? price.recurring?.trial_period_days : null;
  return days ? now + days * day : null;
}

/** The `cancel_at` parameter as a time; null when it does not ask for one. */
export function cancelTime(subscription: Subscription, input: string | number | null | undefined): number | null {
  if (input === undefined || input === null || input === "") return null;
  if (input === "min_period_end") return nextPeriodEnd(subscription);
  if (input === "max_period_end" || input === "max_billed_until") return lastPeriodEnd(subscription);
  return Number(input);
}
