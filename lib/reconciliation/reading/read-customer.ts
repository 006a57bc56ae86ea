import "server-only";
import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";
import { type Discounted, offsOf } from "./offs";
import { planOf } from "./plan-of";

type StripeClient = InstanceType<typeof Stripe>;

/** Calls Stripe within its rate limit. */
export type StripeCall = <T>(work: (stripe: StripeClient) => Promise<T>) => Promise<T>;
export type StripeCalls = { read: StripeCall; preview: StripeCall };

/** A subscription with everything that decides what is charged for it. */
export type ReadSubscription = {
  subscription: Stripe.Subscription;
  customer: Stripe.Customer | undefined;
  /** All items, their prices with tiers and other currencies. */
  items: readonly Stripe.SubscriptionItem[];
  discounts: Discounted;
  schedule: Stripe.SubscriptionSchedule | undefined;
  /** The next invoice; null if Stripe makes none. */
  preview: Stripe.Invoice | null;
  /** The newest invoice, where only invoices say how much of a price is tax and none is coming. */
  lastTaxed: Stripe.Invoice | null;
};

export type ReadCustomer = {
  /** The live subscription to a plan of the catalog that counts. */
  counted: ReadSubscription | undefined;
  /** Whether Stripe provisions another one to a plan of the catalog: it's paid, or on a trial. */
  hasOther: boolean;
  openInvoices: readonly Stripe.Invoice[];
};

const pageSize = 100;

/**
 * Reads from Stripe what a customer will be charged, without the sync: three calls for a typical customer, and more for
 * discounts, tiers and schedules.
 * @param counts the subscription our database counts, which decides between several live ones.
 * @returns undefined for a customer Stripe doesn't have.
 */
export async function readCustomer(
  calls: StripeCalls,
  catalog: Catalog,
  { customerId, counts }: { customerId: string; counts: string | null },
): Promise<ReadCustomer | undefined> {
  try {
    const [live, openInvoices] = await Promise.all([
      readLive(calls, customerId),
      readAll((paging) =>
        calls.read((stripe) => stripe.invoices.list({ customer: customerId, status: "open", ...paging })),
      ),
    ]);
    const plans = live.filter(
      ({ status, items }) => liveStatuses.has(status) && items.data.some(({ price }) => planOf(catalog, price)),
    );
    const chosen = plans.find(({ id }) => id === counts) ?? plans.toSorted((a, b) => a.created - b.created)[0];
    // Lists of a customer that doesn't exist may be empty, which must not look like one who left.
    if (!chosen && counts !== null) await calls.read((stripe) => stripe.customers.retrieve(customerId));
    const hasOther = plans.some(
      ({ id, status }) => id !== chosen?.id && (status === "active" || status === "trialing"),
    );
    return { counted: chosen && (await readSubscription(calls, chosen)), hasOther, openInvoices };
  } catch (error) {
    if (codeOf(error) === "resource_missing") return undefined;
    throw error;
  }
}

const liveStatuses: ReadonlySet<string> = new Set(["trialing", "active", "past_due", "unpaid", "paused"]);

const readLive = ({ read }: StripeCalls, customer: string) =>
  readAll((paging) => read((stripe) => stripe.subscriptions.list({ customer, expand: ["data.customer"], ...paging })));

type Paging = { limit: number; starting_after?: string };

async function readAll<One extends { id: string }>(
  list: (paging: Paging) => Promise<{ data: One[]; has_more: boolean }>,
): Promise<One[]> {
  const all: One[] = [];
  for (let more = true; more; ) {
    const last = all.at(-1)?.id;
    const { data, has_more } = await list({ limit: pageSize, ...(last === undefined ? {} : { starting_after: last }) });
    all.push(...data);
    more = has_more && data.length > 0;
  }
  return all;
}

async function readSubscription(calls: StripeCalls, subscription: Stripe.Subscription): Promise<ReadSubscription> {
  const { customer: owner } = subscription;
  const customer = typeof owner === "string" || owner.deleted ? undefined : owner;
  const items = await readItems(calls, subscription);
  const [discounts, schedule, preview] = await Promise.all([
    readDiscounts(calls, subscription, items, customer),
    readSchedule(calls, subscription),
    previewOf(calls, subscription.id),
  ]);
  const lastTaxed =
    preview === null && subscription.automatic_tax.enabled ? await lastInvoice(calls, subscription) : null;
  return { subscription, customer, items, discounts, schedule, preview, lastTaxed };
}

async function lastInvoice({ read }: StripeCalls, { latest_invoice }: Stripe.Subscription) {
  const id = typeof latest_invoice === "string" ? latest_invoice : latest_invoice?.id;
  return id === undefined ? null : read((stripe) => stripe.invoices.retrieve(id));
}

/** Stripe includes twenty items at most, and neither tiers nor amounts in other currencies. */
async function readItems({ read }: StripeCalls, { id, items, currency }: Stripe.Subscription) {
  const all = items.has_more
    ? await readAll((paging) => read((stripe) => stripe.subscriptionItems.list({ subscription: id, ...paging })))
    : items.data;
  return Promise.all(
    all.map(async (item) => {
      const { price } = item;
      if (price.billing_scheme !== "tiered" && price.currency === currency) return item;
      const expand = ["tiers", "currency_options"];
      return { ...item, price: await read((stripe) => stripe.prices.retrieve(price.id, { expand })) };
    }),
  );
}

/** A coupon is read in its discount, where it stays after it was deleted. */
async function readDiscounts(
  { read }: StripeCalls,
  { id, discounts }: Stripe.Subscription,
  items: readonly Stripe.SubscriptionItem[],
  customer: Stripe.Customer | undefined,
): Promise<Discounted> {
  const expand = ["discounts.source.coupon.applies_to"];
  const [own, ofItems, common] = await Promise.all([
    discounts.length === 0 ? [] : read((stripe) => stripe.subscriptions.retrieve(id, { expand })).then(offsOf),
    Promise.all(
      items
        .filter((item) => item.discounts.length > 0)
        .map(
          async (item) =>
            [item.id, offsOf(await read((stripe) => stripe.subscriptionItems.retrieve(item.id, { expand })))] as const,
        ),
    ),
    customer?.discount ? read((stripe) => readCustomerDiscount(stripe, customer.id)) : [],
  ]);
  return { own, ofItems: new Map(ofItems), common };
}

async function readCustomerDiscount(stripe: StripeClient, id: string) {
  const customer = await stripe.customers.retrieve(id, { expand: ["discount.source.coupon.applies_to"] });
  return customer.deleted || !customer.discount ? [] : offsOf({ discounts: [customer.discount] });
}

async function readSchedule({ read }: StripeCalls, { schedule }: Stripe.Subscription) {
  if (schedule === null) return undefined;
  const id = typeof schedule === "string" ? schedule : schedule.id;
  return read((stripe) => stripe.subscriptionSchedules.retrieve(id, { expand: ["phases.items.price"] }));
}

/** With the subscription's schedule, if it has one: Stripe follows it by itself. */
async function previewOf({ preview }: StripeCalls, subscription: string): Promise<Stripe.Invoice | null> {
  try {
    return await preview((stripe) => stripe.invoices.createPreview({ subscription }));
  } catch (error) {
    if (codeOf(error) === "invoice_upcoming_none") return null;
    throw error;
  }
}

const codeOf = (error: unknown): unknown => (error instanceof Error && "code" in error ? error.code : undefined);
