import { stripe } from "@/lib/billing/stripe/stripe";
import { type Actor, type TenantContext, withTenant } from "@/lib/context";
import { found } from "@/lib/errors";
import { type Organization, paidAtStripe, stateOf, sync } from "./stories";

export type Subscriber = Organization & { customerId: string };

/** An organization with a paid and synced plan. */
export async function subscriber(plan = "professional", interval: "month" | "year" = "month"): Promise<Subscriber> {
  const organization = await paidAtStripe(plan, interval);
  await sync(organization.customerId);
  return organization;
}

/** Runs a verb as the owner, or as another actor, and syncs afterwards as the routes do. */
export async function does<T>(
  { id, owner, customerId }: Subscriber,
  verb: (ctx: TenantContext) => Promise<T>,
  { actor = owner, now }: { actor?: Actor; now?: Date } = {},
): Promise<T> {
  const done = await withTenant({ organizationId: id, actor, ...(now ? { now } : {}) }, verb);
  await sync(customerId, now);
  return done;
}

/** The subscription in Stripe, and its items by lookup key. */
export async function atStripe({ customerId }: Subscriber) {
  const { data } = await stripe().subscriptions.list({ customer: customerId, status: "all" });
  const subscription = found(data[0], "subscription");
  const items = subscription.items.data.map(({ price, quantity }) => [price.lookup_key, quantity ?? null]);
  return { subscription, items };
}

export const invoicesAtStripe = async ({ customerId }: Pick<Subscriber, "customerId">) =>
  (await stripe().invoices.list({ customer: customerId, limit: 100 })).data;

/** Sets another card for future payments: `pm_card_chargeCustomerFail`, `pm_card_authenticationRequired`, … */
export async function payWith(subscriber: Subscriber, card: string): Promise<void> {
  const method = await stripe().paymentMethods.attach(card, { customer: subscriber.customerId });
  const { subscription } = await atStripe(subscriber);
  await stripe().subscriptions.update(subscription.id, { default_payment_method: method.id });
}

/** The subscription with its last discount and what is ahead of it, side by side. */
export async function rowOf({ id }: { id: string }) {
  const { subscription, scheduledChange, pendingChange, retentionOffer, discounts } = await stateOf(id);
  const discount = discounts.find(({ scope }) => scope === "subscription");
  return {
    ...subscription,
    discountName: discount?.name ?? null,
    discountCode: discount?.code ?? null,
    discountPercentOff: discount?.percentOff ?? null,
    discountAmountOff: discount?.amountOff ?? null,
    discountEndsAt: discount?.endsAt ?? null,
    scheduledPlanKey: scheduledChange?.planKey ?? null,
    scheduledInterval: scheduledChange?.interval ?? null,
    scheduledItems: scheduledChange?.items ?? null,
    pendingPlanKey: pendingChange?.planKey ?? null,
    pendingInvoiceUrl: pendingChange?.invoiceUrl ?? null,
    retainedAt: retentionOffer?.acceptedAt ?? null,
  };
}
