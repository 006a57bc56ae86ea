import "@/testing/billing/local-stripe";
import { describe, expect } from "vitest";
import { buildItems } from "@/lib/billing/change/line-items";
import { rateSelection } from "@/lib/billing/estimate/estimate";
import { priceListOf } from "@/lib/billing/estimate/price-list";
import { readItems } from "@/lib/billing/mirror/items";
import { meterEventName, stripeCatalog } from "@/lib/billing/publish/stripe-catalog";
import { publishPrices } from "@/lib/billing/publish/sync-catalog";
import { createStripe } from "@/lib/billing/stripe/stripe";
import { catalogIn } from "@/lib/catalog";
import { playHistories } from "./play-histories";
import { catalogOf, included } from "./rating/catalog-of";
import { type Sale, sales } from "./rating/sales";

const client = createStripe();
let count = 0;

/** A catalog is published, bought from and used beyond its limits; then the subscription ends with its last invoice. */
async function sell(sale: Sale): Promise<void> {
  const { currency, interval, seats, addOns, overage } = sale;
  const catalog = catalogOf(`rated${count++}`, sale);
  const sold = catalogIn(catalog, currency);
  await publishPrices(client, stripeCatalog(catalog));
  const selection = {
    plan: "basic",
    interval,
    planQuantity: seats,
    addOns: Object.fromEntries(addOns.map(({ quantity }, index) => [`a${index}`, quantity])),
  };
  const items = buildItems(sold, selection, []);
  const { data: prices } = await client.prices.list({
    lookup_keys: items.map(({ lookupKey }) => lookupKey),
    limit: 100,
    expand: ["data.tiers", "data.currency_options"],
  });
  const ids = new Map(prices.map(({ lookup_key, id }) => [lookup_key, id]));
  const customer = await client.customers.create({ email: "rated@example.com" });
  const subscription = await client.subscriptions.create({
    customer: customer.id,
    currency,
    items: items.map(({ lookupKey, quantity }) => ({
      price: ids.get(lookupKey) ?? "",
      ...(quantity === null ? {} : { quantity }),
    })),
    collection_method: "send_invoice",
    days_until_due: 30,
    expand: ["latest_invoice"],
  });
  const first = subscription.latest_invoice;
  if (!first || typeof first === "string") throw new Error("There is no first invoice.");

  // The page's calculator knows monthly usage, and multiplies it where usage is invoiced once a year.
  const months = interval === "year" ? 12 : 1;
  const beyond = overage.map(({ reports }) => reports.reduce((sum, units) => sum + units, 0));
  const usage = Object.fromEntries(beyond.map((units, index) => [`m${index}`, included + units]));
  const rated = rateSelection(priceListOf(sold), selection, usage);
  const amounts = (kinds: readonly string[]) =>
    rated.filter(({ kind }) => kinds.includes(kind)).map(({ key, amount }) => [key, amount]);
  const keyOf = new Map(items.map(({ lookupKey, itemKey }) => [ids.get(lookupKey), itemKey]));
  const lines = (invoice: typeof first) =>
    invoice.lines.data
      .map(({ pricing, amount }) => [keyOf.get(String(pricing?.price_details?.price)), amount] as const)
      .filter(([key, amount]) => key !== undefined && (amount !== 0 || !key.startsWith("m")));
  expect(lines(first)).toEqual(amounts(["plan", "add_on"]));
  expect(first.currency).toBe(currency);

  for (const [index, { reports }] of overage.entries())
    for (const units of reports)
      await client.billing.meterEvents.create({
        event_name: meterEventName(catalog, `m${index}`),
        payload: { stripe_customer_id: customer.id, value: String(units * months) },
      });

  // What the mirror stores of it is what renews, and what the preview of the renewal says.
  const details = { products: new Map(), detailedPrices: new Map(prices.map((price) => [price.id, price])) };
  const mirrored = readItems(catalog, subscription.items.data, currency, details).items.map(({ priced }) => priced);
  const recurring = mirrored.filter(({ metered }) => !metered);
  expect(recurring.map(({ itemKey, recurringAmount }) => [itemKey, recurringAmount])).toEqual(lines(first));
  const used = rated.filter(({ kind }) => kind === "overage");
  const preview = await client.invoices.createPreview({ subscription: subscription.id });
  const sum = (all: readonly { amount: number }[]) => all.reduce((total, { amount }) => total + amount, 0);
  expect(preview.total).toBe(sum(recurring.map(({ recurringAmount: amount }) => ({ amount }))) + sum(used));

  await client.subscriptions.cancel(subscription.id, { invoice_now: true, prorate: false });
  const { data } = await client.invoices.list({ customer: customer.id, limit: 1 });
  const last = data[0];
  const charged = last && last.id !== first.id ? lines(last).filter(([, amount]) => amount !== 0) : [];
  expect(charged).toEqual(amounts(["overage"]).filter(([, amount]) => amount !== 0));
}

/**
 * Random prices of every model, in currencies of two, no and three decimals, by the month and by the year: what the calculator and
 * the mirror say is what Stripe invoices, to the minor unit.
 */
describe("what is charged", () => {
  playHistories(sales, async (all) => {
    for (const sale of all) await sell(sale);
  });
});
