import type Stripe from "stripe";
import type { Period } from "../../engine/periods";
import { fetchPrice } from "../../lookup/fetch";
import { mergeMetadata } from "../../objects/metadata";
import { inlinePrice } from "../../objects/price-object";
import { newItem, newSubscription } from "../../objects/subscription-object";
import type { PublicTables } from "../../store/tables";
import { invalid } from "../../wire/errors";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";
import { redeem } from "../discounts/discounts";
import { periodFrom } from "../invoices/period-lines";
import { gridAt, type Item, isMetered, nextPeriodEnd } from "../periods/cadence";
import { cutShort } from "../periods/period-ends";
import { anchorOf, cancelTime, trialEndOf } from "../periods/terms";
import { namedTaxRates } from "../taxes/taxes";
import { withItemTerms } from "./item-changes";
import { thresholdsAsked } from "./subscription-settings";

type Subscription = PublicTables["subscription"];
type Price = PublicTables["price"];
type CreateInput = Wire<Stripe.SubscriptionCreateParams>;

/** A new subscription with its items and periods, before anything is invoiced. */
export function beginSubscription(
  world: World,
  input: CreateInput,
  customer: string,
  checkoutSession: string | null,
): Subscription {
  const now = world.clock.now();
  const id = world.ids.next("sub");
  const wanted = wantedItems(world, input);
  const [first] = wanted;
  if (!first) throw invalid("Missing required param: items.", "items", "parameter_missing");
  if (input.backdate_start_date !== undefined && input.backdate_start_date >= now)
    throw invalid("`backdate_start_date` must be in the past.", "backdate_start_date");
  const trialEnd = trialEndOf(input, first.price, now);
  const anchor = anchorOf(input, trialEnd, now);
  const bare = newSubscription(world, input, customer, {
    id,
    currency: first.price.currency,
    anchor,
    trialEnd,
    items: [],
  });
  const items = wanted.map((item) => {
    const period = trialEnd === null ? firstPeriod(bare, item, input, now) : { start: now, end: trialEnd };
    return withItemTerms(world, customer, newItem(world, id, item, period), item.terms);
  });
  const subscription = { ...bare, items: { ...bare.items, data: items } };
  return world.store.put("subscription", {
    ...withEnd(subscription, input, now),
    billing_thresholds: thresholdsAsked(null, input.billing_thresholds),
    discounts: redeem(world, input.discounts || [], { customer, subscription: id, checkoutSession }),
  });
}

/** A subscription that is backdated and billed for the past can have a current period that began before now. */
function firstPeriod(subscription: Subscription, item: { price: Price }, input: CreateInput, now: number): Period {
  const { start, end } = periodFrom(subscription, item, now);
  const billed = input.backdate_start_date !== undefined && input.proration_behavior !== "none";
  if (!billed || subscription.billing_cycle_anchor <= now) return { start, end };
  const natural = gridAt(subscription, item.price, now).start;
  const flexible = subscription.billing_mode.type === "flexible";
  return { start: flexible ? Math.max(natural, subscription.start_date) : subscription.start_date, end };
}

function withEnd(subscription: Subscription, input: CreateInput, now: number): Subscription {
  const cancel_at = input.cancel_at_period_end
    ? nextPeriodEnd(subscription)
    : cancelTime(subscription, input.cancel_at);
  if (cancel_at === null) return subscription;
  const shortened = (item: Item): Item => ({
    ...item,
    current_period_end: cutShort({ cancel_at }, item.current_period_end, item.current_period_start),
  });
  const data = subscription.status === "trialing" ? subscription.items.data : subscription.items.data.map(shortened);
  return { ...subscription, cancel_at, canceled_at: now, items: { ...subscription.items, data } };
}

function wantedItems(world: World, input: CreateInput) {
  const items = (input.items ?? []).map((item, index) => ({
    price: item.price_data
      ? inlinePrice(world, item.price_data)
      : fetchPrice(world, item.price ?? item.plan ?? "", `items[${index}][price]`),
    quantity: item.quantity,
    metadata: mergeMetadata({}, item.metadata),
    taxRates: namedTaxRates(world, item.tax_rates, `items[${index}][tax_rates]`),
    terms: { discounts: item.discounts, billing_thresholds: item.billing_thresholds },
  }));
  if (items.length > 20) throw invalid("A subscription can have at most 20 items.", "items");
  items.forEach(({ price, quantity }, index) => {
    checkPrice(price, quantity, items[0]?.price.currency, index);
  });
  return items;
}

function checkPrice(price: Price, quantity: number | undefined, currency: string | undefined, index: number): void {
  if (!price.active)
    throw invalid(`The price specified is inactive. This field only accepts active prices.`, `items[${index}][price]`);
  if (price.currency !== currency)
    throw invalid("All prices on a subscription must have the same currency.", `items[${index}][price]`);
  if (isMetered(price) && quantity !== undefined)
    throw invalid(
      "Quantity should not be specified where usage_type is `metered`. Remove quantity from items.",
      `items[${index}][quantity]`,
    );
}
