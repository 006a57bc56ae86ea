import { addDays } from "@/lib/durations";
import { delinquentAfterDays, type RecurringRevenue } from "./mrr";

/**
 * When MRR changes by time alone, although nothing happens at Stripe: a repeating discount ends, or a payment is late for
 * three weeks. Oldest first, up to and including `until`.
 */
export function turningPoints(revenue: RecurringRevenue, until: Date): Date[] {
  const { items, discounts, customerDiscounts = [], status, pastDueSince } = revenue;
  const ends = [...discounts, ...customerDiscounts, ...items.flatMap((item) => item.discounts)].flatMap(
    ({ duration, endsAt }) => (duration === "repeating" && endsAt ? [endsAt] : []),
  );
  const delinquent = status === "past_due" && pastDueSince ? [addDays(pastDueSince, delinquentAfterDays)] : [];
  const instants = new Set([...ends, ...delinquent].map((at) => at.getTime()).filter((at) => at <= until.getTime()));
  return [...instants].sort((a, b) => a - b).map((at) => new Date(at));
}
