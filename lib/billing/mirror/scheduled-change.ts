import type Stripe from "stripe";
import type { ScheduledItem } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { lookupKeyOf } from "./lookup-key-of";
import { planOfItems } from "./plan-of-items";
import type { StripeState } from "./stripe-state";

/** A change that waits for the period's end. All null when none does. */
export type ScheduledChange = {
  stripeScheduleId: string | null;
  scheduledAt: Date | null;
  scheduledPlanKey: string | null;
  scheduledInterval: "month" | "year" | null;
  scheduledLookupKey: string | null;
  scheduledItems: ScheduledItem[] | null;
};

const none: ScheduledChange = {
  stripeScheduleId: null,
  scheduledAt: null,
  scheduledPlanKey: null,
  scheduledInterval: null,
  scheduledLookupKey: null,
  scheduledItems: null,
};

export function scheduleIdOf({ schedule }: Stripe.Subscription): string | null {
  return typeof schedule === "string" ? schedule : (schedule?.id ?? null);
}

/**
 * What a subscription's schedule leads to next, in our words. A schedule whose last phase has begun changes nothing any
 * more but is still there, and must be released before another change: its id stays.
 */
export function scheduledChange(
  catalog: Catalog,
  subscription: Stripe.Subscription,
  { schedules }: Pick<StripeState, "schedules">,
): ScheduledChange {
  const schedule = schedules.get(scheduleIdOf(subscription) ?? "");
  if (!schedule || (schedule.status !== "active" && schedule.status !== "not_started")) return none;
  const begins = schedule.current_phase?.end_date ?? 0;
  const next = schedule.phases.find((phase) => phase.start_date >= begins);
  const found = next && planOfItems(catalog, next.items, (item) => phaseLookupKey(item));
  if (!found) return { ...none, stripeScheduleId: schedule.id };
  const { plan, addOns } = found;
  return {
    stripeScheduleId: schedule.id,
    scheduledAt: new Date(next.start_date * 1000),
    scheduledPlanKey: plan.plan.key,
    scheduledInterval: intervalOf(plan.item),
    scheduledLookupKey: plan.lookupKey,
    scheduledItems: [
      { kind: "plan", itemKey: plan.plan.key, lookupKey: plan.lookupKey, quantity: 1 },
      ...addOns.map(({ addOn, lookupKey, item }) => ({
        kind: "add_on" as const,
        itemKey: addOn.key,
        lookupKey,
        quantity: item.quantity ?? 1,
      })),
    ],
  };
}

type PhaseItem = Stripe.SubscriptionSchedule.Phase.Item;

const priceOf = ({ price }: PhaseItem): Stripe.Price | null =>
  typeof price === "string" || "deleted" in price ? null : price;

function phaseLookupKey(item: PhaseItem): string | null {
  const price = priceOf(item);
  return price && lookupKeyOf(price);
}

const intervalOf = (item: PhaseItem) => (priceOf(item)?.recurring?.interval === "year" ? "year" : "month");
