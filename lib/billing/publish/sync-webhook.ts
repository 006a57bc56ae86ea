import "server-only";
import Stripe from "stripe";
import type { StripeClient } from "../stripe/stripe";
import type { CatalogChange } from "./change";

/**
 * Every event that may change what a customer has or owes, and what a platform admin has to know about it. Stripe sends an
 * endpoint nothing else, so a handler for a type that is missing here never runs.
 */
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
  "customer.subscription.pending_update_applied",
  "customer.subscription.pending_update_expired",
  "subscription_schedule.created",
  "subscription_schedule.updated",
  "subscription_schedule.expiring",
  "subscription_schedule.released",
  "subscription_schedule.completed",
  "subscription_schedule.canceled",
  "subscription_schedule.aborted",
  "invoice.created",
  "invoice.updated",
  "invoice.deleted",
  "invoice.finalized",
  "invoice.paid",
  "invoice.payment_failed",
  "invoice.payment_action_required",
  "invoice.voided",
  "invoice.marked_uncollectible",
  "invoice.sent",
  "invoice.will_be_due",
  "invoice.overdue",
  "invoiceitem.created",
  "invoiceitem.deleted",
  "payment_method.attached",
  "payment_method.updated",
  "payment_method.automatically_updated",
  "payment_method.detached",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "credit_note.created",
  "credit_note.updated",
  "credit_note.voided",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "charge.dispute.closed",
  "product.updated",
  "product.deleted",
  "price.updated",
  "price.deleted",
  "coupon.updated",
  "coupon.deleted",
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
