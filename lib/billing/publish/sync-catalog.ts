import "server-only";
import Stripe from "stripe";
import { catalog } from "@/lib/catalog";
import { type StripeClient, stripe } from "../stripe/stripe";
import type { CatalogChange } from "./change";
import { describeRate, rateParams } from "./price-params";
import {
  stripeCatalog,
  type WantedCoupon,
  type WantedMeter,
  type WantedPrice,
  type WantedProduct,
} from "./stripe-catalog";
import { syncPortal } from "./sync-portal";
import { syncWebhook } from "./sync-webhook";

export type CatalogReport = {
  changes: CatalogChange[];
  /** The secret of a webhook endpoint that was created now. Stripe shows it only this once. */
  webhookSecret?: string;
};

/**
 * Creates and updates in Stripe what the catalog sells: products, prices, meters, coupons, the portal configuration, and the
 * webhook endpoint when its URL is given. Running it again changes nothing.
 *
 * @throws Error when a price in Stripe differs from the catalog: a new price needs a new version.
 */
export async function syncCatalog({ webhookUrl }: { webhookUrl?: string } = {}): Promise<CatalogReport> {
  const client = stripe();
  const wanted = stripeCatalog(catalog);
  const changes = [
    ...(await publishPrices(client, wanted)),
    ...(await syncCoupons(client, wanted.coupons)),
    await syncPortal(client, catalog),
  ];
  if (webhookUrl === undefined) return { changes };
  const { secret, ...change } = await syncWebhook(client, webhookUrl);
  return { changes: [...changes, change], ...(secret === undefined ? {} : { webhookSecret: secret }) };
}

/**
 * Creates and updates what is sold: products, meters and prices.
 * @throws Error when a price in Stripe differs from the wanted one.
 */
export async function publishPrices(
  client: StripeClient,
  wanted: Pick<ReturnType<typeof stripeCatalog>, "products" | "meters" | "prices">,
): Promise<CatalogChange[]> {
  return [
    ...(await syncProducts(client, wanted.products)),
    ...(await syncMeters(client, wanted.meters)),
    ...(await syncPrices(client, wanted.prices)),
  ];
}

async function syncProducts(client: StripeClient, wanted: readonly WantedProduct[]): Promise<CatalogChange[]> {
  const known = await client.products.list({ ids: wanted.map(({ id }) => id), limit: 100 });
  const changes: CatalogChange[] = [];
  for (const { id, name, description } of wanted) {
    const what = `product ${id}`;
    const product = known.data.find((candidate) => candidate.id === id);
    if (!product) {
      await client.products.create({ id, name, description });
      changes.push({ what, done: "created" });
    } else if (product.name !== name || product.description !== description || !product.active) {
      await client.products.update(id, { name, description, active: true });
      changes.push({ what, done: "updated" });
    } else changes.push({ what, done: "kept" });
  }
  return changes;
}

/** Stripe accepts at most ten lookup keys per request. */
const keysAtOnce = 10;

async function syncPrices(client: StripeClient, wanted: readonly WantedPrice[]): Promise<CatalogChange[]> {
  const changes: CatalogChange[] = [];
  for (let start = 0; start < wanted.length; start += keysAtOnce) {
    const some = wanted.slice(start, start + keysAtOnce);
    const known = await publishedPrices(client, some);
    for (const price of some) {
      const found = known.find(({ lookup_key }) => lookup_key === price.lookupKey);
      changes.push({ what: `price ${price.lookupKey}`, done: await syncPrice(client, price, found) });
    }
  }
  return changes;
}

/** The prices with these lookup keys that Stripe has, with their tiers. @param wanted at most ten, as Stripe takes no more at once. */
export async function publishedPrices(client: StripeClient, wanted: readonly WantedPrice[]): Promise<Stripe.Price[]> {
  const lookup_keys = wanted.map(({ lookupKey }) => lookupKey);
  return (await client.prices.list({ lookup_keys, limit: 100, expand: ["data.tiers"] })).data;
}

async function syncPrice(
  client: StripeClient,
  wanted: WantedPrice,
  known: Stripe.Price | undefined,
): Promise<CatalogChange["done"]> {
  const { lookupKey, product, currency, rate, interval, metadata, meter } = wanted;
  if (!known) {
    await client.prices.create({
      lookup_key: lookupKey,
      product,
      currency,
      ...rateParams(rate),
      recurring: { interval, ...(meter ? await meteredBy(client, meter) : {}) },
      metadata,
    });
    return "created";
  }
  if (!isSame(known, wanted)) {
    throw new Error(
      `The price ${lookupKey} is ${describeRate(known)} in Stripe and ${describeRate(rateParams(rate))} in the catalog. Published prices can't change: add a price with a new version.`,
    );
  }
  if (known.active) return "kept";
  await client.prices.update(known.id, { active: true });
  return "updated";
}

function isSame(known: Stripe.Price, { currency, rate, interval, meter }: WantedPrice): boolean {
  return (
    describeRate(known) === describeRate(rateParams(rate)) &&
    known.currency === currency &&
    known.recurring?.interval === interval &&
    (known.recurring.usage_type === "metered") === (meter !== undefined)
  );
}

async function meteredBy(client: StripeClient, eventName: string): Promise<{ usage_type: "metered"; meter: string }> {
  const meters = await client.billing.meters.list({ status: "active", limit: 100 });
  const meter = meters.data.find(({ event_name }) => event_name === eventName);
  if (!meter) throw new Error(`Stripe has no meter ${eventName}, which a metered price needs.`);
  return { usage_type: "metered", meter: meter.id };
}

async function syncCoupons(client: StripeClient, wanted: readonly WantedCoupon[]): Promise<CatalogChange[]> {
  const changes: CatalogChange[] = [];
  for (const coupon of wanted) {
    const what = `coupon ${coupon.id}`;
    const known = await client.coupons.retrieve(coupon.id).catch(nullIfMissing);
    if (!known) await client.coupons.create(couponParams(coupon));
    changes.push({ what, done: known ? "kept" : "created" });
  }
  return changes;
}

function couponParams({ id, name, percentOff, months }: WantedCoupon) {
  return { id, name, percent_off: percentOff, duration: "repeating" as const, duration_in_months: months };
}

function nullIfMissing(error: unknown): undefined {
  if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing") return undefined;
  throw error;
}

async function syncMeters(client: StripeClient, wanted: readonly WantedMeter[]): Promise<CatalogChange[]> {
  if (wanted.length === 0) return [];
  const known = await client.billing.meters.list({ status: "active", limit: 100 });
  const changes: CatalogChange[] = [];
  for (const { eventName, displayName } of wanted) {
    const what = `meter ${eventName}`;
    if (known.data.some(({ event_name }) => event_name === eventName)) {
      changes.push({ what, done: "kept" });
      continue;
    }
    await client.billing.meters.create({
      event_name: eventName,
      display_name: displayName,
      default_aggregation: { formula: "sum" },
      customer_mapping: { type: "by_id", event_payload_key: "stripe_customer_id" },
      value_settings: { event_payload_key: "value" },
    });
    changes.push({ what, done: "created" });
  }
  return changes;
}
