import "server-only";
import Stripe from "stripe";
import { catalog } from "@/lib/catalog";
import { wallNow } from "@/lib/clock";
import { createStripe, type StripeClient } from "../stripe/stripe";
import { describeRate, rateParams } from "./price-params";
import { stripeCatalog } from "./stripe-catalog";
import { publishedPrices } from "./sync-catalog";
import { webhookEventTypes } from "./sync-webhook";

export type StripeInspection = {
  /** By how many milliseconds Stripe's clock is ahead of ours; undefined if it doesn't say. */
  clockAheadMs: number | undefined;
  /** What the catalog needs and Stripe doesn't have, or has otherwise: "price unison_starter_month_usd_v1 is archived". */
  catalogProblems: string[];
  /** Undefined if there is no endpoint with the URL. */
  webhook: { enabled: boolean; missingEvents: string[]; apiVersion: string | null } | undefined;
  apiVersion: string;
};

/**
 * Compares the account with what `syncCatalog` would make of it. Changes nothing.
 *
 * @param webhookUrl where Stripe should send events.
 * @throws the Stripe library's errors.
 */
export async function inspectStripe(webhookUrl: string): Promise<StripeInspection> {
  const client = createStripe();
  const products = await client.products.list({ limit: 1 }, { maxNetworkRetries: 0 });
  return {
    clockAheadMs: clockAhead(products.lastResponse.headers),
    catalogProblems: await catalogProblems(client),
    webhook: await findWebhook(client, webhookUrl),
    apiVersion: Stripe.API_VERSION,
  };
}

function clockAhead(headers: Readonly<Record<string, string>>): number | undefined {
  const stripes = Date.parse(headers.date ?? "");
  return Number.isNaN(stripes) ? undefined : stripes - wallNow().getTime();
}

async function catalogProblems(client: StripeClient): Promise<string[]> {
  const wanted = stripeCatalog(catalog);
  const ids = wanted.products.map(({ id }) => id);
  const products = new Map((await client.products.list({ ids, limit: 100 })).data.map((each) => [each.id, each]));
  const meters = new Set(
    (await client.billing.meters.list({ status: "active", limit: 100 })).data.map((each) => each.event_name),
  );
  const missing = [
    ...ids.filter((id) => !products.has(id)).map((id) => `product ${id} is missing`),
    ...ids.filter((id) => products.get(id)?.active === false).map((id) => `product ${id} is archived`),
    ...wanted.meters
      .filter(({ eventName }) => !meters.has(eventName))
      .map(({ eventName }) => `meter ${eventName} is missing`),
  ];
  return [...missing, ...(await priceProblems(client))];
}

async function priceProblems(client: StripeClient): Promise<string[]> {
  const { prices } = stripeCatalog(catalog);
  const problems: string[] = [];
  for (let start = 0; start < prices.length; start += 10) {
    const some = prices.slice(start, start + 10);
    const known = await publishedPrices(client, some);
    for (const { lookupKey, rate, currency } of some) {
      const price = known.find(({ lookup_key }) => lookup_key === lookupKey);
      if (!price) problems.push(`price ${lookupKey} is missing`);
      else if (!price.active) problems.push(`price ${lookupKey} is archived`);
      else {
        const [published, wanted] = [describeRate(price), describeRate(rateParams(rate))];
        if (published !== wanted || price.currency !== currency)
          problems.push(`price ${lookupKey} is ${published} ${price.currency}, not ${wanted} ${currency}`);
      }
    }
  }
  return problems;
}

async function findWebhook(client: StripeClient, url: string): Promise<StripeInspection["webhook"]> {
  const known = await client.webhookEndpoints.list({ limit: 100 });
  const ours = known.data.find((endpoint) => endpoint.url === url);
  if (!ours) return undefined;
  const events = new Set<string>(ours.enabled_events);
  return {
    enabled: ours.status === "enabled",
    missingEvents: events.has("*") ? [] : webhookEventTypes.filter((type) => !events.has(type)),
    apiVersion: ours.api_version,
  };
}
