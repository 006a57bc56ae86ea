import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";
import { lookupKeyOf } from "./lookup-key-of";
import { planOfItems } from "./plan-of-items";
import type { StripeState } from "./stripe-state";

/** The next change of a schedule, as far as it consists of the catalog's own prices. */
type CatalogChange = {
  effectiveAt: Date;
  planKey: string;
  interval: "month" | "year";
  lookupKey: string;
  items: { kind: "plan" | "add_on"; itemKey: string; lookupKey: string; quantity: number }[];
};

export function scheduleIdOf({ schedule }: Stripe.Subscription): string | null {
  return typeof schedule === "string" ? schedule : (schedule?.id ?? null);
}

/**
 * A subscription's schedule while it runs. It has to be released before another change, even if it changes nothing
 * more.
 */
export function runningSchedule(
  subscription: Stripe.Subscription,
  { schedules }: Pick<StripeState, "schedules">,
): Stripe.SubscriptionSchedule | undefined {
  const schedule = schedules.get(scheduleIdOf(subscription) ?? "");
  return schedule?.status === "active" || schedule?.status === "not_started" ? schedule : undefined;
}

/** The next change of a schedule; null in its last phase, or if the next phase has no plan of the catalog. */
export function scheduledChange(
  catalog: Catalog,
  schedule: Stripe.SubscriptionSchedule | undefined,
): CatalogChange | null {
  const begins = schedule?.current_phase?.end_date ?? 0;
  const next = schedule?.phases.find((phase) => phase.start_date >= begins);
  const found = next && planOfItems(catalog, next.items, (item) => phaseLookupKey(item));
  if (!found) return null;
  const { plan, addOns } = found;
  return {
    effectiveAt: new Date(next.start_date * 1000),
    planKey: plan.plan.key,
    interval: intervalOf(plan.item),
    lookupKey: plan.lookupKey,
    items: [
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
