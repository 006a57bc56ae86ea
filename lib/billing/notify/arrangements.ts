import { isDeepStrictEqual } from "node:util";
import type { ItemMirror } from "../mirror/items";
import type { OtherSubscription } from "../mirror/other-subscriptions";
import type { ScheduledChange } from "../mirror/schedule-mirror";
import type { BillingState } from "./billing-state";
import type { Change } from "./changes";

type State = Pick<BillingState, "stripeCustomerId" | "stripeSubscriptionId" | "customerDeletedAt" | "scheduledChange">;
type Lists = { items: readonly ItemMirror[]; otherSubscriptions: readonly OtherSubscription[] };

/** What a person arranged in Stripe since the last sync, for the audit log. */
export function arrangements(before: State & Lists, after: State & Lists, now: Date): Change[] {
  return [
    ...customItems(before.items, after.items),
    ...otherSubscriptions(before.otherSubscriptions, after.otherSubscriptions),
    ...schedule(before.scheduledChange, after.scheduledChange, now).map((change) => ({
      ...change,
      ...(after.stripeSubscriptionId ? { subject: after.stripeSubscriptionId } : {}),
    })),
    ...deletedCustomer(before, after),
  ];
}

function customItems(before: readonly ItemMirror[], after: readonly ItemMirror[]): Change[] {
  const newOnes = (known: readonly ItemMirror[], all: readonly ItemMirror[]) =>
    all.filter(
      ({ kind, stripeItemId }) => kind === "custom" && !known.some((item) => item.stripeItemId === stripeItemId),
    );
  const change = (action: Change["action"], { stripeItemId, name, ...item }: ItemMirror): Change => {
    const { quantity, recurringAmount, currency, interval, intervalCount } = item;
    const details = { name, quantity, recurringAmount, currency, interval, intervalCount };
    return { action, subject: stripeItemId, details };
  };
  return [
    ...newOnes(before, after).map((item) => change("billing.custom_item_added", item)),
    ...newOnes(after, before).map((item) => change("billing.custom_item_removed", item)),
  ];
}

function otherSubscriptions(before: Lists["otherSubscriptions"], after: Lists["otherSubscriptions"]): Change[] {
  return newSubscriptions(before, after).map(({ stripeSubscriptionId, createdAt, ...details }) => ({
    action: "billing.second_subscription_found",
    subject: stripeSubscriptionId,
    details,
  }));
}

/** Those that weren't known before. */
export const newSubscriptions = <Other extends Pick<OtherSubscription, "stripeSubscriptionId">>(
  before: readonly Pick<OtherSubscription, "stripeSubscriptionId">[],
  after: readonly Other[],
): Other[] =>
  after.filter(
    ({ stripeSubscriptionId }) => !before.some((known) => known.stripeSubscriptionId === stripeSubscriptionId),
  );

/** Phases that have begun since are no change. */
function schedule(before: ScheduledChange | null, after: ScheduledChange | null, now: Date): Change[] {
  if (after === null) {
    const removed = before && !before.managed && before.effectiveAt > now;
    return removed ? [{ action: "billing.schedule_removed", details: { effectiveAt: before.effectiveAt } }] : [];
  }
  if (after.managed) return [];
  const { effectiveAt, planKey, phases, endBehavior } = after;
  const details = { effectiveAt, planKey, phases: phases.length, endBehavior };
  if (before === null) return [{ action: "billing.schedule_arranged", details }];
  const coming = before.phases.filter(({ startsAt }) => new Date(startsAt) >= effectiveAt || new Date(startsAt) > now);
  const same = before.endBehavior === endBehavior && isDeepStrictEqual(coming, phases);
  return same ? [] : [{ action: "billing.schedule_edited", details }];
}

function deletedCustomer(before: State, after: State): Change[] {
  if (before.customerDeletedAt !== null || after.customerDeletedAt === null) return [];
  const subject = after.stripeCustomerId;
  return [{ action: "billing.customer_deleted", ...(subject ? { subject } : {}), details: {} }];
}
