import type Stripe from "stripe";
import { existingDiscounts } from "./discounts";
import { newItem } from "./item-params";
import { isSameItem, type LineItem } from "./line-items";
import type { OpenChange } from "./open-change";

type Phase = Stripe.SubscriptionSchedule.Phase;
type PhaseParam = Stripe.SubscriptionScheduleUpdateParams.Phase;
type ItemParam = PhaseParam["items"][number];

/**
 * A phase of a schedule as an update must repeat it: Stripe replaces the whole list of phases, so whatever is left out
 * would be removed from the subscription. Its items and discounts are the subscription's own, and so is how it's paid
 * (`currentSettings`). One-time items aren't repeated, because they would be charged again.
 */
export function repeatedPhase(phase: Phase): Omit<PhaseParam, "items" | "start_date" | "end_date"> {
  const { automatic_tax, billing_thresholds, transfer_data } = phase;
  return {
    ...present("application_fee_percent", phase.application_fee_percent),
    ...(billing_thresholds?.amount_gte ? { billing_thresholds: { amount_gte: billing_thresholds.amount_gte } } : {}),
    ...(automatic_tax ? { automatic_tax: { enabled: automatic_tax.enabled } } : {}),
    ...present("default_tax_rates", listed(phase.default_tax_rates?.map(({ id }) => id))),
    ...present("description", phase.description),
    ...present("metadata", phase.metadata),
    ...present("on_behalf_of", idOf(phase.on_behalf_of)),
    ...(transfer_data
      ? {
          transfer_data: {
            destination: idOf(transfer_data.destination) ?? "",
            ...present("amount_percent", transfer_data.amount_percent),
          },
        }
      : {}),
  };
}

/** How the subscription is paid now, for all phases: a schedule keeps the card of the day it was made. */
export const currentSettings = ({
  collection_method,
  days_until_due,
  default_payment_method,
}: Stripe.Subscription): Stripe.SubscriptionScheduleUpdateParams.DefaultSettings => ({
  collection_method,
  ...(collection_method === "send_invoice" && days_until_due !== null ? { invoice_settings: { days_until_due } } : {}),
  ...present("default_payment_method", idOf(default_payment_method)),
});

/** Whether the subscription is paid another way, or with another card, than its schedule would set. */
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

/** A subscription's item as a phase must repeat it. */
export const repeatedItem = (item: Stripe.SubscriptionItem): ItemParam => ({
  price: item.price.id,
  ...present("quantity", item.quantity),
  ...present("tax_rates", listed(item.tax_rates?.map(({ id }) => id))),
  ...present("discounts", listed(existingDiscounts(item))),
  ...present("metadata", item.metadata),
  ...(item.billing_thresholds?.usage_gte
    ? { billing_thresholds: { usage_gte: item.billing_thresholds.usage_gte } }
    : {}),
});

/**
 * The items of the phase after a change: today's, with only the catalog's plan, add-ons and overage exchanged for the
 * `wanted` ones. Items the change doesn't name stay, and so do discounts and tax rates of those it replaces.
 */
export function laterItems(
  { subscription, current }: Pick<OpenChange, "subscription" | "current">,
  wanted: readonly LineItem[],
  priceId: (item: LineItem) => string,
): ItemParam[] {
  const kept = subscription.items.data.flatMap((item): ItemParam[] => {
    const ours = current.items.find(({ stripeItemId }) => stripeItemId === item.id);
    if (!ours) return [repeatedItem(item)];
    const replacement = wanted.find((one) => isSameItem(ours, one));
    return replacement ? [{ ...repeatedItem(item), ...newItem(replacement, priceId) }] : [];
  });
  const added = wanted.filter((item) => !current.items.some((ours) => isSameItem(ours, item)));
  return [...kept, ...added.map((item) => newItem(item, priceId))];
}

const listed = <T>(list: T[] | undefined): T[] | null => (list && list.length > 0 ? list : null);

/** A property only if it has a value: Stripe's types have no null in parameters. */
const present = <Key extends string, T>(key: Key, value: T | null | undefined): Partial<Record<Key, T>> =>
  value === null || value === undefined ? {} : ({ [key]: value } as Record<Key, T>);

const idOf = (reference: string | { id: string } | null): string | null =>
  typeof reference === "string" ? reference : (reference?.id ?? null);
