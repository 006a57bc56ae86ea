import type { subscriptions } from "@/db/schema";
import { mrrOf, type RecurringDiscount, type RecurringRevenue } from "@/lib/metrics/mrr";
import { turningPoints } from "@/lib/metrics/turning-points";
import type { DiscountMirror } from "./discounts";
import type { ItemMirror } from "./items";

type Rows = { items: readonly ItemMirror[]; discounts: readonly DiscountMirror[] };

/** Mirrored items and discounts in the terms of the metrics. */
export function recurringOf({ items, discounts }: Rows): Omit<RecurringRevenue, "status" | "pastDueSince"> {
  const inOrder = discounts.toSorted((a, b) => a.position - b.position);
  const of = (scope: DiscountMirror["scope"]) => inOrder.filter((discount) => discount.scope === scope);
  return {
    items: items.map((item) => ({
      ...item,
      product: item.stripeProductId ?? "",
      discounts: of("item").filter(
        ({ stripeItemId }) => stripeItemId === item.stripeItemId,
      ) satisfies RecurringDiscount[],
    })),
    discounts: of("subscription"),
    customerDiscounts: of("customer"),
  };
}

/**
 * The MRR of a mirrored subscription at `now`. Time alone changes it: when a discount has ended since the last sync, what
 * was stored then is no mistake.
 */
export function mrrAt(
  row: Pick<typeof subscriptions.$inferSelect, "status" | "mrr" | "pastDueSince">,
  items: readonly ItemMirror[],
  discounts: readonly DiscountMirror[],
  now: Date,
): number {
  if (row.status !== "active" && row.status !== "past_due") return row.mrr;
  const revenue: RecurringRevenue = {
    status: row.status,
    pastDueSince: row.pastDueSince,
    ...recurringOf({ items, discounts }),
  };
  const [first] = turningPoints(revenue, now);
  return first && mrrOf(revenue, new Date(first.getTime() - 1)) === row.mrr ? mrrOf(revenue, now) : row.mrr;
}
