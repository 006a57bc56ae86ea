import { addDays, day } from "@/lib/durations";
import { conflict } from "@/lib/errors";

/** As long as a trial at Stripe may be (docs.stripe.com/billing/subscriptions/trials). */
const longestTrialDays = 730;

/**
 * A trial's end `days` later: after its end, or after now where that has passed.
 *
 * @throws GatehouseError `conflict` when the trial would last over 730 days.
 */
export function extendedEnd({ startedAt, endsAt }: { startedAt: Date; endsAt: Date }, days: number, now: Date): Date {
  const end = addDays(endsAt > now ? endsAt : now, days);
  if (end.getTime() - startedAt.getTime() > longestTrialDays * day) {
    throw conflict(`A trial lasts ${longestTrialDays} days at most.`, { trialStartedAt: startedAt.toISOString() });
  }
  return end;
}
