import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";
import { comingPhases, isManaged } from "../mirror/managed-schedule";
import { phaseItems } from "../mirror/schedule-mirror";
import { attachedSchedule, changeableItems, type Item } from "./current-subscription";
import { currentSettings } from "./phase-params";

/**
 * Whether a person changed the subscription since the customer scheduled a change, so that the change would undo it: a custom
 * item that was added or removed, the plan's quantity, or how it's paid.
 */
export function isBehind(catalog: Catalog, subscription: Stripe.Subscription): boolean {
  const schedule = attachedSchedule(subscription);
  const [next] = schedule && isManaged(schedule) ? comingPhases(schedule) : [];
  if (!schedule || !next) return false;
  const keepsItems = keptBy(catalog, phaseItems(next)) === keptBy(catalog, subscription.items.data);
  return !keepsItems || hasOtherSettings(subscription, schedule);
}

/** What no change of the customer's names: the plan's quantity, and the items that aren't the catalog's. */
function keptBy(catalog: Catalog, items: readonly Item[]): string {
  const ours = changeableItems(catalog, items);
  const named = new Set(ours.map(({ item }) => item));
  const others = items.filter((item) => !named.has(item)).map(({ price, quantity }) => `${price.id}×${quantity}`);
  return [ours[0]?.line.quantity, ...others.sort()].join(" ");
}

/** Whether it's paid another way, or with another card, than its schedule would set. */
export function hasOtherSettings(
  subscription: Stripe.Subscription,
  { default_settings: set }: Stripe.SubscriptionSchedule,
): boolean {
  const wanted = currentSettings(subscription);
  const days = wanted.invoice_settings?.days_until_due;
  return (
    (set.collection_method !== null && set.collection_method !== wanted.collection_method) ||
    (days !== undefined && set.invoice_settings.days_until_due !== days) ||
    (wanted.default_payment_method !== undefined && idOf(set.default_payment_method) !== wanted.default_payment_method)
  );
}

const idOf = (reference: string | { id: string } | null): string | null =>
  typeof reference === "string" ? reference : (reference?.id ?? null);
