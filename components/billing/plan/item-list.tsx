import type { SummaryItem } from "@/lib/billing";
import { itemName, itemPrice, totalWords } from "./item-words";

/** Everything on a subscription with what it costs, and the total before discounts and tax. */
export function ItemList({ items }: { items: readonly SummaryItem[] }) {
  const priced = items.filter(({ metered }) => !metered);
  const total = priced.length > 1 ? totalWords(priced) : null;
  return (
    <ul aria-label="What you pay for" className="grid gap-1 text-sm tabular-nums">
      {items.map((item, index) => (
        // A list of a subscription's positions: two of them may be alike.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered on the page.
        <li key={index} className="flex flex-wrap justify-between gap-x-3">
          <span>{itemName(item)}</span>
          <span className="text-muted-foreground">{itemPrice(item)}</span>
        </li>
      ))}
      {total && (
        <li className="flex flex-wrap justify-between gap-x-3 border-t pt-1 font-medium">
          <span>Total</span>
          <span>{total}</span>
        </li>
      )}
    </ul>
  );
}
