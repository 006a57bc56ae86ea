import type { RecurringDiscount, RecurringRevenue } from "@/lib/metrics/mrr";
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
