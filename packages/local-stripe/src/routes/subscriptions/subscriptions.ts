import type Stripe from "stripe";
import { cancelSubscription } from "../../billing/subscriptions/cancel-subscription";
import { createSubscription } from "../../billing/subscriptions/create-subscription";
import { pauseSubscription } from "../../billing/subscriptions/pause-subscription";
import { resumeSubscription } from "../../billing/subscriptions/resume-subscription";
import { updateSubscription } from "../../billing/subscriptions/update-subscription";
import { emit, emitChange } from "../../events/emit";
import { fetchSubscription } from "../../lookup/fetch";
import { searchResult } from "../../lookup/search-result";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Subscription = PublicTables["subscription"];

export function subscriptionRoutes(api: Api): void {
  api.post(
    "/v1/subscriptions",
    params<Stripe.SubscriptionCreateParams>("Subscriptions", "SubscriptionCreateParams"),
    (world, input) => createSubscription(world, input).subscription,
  );
  api.get(
    "/v1/subscriptions/search",
    params<Stripe.SubscriptionSearchParams>("Subscriptions", "SubscriptionSearchParams"),
    (world, input) => searchResult(world.store.all("subscription"), input, "subscriptions"),
  );
  api.get("/v1/subscriptions/:id", onlyExpand, (world, _, id) => fetchSubscription(world, id));
  api.post(
    "/v1/subscriptions/:id",
    params<Stripe.SubscriptionUpdateParams>("Subscriptions", "SubscriptionUpdateParams"),
    (world, input, id) => updateSubscription(world, fetchSubscription(world, id), input),
  );
  api.delete(
    "/v1/subscriptions/:id",
    params<Stripe.SubscriptionCancelParams>("Subscriptions", "SubscriptionCancelParams"),
    cancelById,
  );
  api.post(
    "/v1/subscriptions/:id/resume",
    params<Stripe.SubscriptionResumeParams>("Subscriptions", "SubscriptionResumeParams"),
    (world, _, id) => resumeSubscription(world, fetchSubscription(world, id)),
  );
  api.post(
    "/v1/subscriptions/:id/pause",
    params<Stripe.SubscriptionPauseParams>("Subscriptions", "SubscriptionPauseParams"),
    (world, input, id) => pauseSubscription(world, fetchSubscription(world, id), input),
  );
  api.post(
    "/v1/subscriptions/:id/migrate",
    params<Stripe.SubscriptionMigrateParams>("Subscriptions", "SubscriptionMigrateParams"),
    migrate,
  );
  api.delete("/v1/subscriptions/:id/discount", onlyExpand, deleteDiscount);
  api.get(
    "/v1/subscriptions",
    params<Stripe.SubscriptionListParams>("Subscriptions", "SubscriptionListParams"),
    listSubscriptions,
  );
}

function cancelById(world: World, input: Wire<Stripe.SubscriptionCancelParams>, id: string): Subscription {
  const subscription = fetchSubscription(world, id);
  if (subscription.ended_at !== null) throw noSuch("subscription", id);
  return cancelSubscription(world, subscription, {
    prorate: input.prorate,
    invoiceNow: input.invoice_now,
    comment: input.cancellation_details?.comment || null,
    feedback: input.cancellation_details?.feedback || null,
  });
}

/** Switches from classic to flexible billing. There is no way back. */
function migrate(world: World, input: Wire<Stripe.SubscriptionMigrateParams>, id: string): Subscription {
  const before = fetchSubscription(world, id);
  if (before.billing_mode.type === "flexible")
    throw invalidRequest("This subscription already uses the `flexible` billing mode.", "billing_mode[type]");
  const after = world.store.put("subscription", {
    ...before,
    billing_mode: {
      flexible: { proration_discounts: input.billing_mode.flexible?.proration_discounts ?? "included" },
      type: "flexible",
      updated_at: world.clock.now(),
    },
  });
  emitChange(world, "customer.subscription.updated", before, after);
  return after;
}

function deleteDiscount(world: World, _: unknown, id: string): object {
  const subscription = fetchSubscription(world, id);
  const discount = world.store.get("discount", subscription.discounts[0] ?? "");
  if (!discount) throw noSuch("discount", id);
  const after = world.store.put("subscription", { ...subscription, discounts: [] });
  emit(world, "customer.discount.deleted", discount);
  emitChange(world, "customer.subscription.updated", subscription, after);
  return { ...discount, deleted: true };
}

function listSubscriptions(world: World, input: Wire<Stripe.SubscriptionListParams>): object {
  const rows =
    input.customer === undefined
      ? world.store.all("subscription")
      : world.store.where("subscription", "customer", input.customer);
  const found = [...rows].filter(
    (subscription) =>
      hasStatus(subscription, input.status) &&
      (input.customer !== undefined || (subscription.test_clock ?? null) === (input.test_clock ?? null)) &&
      matches(subscription.collection_method, input.collection_method) &&
      (input.price === undefined || subscription.items.data.some((item) => item.price.id === input.price)) &&
      (input.plan === undefined || subscription.items.data.some((item) => item.price.id === input.plan)) &&
      matches(subscription.automatic_tax.enabled, input.automatic_tax?.enabled) &&
      subscription.items.data.some((item) => inRange(item.current_period_end, input.current_period_end)) &&
      subscription.items.data.some((item) => inRange(item.current_period_start, input.current_period_start)) &&
      inRange(subscription.created, input.created),
  );
  return page(found, input, "/v1/subscriptions");
}

/** Canceled subscriptions are only listed on request. */
function hasStatus(subscription: Subscription, wanted: string | undefined): boolean {
  switch (wanted) {
    case undefined:
      return subscription.status !== "canceled" && subscription.status !== "incomplete_expired";
    case "all":
      return true;
    case "ended":
      return subscription.ended_at !== null;
    default:
      return subscription.status === wanted;
  }
}
