import type { MirrorRows } from "./subscription-row";

type Line = { kind: string; stripePriceId: string | null; quantity: number };

/**
 * Whether a change that Gatehouse scheduled would undo what a person changed on the subscription since: it doesn't have the
 * same items outside the catalog, or not the plan's quantity. Add-ons are the customer's, and may be meant to differ.
 */
export function isScheduleOutdated({ items, scheduledChange }: Pick<MirrorRows, "items" | "scheduledChange">): boolean {
  if (!scheduledChange?.managed) return false;
  return keptLines(items) !== keptLines(scheduledChange.items);
}

const keptLines = (items: readonly Line[]): string =>
  items
    .flatMap(({ kind, stripePriceId, quantity }) => {
      if (kind === "custom") return [`${stripePriceId}×${quantity}`];
      return kind === "plan" ? [`plan×${quantity}`] : [];
    })
    .sort()
    .join(" ");
