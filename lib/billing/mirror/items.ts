import type Stripe from "stripe";
import { billingIntervals, type PriceTier, type subscriptionItems } from "@/db/schema";
import type { Catalog, Plan } from "@/lib/catalog";
import { amountFor, type Rate, type Tier } from "@/lib/catalog/rating";
import { unreachable } from "@/lib/errors";
import { type CatalogEntry, catalogEntry, isMetered, productIdOf } from "./catalog-entry";
import type { StripeState } from "./stripe-state";

/** A row of `subscription_items` without its organization. */
export type ItemMirror = Omit<typeof subscriptionItems.$inferSelect, "organizationId">;

/** What an item is, apart from its place on a subscription: the same for a live item and one in a coming phase. */
export type PricedItem = Omit<ItemMirror, "stripeItemId" | "currentPeriodEnd" | "includedTaxPercent">;

/** A price with its quantity, as subscriptions and schedules have them. */
export type PriceAndQuantity = { price: Stripe.Price; quantity?: number | undefined };

export type ReadItems<Item> = {
  /** The plan that counts: of two the higher one. Undefined when none of the items is a plan of the catalog. */
  plan: { plan: Plan; item: Item; lookupKey: string | null } | undefined;
  /** All items, in Stripe's order. */
  items: { item: Item; priced: PricedItem }[];
};

type Details = Pick<StripeState, "products" | "detailedPrices">;

/**
 * What a subscription or a phase consists of: everything on it, and which of it is the plan.
 * @param currency the subscription's, which a price may have as a second one.
 */
export function readItems<Item extends PriceAndQuantity>(
  catalog: Catalog,
  items: readonly Item[],
  currency: string,
  details: Details,
): ReadItems<Item> {
  const entries = items.map((item) => ({ item, entry: catalogEntry(catalog, item.price) }));
  const plans = entries.flatMap(({ item, entry }) => (entry?.kind === "plan" ? [{ ...entry, item }] : []));
  const plan = plans.toSorted((a, b) => b.plan.rank - a.plan.rank)[0];
  return {
    plan,
    items: entries.map(({ item, entry }) => {
      const isSecondPlan = entry?.kind === "plan" && item !== plan?.item;
      return { item, priced: pricedItem(catalog, item, isSecondPlan ? undefined : entry, { ...details, currency }) };
    }),
  };
}

function pricedItem(
  catalog: Catalog,
  { price, quantity }: PriceAndQuantity,
  entry: CatalogEntry | undefined,
  details: Details & { currency: string },
): PricedItem {
  const metered = isMetered(price);
  const rate = rateOf(details.detailedPrices.get(price.id) ?? price, details.currency);
  const count = metered ? 0 : (quantity ?? 1);
  return {
    kind: entry?.kind ?? "custom",
    itemKey: entry ? itemKeyOf(entry) : null,
    lookupKey: entry?.lookupKey ?? null,
    name: nameOf(catalog, price, entry, details),
    stripePriceId: price.id,
    stripeProductId: productIdOf(price),
    quantity: count,
    ...storedRate(rate),
    currency: details.currency,
    interval: intervalOf(price),
    intervalCount: price.recurring?.interval_count ?? 1,
    metered,
    recurringAmount: metered ? 0 : amountFor(rate, count),
  };
}

export function itemKeyOf(entry: CatalogEntry): string {
  switch (entry.kind) {
    case "plan":
      return entry.plan.key;
    case "add_on":
      return entry.addOn.key;
    case "overage":
      return entry.meter;
    default:
      return unreachable(entry);
  }
}

/** A price's nickname is the company's own note, so it's only used where there is no product to name. */
function nameOf(catalog: Catalog, price: Stripe.Price, entry: CatalogEntry | undefined, { products }: Details): string {
  switch (entry?.kind) {
    case "plan":
      return entry.plan.name;
    case "add_on":
      return entry.addOn.name;
    case "overage":
      return catalog.meters.find(({ key }) => key === entry.meter)?.name ?? entry.meter;
    case undefined:
      return products.get(productIdOf(price)) ?? price.nickname ?? "Custom item";
    default:
      return unreachable(entry);
  }
}

/** A price's rate as Stripe has it, to the last decimal place. */
function rateOf(price: Stripe.Price, currency: string) {
  const option = price.currency === currency ? price : (price.currency_options?.[currency] ?? price);
  return {
    unitAmount: amountOf(option.unit_amount, option.unit_amount_decimal) ?? 0,
    tiers: option.tiers ? option.tiers.map(tierOf) : null,
    tiersMode: option.tiers ? (price.tiers_mode === "graduated" ? "graduated" : "volume") : null,
    packageSize: price.transform_quantity?.divide_by ?? null,
    packageRounding: price.transform_quantity ? (price.transform_quantity.round === "down" ? "down" : "up") : null,
  } satisfies Rate;
}

const tierOf = (
  tier: Pick<
    Stripe.Price.Tier,
    "up_to" | "unit_amount" | "unit_amount_decimal" | "flat_amount" | "flat_amount_decimal"
  >,
): Tier => ({
  upTo: tier.up_to,
  unitAmount: amountOf(tier.unit_amount, tier.unit_amount_decimal),
  flatAmount: amountOf(tier.flat_amount, tier.flat_amount_decimal),
});

const amountOf = (whole: number | null, decimal: Stripe.Decimal | null): number | string | null =>
  whole ?? decimal?.toString() ?? null;

/** Every column of a price's rate, so that equal prices give equal rows. */
const storedRate = (rate: ReturnType<typeof rateOf>) => ({
  ...rate,
  unitAmount: Number(rate.unitAmount),
  tiers:
    rate.tiers?.map(
      ({ upTo, unitAmount, flatAmount }): PriceTier => ({
        upTo,
        unitAmount: unitAmount === null ? null : Number(unitAmount),
        flatAmount: flatAmount === null ? null : Number(flatAmount),
      }),
    ) ?? null,
});

/** @throws Error for an interval Stripe didn't have when this was written. */
export function intervalOf(price: Stripe.Price): ItemMirror["interval"] {
  const interval = billingIntervals.find((known) => known === price.recurring?.interval);
  if (!interval) throw new Error(`The price ${price.id} of a subscription isn't recurring.`);
  return interval;
}

/** The prices that have to be read separately: a list includes neither tiers nor amounts in a second currency. */
export const detailedPriceIds = (items: readonly PriceAndQuantity[], currency: string): string[] =>
  items
    .filter(({ price }) => (price.billing_scheme === "tiered" && !price.tiers) || price.currency !== currency)
    .map(({ price }) => price.id);

/** The products of items outside the catalog, whose names have to be read separately. */
export const customProductIds = (catalog: Catalog, items: readonly PriceAndQuantity[]): string[] =>
  items.filter(({ price }) => !catalogEntry(catalog, price)).map(({ price }) => productIdOf(price));
