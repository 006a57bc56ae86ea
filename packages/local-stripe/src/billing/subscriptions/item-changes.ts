import type { Period } from "../../engine/periods";
import { fetchPrice } from "../../lookup/fetch";
import { priceIn, storedPrice } from "../../lookup/localized-price";
import { checkProduct, type FetchPrice, fetchSellablePrice } from "../../lookup/sellable-price";
import { mergeMetadata } from "../../objects/metadata";
import { planOf } from "../../objects/plan-object";
import { inlinePrice } from "../../objects/price-object";
import { newItem } from "../../objects/subscription-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, noSuch } from "../../wire/errors";
import type { World } from "../../world";
import { type DiscountInput, emitRemoved, redeem } from "../discounts/discounts";
import { fullPeriodAt, type Item, type ItemChange, isMetered } from "../periods/cadence";
import { capAtCancelAt } from "../periods/period-ends";
import { fetchTaxRates } from "../taxes/taxes";
import type { ItemInput } from "./input";

type Subscription = PublicTables["subscription"];

/**
 * The items after the requested changes, and the changes that affect the price.
 *
 * @param fetchNewPrice finds a price an item doesn't have yet; refuses archived ones unless a schedule asks
 */
export function applyItemChanges(
  world: World,
  subscription: Subscription,
  inputs: readonly ItemInput[],
  fetchNewPrice: FetchPrice = fetchSellablePrice,
): { items: Item[]; changes: ItemChange[] } {
  let items = [...subscription.items.data];
  const changes: ItemChange[] = [];
  inputs.forEach((input, index) => {
    const change =
      input.id === undefined
        ? addedItem(world, subscription, input, index, fetchNewPrice)
        : updatedItem(world, subscription, items, input, index, fetchNewPrice);
    if (!change.before && change.after) items.push(change.after);
    else items = items.flatMap((item) => (item.id !== change.before?.id ? [item] : change.after ? [change.after] : []));
    if (affectsPrice(change)) changes.push(change);
  });
  if (items.length === 0) throw invalidRequest("A subscription must have at least one active plan.", "items");
  return { items, changes };
}

function addedItem(
  world: World,
  subscription: Subscription,
  input: ItemInput,
  index: number,
  fetchNewPrice: FetchPrice,
): ItemChange {
  const price = priceOf(world, subscription, input, index, fetchNewPrice);
  if (!price)
    throw invalidRequest(
      `Missing required param: items[${index}][price].`,
      `items[${index}][price]`,
      "parameter_missing",
    );
  const duplicate = subscription.items.data.find((item) => item.price.id === price.id);
  if (duplicate) {
    throw invalidRequest(
      `Cannot add multiple subscription items with the same plan: ${price.id}`,
      `items[${index}][price]`,
    );
  }
  const metadata = mergeMetadata({}, input.metadata);
  const taxRates = fetchTaxRates(world, input.tax_rates, `items[${index}][tax_rates]`);
  const now = world.clock.now();
  const trialEnd = subscription.status === "trialing" ? subscription.trial_end : null;
  const period =
    trialEnd === null ? capPeriod(subscription, fullPeriodAt(subscription, price, now)) : { start: now, end: trialEnd };
  const item = newItem(world, subscription.id, { price, quantity: input.quantity, metadata, taxRates }, period);
  return { before: null, after: withItemTerms(world, subscription, item, input) };
}

function capPeriod(subscription: Subscription, { start, end }: Period): Period {
  return { start, end: capAtCancelAt(subscription, end, start) };
}

interface Terms {
  discounts?: readonly DiscountInput[] | "" | null;
  billing_thresholds?: { usage_gte: number } | "" | null;
}

/** Sets an item's discounts and usage threshold. What is not passed stays the same. */
export function withItemTerms(
  world: World,
  { customer, currency }: Pick<Subscription, "customer" | "currency">,
  item: Item,
  { discounts, billing_thresholds }: Terms,
): Item {
  const redeemed =
    discounts === undefined
      ? item.discounts
      : redeem(world, discounts || [], { customer, currency, subscriptionItem: item.id });
  emitRemoved(world, item.discounts, redeemed);
  return {
    ...item,
    discounts: redeemed,
    ...(billing_thresholds === undefined ? {} : { billing_thresholds: billing_thresholds || null }),
  };
}

function updatedItem(
  world: World,
  subscription: Subscription,
  items: readonly Item[],
  input: ItemInput,
  index: number,
  fetchNewPrice: FetchPrice,
): ItemChange {
  const before = items.find((item) => item.id === input.id);
  if (!before) throw noSuch("subscription item", input.id ?? "", `items[${index}][id]`);
  if (input.deleted) return { before, after: null };
  const price =
    priceOf(world, subscription, input, index, fetchNewPrice, before.price.id) ??
    storedPrice(world, before.price.id, subscription.currency) ??
    before.price;
  const { quantity: _, ...rest } = before;
  const after: Item = {
    ...rest,
    price,
    plan: planOf(price),
    metadata: mergeMetadata(before.metadata, input.metadata),
    tax_rates:
      input.tax_rates === undefined
        ? before.tax_rates
        : fetchTaxRates(world, input.tax_rates, `items[${index}][tax_rates]`),
    ...(isMetered(price) ? {} : { quantity: input.quantity ?? before.quantity ?? 1 }),
  };
  return { before, after: withItemTerms(world, subscription, after, input) };
}

/** @param current the item's price, which it keeps even if it is archived */
function priceOf(
  world: World,
  subscription: Subscription,
  input: ItemInput,
  index: number,
  fetchNewPrice: FetchPrice,
  current?: string,
): PublicTables["price"] | null {
  if (input.price_data) return checkProduct(world, inlinePrice(world, input.price_data), `items[${index}][price_data]`);
  const id = input.price ?? input.plan;
  if (id === undefined) return null;
  const price = (id === current ? fetchPrice : fetchNewPrice)(world, id, `items[${index}][price]`);
  if (!price.recurring) {
    throw invalidRequest(
      "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
      `items[${index}][price]`,
    );
  }
  return priceIn(price, subscription.currency, `items[${index}][price]`);
}

function affectsPrice({ before, after }: ItemChange): boolean {
  return before?.price.id !== after?.price.id || (before?.quantity ?? null) !== (after?.quantity ?? null);
}
