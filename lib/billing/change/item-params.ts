import { unreachable } from "@/lib/errors";
import { type CurrentItem, itemChanges, type LineItem } from "./line-items";

type ItemParam = { id?: string; price?: string; quantity?: number; deleted?: boolean };

/** The item changes as parameters of Stripe's API. */
export function itemParams(
  current: readonly CurrentItem[],
  wanted: readonly LineItem[],
  priceId: (item: LineItem) => string,
): ItemParam[] {
  return itemChanges(current, wanted).map((each): ItemParam => {
    switch (each.change) {
      case "add":
        return newItem(each.item, priceId);
      case "set":
        return { id: each.id, ...quantityOf(each.item), ...(each.samePrice ? {} : { price: priceId(each.item) }) };
      case "remove":
        return { id: each.id, deleted: true };
      default:
        return unreachable(each);
    }
  });
}

/** A new item: of a checkout, of a schedule's phase, or added to a subscription. */
export const newItem = (item: LineItem, priceId: (item: LineItem) => string): { price: string; quantity?: number } => ({
  price: priceId(item),
  ...quantityOf(item),
});

/** Stripe accepts no quantity for a metered price. */
const quantityOf = ({ quantity }: LineItem): { quantity?: number } => (quantity === null ? {} : { quantity });
