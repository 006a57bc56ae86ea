import type { Overage } from "@/lib/catalog";
import { amountFor, type Rate } from "@/lib/catalog/rating";

/** What is included, and whether more is sold, when something is used. `included` is null for no limit. */
export type OverageTerms = { included: number | null; sold: boolean };

/**
 * How many of `amount` units are overage when they bring usage to `used`: those beyond what these terms include. It is
 * decided when they are counted and stays, so a limit that changes later doesn't charge, or free, what was used before.
 * `track_usage` computes the same in SQL. Pure.
 */
export function overageOf(used: number, amount: number, { included, sold }: OverageTerms): number {
  if (!sold || included === null) return 0;
  return Math.max(0, used - Math.max(used - amount, included));
}

/** Overage as a rate: per started block of units, or by tiers of what is beyond the limit. Pure. */
export const overageRate = ({ per, ...rate }: OveragePricing): Rate => ({
  ...rate,
  packageSize: per === 1 ? null : per,
});

type OveragePricing = Pick<Overage, "unitAmount" | "per" | "tiers" | "tiersMode">;

/** The price of the overage units of a whole period, in minor units of the catalog's currency, as Stripe invoices them. Pure. */
export const rateOverage = (overage: OveragePricing, units: number): number => amountFor(overageRate(overage), units);

/** A counter's overage in this period so far, and its price; null if overage isn't sold. Pure. */
export function estimateOverage({ overage, overageUnits }: { overage: Overage | null; overageUnits: number }) {
  return overage && { units: overageUnits, amount: rateOverage(overage, overageUnits) };
}
