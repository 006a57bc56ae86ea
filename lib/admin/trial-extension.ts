import { addDays, day } from "@/lib/durations";
import { conflict } from "@/lib/errors";

/** The longest trial Stripe allows (docs.stripe.com/billing/subscriptions/trials). */
const longestTrialDays = 730;

/**
 * The end of a trial extended by `days`: from its current end, or from now if that has passed.
 *
 * @throws GatehouseError `conflict` when the trial would last over 730 days.
 */
export function extendedEnd({ startedAt, endsAt }: { startedAt: Date; endsAt: Date }, days: number, now: Date): Date {
  const end = addDays(endsAt > now ? endsAt : now, days);
  if (end.getTime() - startedAt.getTime() > longestTrialDays * day) {
    throw conflict(`A trial can last at most ${longestTrialDays} days.`, { trialStartedAt: startedAt.toISOString() });
  }
  return end;
}
