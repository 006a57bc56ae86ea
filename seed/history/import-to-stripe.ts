import type Stripe from "stripe";
import { z } from "zod";
import { stripe } from "@/lib/billing/stripe/stripe";
import { env } from "@/lib/env";
import { unixSeconds } from "./calendar";
import type { CustomerHistory, SoldCoupon, SoldPrice } from "./customer";
import { type PriceIdOf, stripeRequests } from "./stripe-requests";

/** How many customers the local Stripe is sent at once. */
const batchSize = 25;

/** Whether there is a local Stripe, which can be given a past. The real one can't. */
export const canImport = (): boolean => env.STRIPE_SECRET_KEY === undefined;

const answer = z.object({ results: z.array(z.record(z.string(), z.string())) });

/**
 * Gives the customers their past in the local Stripe, with the prices and coupons they were sold by.
 *
 * @param organizationIdOf the organization that a customer in Stripe names.
 * @param eventsSince Stripe has events from then on, and has sent them.
 * @returns the Stripe customer of each one that bought something, by the history's key.
 * @throws Error if Stripe refuses a step.
 */
export async function importToStripe(
  histories: readonly CustomerHistory[],
  organizationIdOf: (history: CustomerHistory) => string,
  eventsSince: Date,
): Promise<Map<string, string>> {
  const buyers = histories.filter(({ steps }) => steps.length > 0);
  const priceIdOf = await ensureSold(buyers);
  const customers = new Map<string, string>();
  for (let first = 0; first < buyers.length; first += batchSize) {
    const batch = buyers.slice(first, first + batchSize);
    const requests = batch.map((history) => stripeRequests(history, organizationIdOf(history), priceIdOf));
    const results = await play(requests, eventsSince);
    for (const [index, { customer }] of results.entries()) {
      const history = batch[index];
      if (history && customer) customers.set(history.key, customer);
    }
  }
  return customers;
}

async function play(histories: readonly unknown[], eventsSince: Date): Promise<Record<string, string>[]> {
  const response = await fetch(`http://127.0.0.1:${env.LOCAL_STRIPE_PORT}/_local/history`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ histories, events_since: unixSeconds(eventsSince) }),
  });
  if (!response.ok) throw new Error(`The local Stripe can't import these customers: ${await response.text()}`);
  return answer.parse(await response.json()).results;
}

/** Makes the prices and coupons that Stripe doesn't have yet. @returns the id of each price. */
async function ensureSold(histories: readonly CustomerHistory[]): Promise<PriceIdOf> {
  const buys = histories.flatMap(({ steps }) => steps.flatMap((step) => ("items" in step ? [step] : [])));
  const prices = new Map(buys.flatMap(({ items }) => items.map(({ price }) => [price.lookupKey, price] as const)));
  const coupons = new Map(
    buys.flatMap((step) => (step.kind === "buy" && step.coupon ? [[step.coupon.id, step.coupon]] : [])),
  );
  const [known, listed] = await Promise.all([allPrices(), stripe().coupons.list({ limit: 100 })]);
  for (const coupon of coupons.values())
    if (!listed.data.some(({ id }) => id === coupon.id)) await createCoupon(coupon);
  for (const price of prices.values())
    if (!known.has(price.lookupKey)) known.set(price.lookupKey, (await createPrice(price)).id);
  return ({ lookupKey }) => known.get(lookupKey) ?? "";
}

async function allPrices(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { id, lookup_key } of stripe().prices.list({ limit: 100 }))
    if (lookup_key) found.set(lookup_key, id);
  return found;
}

async function createPrice(price: SoldPrice): Promise<Stripe.Price> {
  if (price.inCatalog) throw new Error(`Stripe has no price ${price.lookupKey}. Run npm run stripe:sync.`);
  if (price.kind === "custom") await ensureProduct(price);
  return stripe().prices.create({
    product: price.product,
    currency: price.currency,
    unit_amount: price.unitAmount,
    recurring: { interval: price.interval },
    lookup_key: price.lookupKey,
  });
}

async function ensureProduct({ product, name }: SoldPrice): Promise<void> {
  const { data } = await stripe().products.list({ ids: [product] });
  if (data.length === 0) await stripe().products.create({ id: product, name });
}

const createCoupon = ({ id, name, percentOff, duration, months }: SoldCoupon) =>
  stripe().coupons.create({
    id,
    name,
    percent_off: percentOff,
    duration,
    ...(months === null ? {} : { duration_in_months: months }),
  });
