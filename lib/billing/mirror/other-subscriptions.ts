import type Stripe from "stripe";
import type { otherSubscriptions } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { readItems } from "./items";
import { isLive, lifecycleOf, readStatus } from "./status";
import type { StripeState } from "./stripe-state";

/** A row of `other_subscriptions` without its organization. */
export type OtherSubscription = Omit<typeof otherSubscriptions.$inferSelect, "organizationId">;

/** The customer's live subscriptions besides the one that counts. */
export function otherSubscriptionsOf(
  catalog: Catalog,
  state: StripeState,
  counted: string | undefined,
): OtherSubscription[] {
  return state.subscriptions
    .filter(({ id, status }) => id !== counted && isLive(lifecycleOf(readStatus(status, false))))
    .map((subscription) => otherSubscription(catalog, subscription, state));
}

function otherSubscription(
  catalog: Catalog,
  { id, items, currency, status, created }: Stripe.Subscription,
  state: StripeState,
): OtherSubscription {
  const { plan, items: read } = readItems(catalog, items.data, currency, state);
  const all = read.map(({ priced }) => priced);
  const main = plan ? all.find(({ kind }) => kind === "plan") : all[0];
  const alike = all.filter(
    ({ interval, intervalCount }) => interval === main?.interval && intervalCount === main.intervalCount,
  );
  return {
    stripeSubscriptionId: id,
    kind: plan ? "second_plan" : "foreign",
    status,
    description: all.map(({ name, quantity }) => (quantity > 1 ? `${quantity} × ${name}` : name)).join(", "),
    planKey: plan?.plan.key ?? null,
    amount: alike.reduce((total, { recurringAmount }) => total + recurringAmount, 0),
    currency,
    interval: main?.interval ?? "month",
    intervalCount: main?.intervalCount ?? 1,
    createdAt: new Date(created * 1000),
  };
}
