import type Stripe from "stripe";
import type { Period } from "../../engine/periods";
import { fetchCustomer, fetchPrice } from "../../lookup/fetch";
import { commonCurrency, priceIn } from "../../lookup/localized-price";
import { checkProduct, fetchSellablePrice } from "../../lookup/sellable-price";
import { mergeMetadata } from "../../objects/metadata";
import { inlinePrice } from "../../objects/price-object";
import { newItem, newSubscription } from "../../objects/subscription-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { checkCurrency } from "../customers/currency";
import { redeem } from "../discounts/discounts";
import { periodFrom } from "../invoices/period-lines";
import { fullAmount, fullPeriodAt, type Item, isMetered, nextPeriodEnd } from "../periods/cadence";
import { capAtCancelAt } from "../periods/period-ends";
import { anchorOf, cancelAtOf, trialEndOf } from "../periods/terms";
import { fetchTaxRates } from "../taxes/taxes";
import { withItemTerms } from "./item-changes";
import { billingThresholds } from "./subscription-settings";

type Subscription = PublicTables["subscription"];
type Price = PublicTables["price"];
type CreateInput = Wire<Stripe.SubscriptionCreateParams>;

/** A new subscription with its items and periods, before anything is invoiced. */
export function buildSubscription(
  world: World,
  input: CreateInput,
  customer: string,
  options: { checkoutSession?: string; scheduled?: boolean },
): Subscription {
  const now = world.clock.now();
  const id = world.ids.next("sub");
  const requested = requestedItems(world, input, fetchCustomer(world, customer), options.scheduled ?? false);
  const [first] = requested;
  if (!first) throw invalidRequest("Missing required param: items.", "items", "parameter_missing");
  if (input.backdate_start_date !== undefined && input.backdate_start_date >= now)
    throw invalidRequest("`backdate_start_date` must be in the past.", "backdate_start_date");
  const trialEnd = trialEndOf(input, first.price, now);
  const anchor = anchorOf(input, trialEnd, now);
  const empty = newSubscription(world, input, customer, {
    id,
    currency: first.price.currency,
    anchor,
    trialEnd,
    items: [],
  });
  const items = requested.map((item) => {
    const period = trialEnd === null ? firstPeriod(empty, item, input, now) : { start: now, end: trialEnd };
    return withItemTerms(world, empty, newItem(world, id, item, period), item.terms);
  });
  const subscription = { ...empty, items: { ...empty.items, data: items } };
  return world.store.put("subscription", {
    ...withCancelAt(subscription, input, now),
    billing_thresholds: billingThresholds(null, input.billing_thresholds),
    discounts: redeem(world, input.discounts || [], {
      customer,
      subscription: id,
      currency: empty.currency,
      subtotal: () => items.reduce((total, item) => total + fullAmount(item), 0),
      checkoutSession: options.checkoutSession ?? null,
    }),
  });
}

/** A subscription that is backdated and billed for the past can have a current period that began before now. */
function firstPeriod(subscription: Subscription, item: { price: Price }, input: CreateInput, now: number): Period {
  const { start, end } = periodFrom(subscription, item, now);
  const billed = input.backdate_start_date !== undefined && input.proration_behavior !== "none";
  if (!billed || subscription.billing_cycle_anchor <= now) return { start, end };
  const cycleStart = fullPeriodAt(subscription, item.price, now).start;
  const flexible = subscription.billing_mode.type === "flexible";
  return { start: flexible ? Math.max(cycleStart, subscription.start_date) : subscription.start_date, end };
}

function withCancelAt(subscription: Subscription, input: CreateInput, now: number): Subscription {
  const cancel_at = input.cancel_at_period_end
    ? nextPeriodEnd(subscription)
    : cancelAtOf(subscription, input.cancel_at);
  if (cancel_at === null) return subscription;
  const shortened = (item: Item): Item => ({
    ...item,
    current_period_end: capAtCancelAt({ cancel_at }, item.current_period_end, item.current_period_start),
  });
  const data = subscription.status === "trialing" ? subscription.items.data : subscription.items.data.map(shortened);
  return { ...subscription, cancel_at, canceled_at: now, items: { ...subscription.items, data } };
}

function requestedItems(world: World, input: CreateInput, customer: PublicTables["customer"], scheduled: boolean) {
  // A schedule starts with the prices it was made with, also if they have been archived since.
  const requestedPrice = scheduled ? fetchPrice : fetchSellablePrice;
  const found = (input.items ?? []).map((item, index) => ({
    price: item.price_data
      ? checkProduct(world, inlinePrice(world, item.price_data), `items[${index}][price_data]`)
      : requestedPrice(world, item.price ?? item.plan ?? "", `items[${index}][price]`),
    quantity: item.quantity,
    metadata: mergeMetadata({}, item.metadata),
    taxRates: fetchTaxRates(world, item.tax_rates, `items[${index}][tax_rates]`),
    terms: { discounts: item.discounts, billing_thresholds: item.billing_thresholds },
  }));
  const currency = commonCurrency(
    found.map(({ price }) => price),
    input.currency,
    customer.currency,
  );
  checkCurrency(world, customer, currency);
  const items = found.map((item, index) => ({
    ...item,
    price: priceIn(item.price, currency, `items[${index}][price]`),
  }));
  if (items.length > 20) throw invalidRequest("A subscription can have at most 20 items.", "items");
  items.forEach(({ price, quantity }, index) => {
    checkPrice(price, quantity, index);
  });
  return items;
}

function checkPrice(price: Price, quantity: number | undefined, index: number): void {
  if (isMetered(price) && quantity !== undefined)
    throw invalidRequest(
      "Quantity should not be specified where usage_type is `metered`. Remove quantity from items.",
      `items[${index}][quantity]`,
    );
}
