import type { ScheduledChange } from "./schedule-mirror";
import type { MirrorRows } from "./subscription-row";

type Line = { kind: string; stripePriceId: string | null; quantity: number };

/**
 * Whether a change that Gatehouse scheduled would undo what a person changed on the subscription since: it doesn't have the
 * same items outside the catalog, or not the plan's quantity. Add-ons are the customer's, and may be meant to differ. Also
 * whether it would charge another billing interval in part.
 */
export function isScheduleOutdated({ items, scheduledChange }: Pick<MirrorRows, "items" | "scheduledChange">): boolean {
  if (!scheduledChange?.managed) return false;
  return keptLines(items) !== keptLines(scheduledChange.items) || isChargedInPart(items, scheduledChange);
}

/** Schedules that an earlier version of Gatehouse wrote let another interval begin in the middle of its period. */
function isChargedInPart(items: MirrorRows["items"], { interval, phases }: ScheduledChange): boolean {
  const plan = items.find(({ kind }) => kind === "plan");
  return plan !== undefined && plan.interval !== interval && phases[0]?.newCycle !== true;
}

const keptLines = (items: readonly Line[]): string =>
  items
    .flatMap(({ kind, stripePriceId, quantity }) => {
      if (kind === "custom") return [`${stripePriceId}×${quantity}`];
      return kind === "plan" ? [`plan×${quantity}`] : [];
    })
    .sort()
    .join(" ");
