import type Stripe from "stripe";
import type { Item } from "../../billing/periods/cadence";
import type { UpdateInput } from "../../billing/subscriptions/input";
import { updateSubscription } from "../../billing/subscriptions/update-subscription";
import { fetchSubscription } from "../../lookup/fetch";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { noSuch } from "../../wire/errors";
import { page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Subscription = PublicTables["subscription"];

export function subscriptionItemRoutes(api: Api): void {
  api.post(
    "/v1/subscription_items",
    params<Stripe.SubscriptionItemCreateParams>("SubscriptionItems", "SubscriptionItemCreateParams"),
    addItem,
  );
  api.get(
    "/v1/subscription_items",
    params<Stripe.SubscriptionItemListParams>("SubscriptionItems", "SubscriptionItemListParams"),
    (world, input) => {
      const { data } = fetchSubscription(world, input.subscription, "subscription").items;
      return page([...data].reverse(), input, "/v1/subscription_items");
    },
  );
  api.get("/v1/subscription_items/:id", onlyExpand, (world, _, id) => findItem(world, id).item);
  api.post(
    "/v1/subscription_items/:id",
    params<Stripe.SubscriptionItemUpdateParams>("SubscriptionItems", "SubscriptionItemUpdateParams"),
    changeItem,
  );
  api.delete(
    "/v1/subscription_items/:id",
    params<Stripe.SubscriptionItemDeleteParams>("SubscriptionItems", "SubscriptionItemDeleteParams"),
    removeItem,
  );
}

function findItem(world: World, id: string): { item: Item; subscription: Subscription } {
  for (const subscription of world.store.all("subscription")) {
    const item = subscription.items.data.find((candidate) => candidate.id === id);
    if (item) return { item, subscription };
  }
  throw noSuch("subscription_item", id);
}

function addItem(world: World, input: Wire<Stripe.SubscriptionItemCreateParams>): Item {
  const before = fetchSubscription(world, input.subscription, "subscription");
  const known = new Set(before.items.data.map((item) => item.id));
  const after = updateSubscription(world, before, {
    ...prorationParams(input),
    items: [itemParams(input)],
  });
  const added = after.items.data.find((item) => !known.has(item.id));
  if (!added) throw new Error("The item was not added");
  return added;
}

function changeItem(world: World, input: Wire<Stripe.SubscriptionItemUpdateParams>, id: string): Item {
  const { subscription } = findItem(world, id);
  updateSubscription(world, subscription, { ...prorationParams(input), items: [{ id, ...itemParams(input) }] });
  return findItem(world, id).item;
}

function removeItem(world: World, input: Wire<Stripe.SubscriptionItemDeleteParams>, id: string): object {
  const { subscription } = findItem(world, id);
  updateSubscription(world, subscription, { ...prorationParams(input), items: [{ id, deleted: true }] });
  return { id, object: "subscription_item", deleted: true };
}

type ItemInput = NonNullable<UpdateInput["items"]>[number];

function itemParams(input: Omit<ItemInput, "id" | "deleted">): ItemInput {
  const { price, price_data, plan, quantity, metadata, discounts, tax_rates, billing_thresholds } = input;
  return withoutUndefined({ price, price_data, plan, quantity, metadata, discounts, tax_rates, billing_thresholds });
}

function prorationParams(
  input: Pick<UpdateInput, "proration_behavior" | "proration_date" | "payment_behavior" | "off_session">,
): UpdateInput {
  const { proration_behavior, proration_date, payment_behavior, off_session } = input;
  return withoutUndefined({ proration_behavior, proration_date, payment_behavior, off_session });
}

function withoutUndefined<T extends object>(input: T): T {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as T;
}
