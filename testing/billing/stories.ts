import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { POST } from "@/app/api/webhooks/stripe/route";
import { stripeEvents } from "@/db/schema";
import { startCheckout } from "@/lib/billing/checkout/start-checkout";
import { stripe } from "@/lib/billing/stripe/stripe";
import { syncCustomer } from "@/lib/billing/sync/sync-customer";
import { type Actor, withPlatform, withTenant } from "@/lib/context";
import { found } from "@/lib/errors";
import { newOrganization } from "@/testing/factories";
import { payOn } from "./local-stripe";
import { stateOf } from "./states";

export { stateOf };

export type Organization = Awaited<ReturnType<typeof newOrganization>>;

const fromStripe: Actor = { kind: "system", id: "stripe" };

/** The owner starts checkout for a plan. */
export function checkout(organization: Organization, plan = "professional", interval: "month" | "year" = "month") {
  const opening = { organizationId: organization.id, actor: organization.owner };
  return withTenant(opening, (ctx) => startCheckout(ctx, { plan, interval }));
}

/** An organization that paid for a plan in Stripe, which hasn't been synced yet. */
export async function paidAtStripe(
  plan = "professional",
  interval: "month" | "year" = "month",
): Promise<Organization & { customerId: string }> {
  const organization = await newOrganization();
  const { url } = await checkout(organization, plan, interval);
  await payOn(url);
  return { ...organization, customerId: await customerOf(organization) };
}

/** A second tab, in which a checkout page was still open, pays as well. @returns the second subscription. */
export async function paysInSecondTab(
  { id: organizationId, customerId }: { id: string; customerId: string },
  price: string,
): Promise<Stripe.Subscription> {
  const { id, url } = await stripe().checkout.sessions.create({
    mode: "subscription",
    customer: customerId,
    client_reference_id: organizationId,
    line_items: [{ price, quantity: 1 }],
    success_url: "http://localhost/billing/return",
    subscription_data: { metadata: { organization_id: organizationId } },
  });
  await payOn(url ?? "");
  const { subscription } = await stripe().checkout.sessions.retrieve(id, { expand: ["subscription"] });
  if (!subscription || typeof subscription === "string") throw new Error("the second tab didn't pay");
  return subscription;
}

export async function customerOf({ id }: { id: string }): Promise<string> {
  const { subscription } = await stateOf(id);
  return found(subscription.stripeCustomerId ?? undefined, "customer");
}

export const sync = (customerId: string, now?: Date) =>
  withPlatform({ actor: fromStripe, ...(now ? { now } : {}) }, (ctx) => syncCustomer(ctx, { customerId }));

/** Stripe's events about a customer, oldest first. */
export async function eventsOf(customerId: string): Promise<Stripe.Event[]> {
  const events = await stripe().events.list({ limit: 100 });
  return events.data.filter((event) => JSON.stringify(event.data.object).includes(customerId)).reverse();
}

export const webhookSecret = "whsec_for_tests_only";

export const signatureOf = (payload: string, secret = webhookSecret, timestamp?: number): string =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, ...(timestamp === undefined ? {} : { timestamp }) });

type Delivery = { secret?: string; timestamp?: number; signature?: string };

/** Posts a body to the webhook as Stripe does. */
export function deliver(payload: string, { secret = webhookSecret, timestamp, signature }: Delivery = {}) {
  const headers = {
    "stripe-signature": signature ?? signatureOf(payload, secret, timestamp),
    "content-type": "application/json",
  };
  return POST(new Request("http://localhost/api/webhooks/stripe", { method: "POST", headers, body: payload }));
}

/** A customer's rows in the event log. */
export function loggedEventsOf(customerId: string) {
  return withPlatform({ actor: fromStripe }, ({ tx }) =>
    tx.select().from(stripeEvents).where(eq(stripeEvents.customerId, customerId)),
  );
}
