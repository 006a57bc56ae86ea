import { conflict } from "@/lib/errors";

const dayMs = 24 * 60 * 60 * 1000;

/** As long as a trial at Stripe may be (docs.stripe.com/billing/subscriptions/trials). */
const longestTrialDays = 730;

/**
 * A trial's end `days` later: after its end, or after now where that has passed.
 *
 * @throws GatehouseError `conflict` when the trial would last over 730 days.
 */
export function extendedEnd(
  { trialStartedAt, trialEndsAt }: { trialStartedAt: Date; trialEndsAt: Date },
  days: number,
  now: Date,
): Date {
  const end = new Date(Math.max(trialEndsAt.getTime(), now.getTime()) + days * dayMs);
  if (end.getTime() - trialStartedAt.getTime() > longestTrialDays * dayMs) {
    throw conflict(`A trial lasts ${longestTrialDays} days at most.`, { trialStartedAt: trialStartedAt.toISOString() });
  }
  return end;
}
