import type Stripe from "stripe";
import { stripe } from "@/lib/billing/stripe/stripe";
import { withTenant } from "@/lib/context";
import { entitlementsOf } from "@/lib/entitlements";
import { asSystem } from "../actors";
import { newOrganization } from "../factories";
import { advanceStripe } from "./local-stripe";
import { checkout, customerOf, type Organization, stateOf } from "./stories";
import { atStripe, type Subscriber } from "./subscribers";

// What a person does in the Stripe dashboard, and what becomes of it here.

/** The time at the local Stripe. */
export const stripeNow = () => advanceStripe(0);
/** As Stripe writes a time. */
export const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** What an organization may do at a time, and by which rule. */
export const accessAt = ({ id }: { id: string }, now: Date) =>
  withTenant({ organizationId: id, actor: asSystem(), now }, async (ctx) => {
    const { access, accessRule, plan } = await entitlementsOf(ctx);
    return { access, rule: accessRule, plan: plan.key };
  });

/** The price with a lookup key. */
export async function priceId(lookupKey: string): Promise<string> {
  const { data } = await stripe().prices.list({ lookup_keys: [lookupKey] });
  return data[0]?.id ?? lookupKey;
}

/** An organization whose customer exists at Stripe with a card, without having bought anything. */
export async function customerWithCard(): Promise<Organization & { customerId: string }> {
  const organization = await newOrganization({ createdAt: await stripeNow() });
  await checkout(organization);
  const customerId = await customerOf(organization);
  const { id } = await stripe().paymentMethods.attach("pm_card_visa", { customer: customerId });
  await stripe().customers.update(customerId, { invoice_settings: { default_payment_method: id } });
  return { ...organization, customerId };
}

/** A subscription that a person makes by hand, by default of Professional by the month. */
export const subscribe = async (
  { customerId }: { customerId: string },
  params: Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<Stripe.Subscription> =>
  stripe().subscriptions.create({
    customer: customerId,
    items: [{ price: await priceId("unison_professional_month_usd_v1") }],
    ...params,
  });

/** A change that a person makes by hand. */
export const update = async (organization: Subscriber, params: Stripe.SubscriptionUpdateParams) =>
  stripe().subscriptions.update((await atStripe(organization)).subscription.id, params);

/** An organization's movements, as kind and amount. */
export const kindsOf = async ({ id }: { id: string }) =>
  (await stateOf(id)).movements.map(({ kind, amount }) => [kind, amount]);
