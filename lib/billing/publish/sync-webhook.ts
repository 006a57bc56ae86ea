import "server-only";
import Stripe from "stripe";
import type { StripeClient } from "../stripe/stripe";
import type { CatalogChange } from "./change";

/** Every event that may change what a customer has or owes. */
export const webhookEventTypes = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
  "customer.updated",
  "customer.deleted",
  "customer.discount.created",
  "customer.discount.updated",
  "customer.discount.deleted",
  "customer.subscription.created",
  "customer.subscription.updated",
  "customer.subscription.deleted",
  "customer.subscription.paused",
  "customer.subscription.resumed",
  "customer.subscription.trial_will_end",
  "invoice.created",
  "invoice.updated",
  "invoice.deleted",
  "invoice.finalized",
  "invoice.paid",
  "invoice.payment_failed",
  "invoice.payment_action_required",
  "invoice.voided",
  "invoice.marked_uncollectible",
  "payment_method.attached",
  "payment_method.updated",
  "payment_method.automatically_updated",
  "payment_method.detached",
  "charge.refunded",
  "charge.dispute.created",
  "charge.dispute.closed",
] as const satisfies readonly Stripe.WebhookEndpointCreateParams.EnabledEvent[];

/** Registers the URL Stripe sends events to. Stripe returns `secret` only when it creates the endpoint. */
export async function syncWebhook(client: StripeClient, url: string): Promise<CatalogChange & { secret?: string }> {
  const what = `webhook ${url}`;
  const known = await client.webhookEndpoints.list({ limit: 100 });
  const ours = known.data.find((endpoint) => endpoint.url === url);
  if (!ours) {
    const { secret } = await client.webhookEndpoints.create({
      url,
      enabled_events: [...webhookEventTypes],
      api_version: Stripe.API_VERSION,
      description: "Gatehouse event log",
    });
    return { what, done: "created", ...(secret === undefined ? {} : { secret }) };
  }
  const complete = ours.status === "enabled" && sameSet(ours.enabled_events, webhookEventTypes);
  if (complete) return { what, done: "kept" };
  await client.webhookEndpoints.update(ours.id, { enabled_events: [...webhookEventTypes], disabled: false });
  return { what, done: "updated" };
}

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && b.every((each) => a.includes(each));
