import type { Overage } from "@/lib/catalog";

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

/**
 * The price of overage units in minor units of the catalog's currency: `unitAmount` per `per` units, rounded up. Stripe
 * rates the units reported in the period of an invoice the same way (`transform_quantity`); a test compares the two. Pure.
 */
export function rateOverage({ unitAmount, per }: Pick<Overage, "unitAmount" | "per">, units: number): number {
  return Math.ceil(units / per) * unitAmount;
}

/** A counter's overage in this period so far, and its price; null if overage isn't sold. Pure. */
export function estimateOverage({ overage, overageUnits }: { overage: Overage | null; overageUnits: number }) {
  return overage && { units: overageUnits, amount: rateOverage(overage, overageUnits) };
}
