import "server-only";
import Stripe from "stripe";
import { catalog } from "@/lib/catalog";
import { addDays } from "@/lib/durations";
import { couponIds } from "../mirror/discounts";
import { customProductIds, detailedPriceIds, type PriceAndQuantity } from "../mirror/items";
import { comingPhases, scheduleIdOf } from "../mirror/managed-schedule";
import { phaseCouponIds, phaseItems } from "../mirror/schedule-mirror";
import { isLive, lifecycleOf, readStatus } from "../mirror/status";
import type { StripeState } from "../mirror/stripe-state";
import type { StripeBudget } from "../stripe/stripe";

/** The most that Stripe returns at once. */
const pageSize = 100;

/** Banks accept disputes for at most 540 days (docs.stripe.com/disputes/how-disputes-work): older charges don't change. */
const chargesChangeForDays = 540;

type IsSettled = (invoiceId: string) => Promise<boolean>;

/**
 * Reads a customer's current state from Stripe: five calls for a typical one, and more only for what it has besides a
 * plan of the catalog.
 * @param isSettled whether an invoice is mirrored and all older ones are final.
 * @throws GatehouseError `unavailable` when Stripe is down or the budget is used up.
 */
export async function readStripe(
  budget: StripeBudget,
  customerId: string,
  { now, isSettled }: { now: Date; isSettled: IsSettled },
): Promise<StripeState> {
  const [customer, subscriptions, recent, charges, pendingItems] = await Promise.all([
    budget.call((stripe) =>
      stripe.customers.retrieve(customerId, { expand: ["invoice_settings.default_payment_method", "tax_ids"] }),
    ),
    readSubscriptions(budget, customerId),
    readInvoices(budget, customerId, isSettled),
    readCharges(budget, customerId, now),
    readPendingItems(budget, customerId),
  ]);
  const invoices = [...recent, ...(await readReturned(budget, recent, charges))];
  const [discounted, { schedules, coupons }, failedIntents, creditNotes, disputes] = await Promise.all([
    withDiscount(budget, customer),
    readArranged(budget, subscriptions),
    readFailedIntents(budget, invoices),
    readCreditNotes(budget, customerId, invoices),
    readDisputes(budget, charges),
  ]);
  const priced = pricedItems(subscriptions, schedules);
  const [products, detailedPrices] = await Promise.all([readProducts(budget, priced), readPrices(budget, priced)]);
  return {
    readAt: timeAtStripe(customer),
    customer: discounted,
    subscriptions,
    invoices,
    coupons,
    schedules,
    failedIntents,
    products,
    detailedPrices,
    charges,
    creditNotes,
    disputes,
    pendingItems,
  };
}

/** When Stripe answered, by its own clock. Events of a test clock have another time, so they can't be compared with it. */
function timeAtStripe(customer: Stripe.Response<Stripe.Customer | Stripe.DeletedCustomer>): Date | null {
  const { date } = customer.lastResponse.headers;
  if (date === undefined || customer.deleted || customer.test_clock) return null;
  return new Date(date);
}

type Page<One> = { data: One[]; has_more: boolean };

/** All pages of a list, newest first, until `isLast` says that nothing older is needed. */
async function readPages<One extends { id: string }>(
  read: (paging: { limit: number; starting_after?: string }) => Promise<Page<One>>,
  isLast: (oldest: One) => boolean | Promise<boolean> = () => false,
): Promise<One[]> {
  const all: One[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const { data, has_more } = await read({
      limit: pageSize,
      ...(after === undefined ? {} : { starting_after: after }),
    });
    all.push(...data);
    const oldest = data.at(-1);
    if (!has_more || !oldest || (await isLast(oldest))) return all;
  }
}

async function readSubscriptions(budget: StripeBudget, customer: string): Promise<Stripe.Subscription[]> {
  const expand = [
    "data.default_payment_method",
    "data.discounts",
    "data.discounts.promotion_code",
    "data.items.data.discounts",
  ];
  const listed = await readPages((paging) =>
    budget.call((stripe) => stripe.subscriptions.list({ customer, status: "all", expand, ...paging })),
  );
  return Promise.all(listed.map((subscription) => withAllItems(budget, subscription)));
}

/** Stripe includes twenty items at most. */
async function withAllItems(budget: StripeBudget, subscription: Stripe.Subscription): Promise<Stripe.Subscription> {
  if (!subscription.items.has_more) return subscription;
  const data = await readPages((paging) =>
    budget.call((stripe) =>
      stripe.subscriptionItems.list({ subscription: subscription.id, expand: ["data.discounts"], ...paging }),
    ),
  );
  return { ...subscription, items: { ...subscription.items, data, has_more: false } };
}

/** Newest first, back to those that are final. Hardly any customer has a second page. */
const readInvoices = (budget: StripeBudget, customer: string, isSettled: IsSettled): Promise<Stripe.Invoice[]> =>
  readPages(
    (paging) => budget.call((stripe) => stripe.invoices.list({ customer, expand: ["data.payments"], ...paging })),
    ({ id }) => isSettled(id),
  );

/** Older invoices whose payment was refunded or is disputed: a charge doesn't name its invoice. */
async function readReturned(
  budget: StripeBudget,
  recent: readonly Stripe.Invoice[],
  charges: readonly Stripe.Charge[],
): Promise<Stripe.Invoice[]> {
  // Fewer than a page are all there are.
  if (recent.length < pageSize) return [];
  const intents = recent.flatMap(({ payments }) => payments?.data.map(({ payment }) => idOf(payment.payment_intent)));
  const known = new Set(intents);
  const returned = charges.filter((charge) => charge.amount_refunded > 0 || charge.disputed);
  const missing = new Set(
    returned.flatMap(({ payment_intent }) => idOf(payment_intent) ?? []).filter((intent) => !known.has(intent)),
  );
  const found = await Promise.all(
    [...missing].map((payment_intent) =>
      budget.call((stripe) =>
        stripe.invoicePayments.list({ payment: { type: "payment_intent", payment_intent }, limit: 1 }),
      ),
    ),
  );
  const ids = new Set(found.flatMap(({ data }) => data.map(({ invoice }) => idOf(invoice) ?? "")));
  const older = [...ids].map((id) => budget.call((stripe) => stripe.invoices.retrieve(id, { expand: ["payments"] })));
  return Promise.all(older);
}

const idOf = (reference: string | { id: string } | null | undefined): string | undefined =>
  typeof reference === "string" ? reference : reference?.id;

/** Charges say what was refunded and disputed. */
const readCharges = (budget: StripeBudget, customer: string, now: Date): Promise<Stripe.Charge[]> =>
  readPages(
    (paging) => budget.call((stripe) => stripe.charges.list({ customer, expand: ["data.refunds"], ...paging })),
    ({ created }) => addDays(new Date(created * 1000), chargesChangeForDays) < now,
  );

/** Nothing else that Stripe sends says whether prorations or charges wait for the next invoice. */
const readPendingItems = (budget: StripeBudget, customer: string): Promise<Stripe.InvoiceItem[]> =>
  readPages((paging) => budget.call((stripe) => stripe.invoiceItems.list({ customer, pending: true, ...paging })));

/** Few customers have a discount of their own: only then its code and coupon are read. */
async function withDiscount(budget: StripeBudget, customer: StripeState["customer"]): Promise<StripeState["customer"]> {
  if (customer.deleted || !customer.discount) return customer;
  const expand = ["discount.promotion_code", "discount.source.coupon.applies_to"];
  const expanded = await budget.call((stripe) => stripe.customers.retrieve(customer.id, { expand }));
  return expanded.deleted ? customer : { ...customer, discount: expanded.discount ?? null };
}

/** Schedules, and the coupons of subscriptions and coming phases. */
async function readArranged(budget: StripeBudget, subscriptions: readonly Stripe.Subscription[]) {
  const schedules = await readSchedules(budget, subscriptions);
  return { schedules, coupons: await readCoupons(budget, subscriptions, schedules) };
}

/**
 * Coupons are read separately, because Stripe can't expand what they apply to in a list. Hardly any customer has one.
 */
async function readCoupons(
  budget: StripeBudget,
  subscriptions: readonly Stripe.Subscription[],
  schedules: StripeState["schedules"],
) {
  const live = subscriptions.filter(isAlive);
  const ids = [...new Set([...live.flatMap(couponIds), ...[...schedules.values()].flatMap(phaseCouponIds)])];
  const found = await Promise.all(
    ids.map((id) =>
      budget.call((stripe) => stripe.coupons.retrieve(id, { expand: ["applies_to"] }).catch(undefinedIfMissing)),
    ),
  );
  const coupons = new Map(found.flatMap((coupon) => (coupon ? [[coupon.id, coupon] as const] : [])));
  const holders = live.filter((subscription) => couponIds(subscription).some((id) => !coupons.has(id)));
  const deleted = await Promise.all(holders.map((subscription) => readDeletedCoupons(budget, subscription)));
  return new Map([...deleted.flat(), ...coupons]);
}

const isAlive = ({ status }: Stripe.Subscription) => isLive(lifecycleOf(readStatus(status, false)));

/** A coupon that was deleted goes on applying, and is then only found in the discount. */
async function readDeletedCoupons(budget: StripeBudget, { id, items }: Stripe.Subscription) {
  const expand = ["discounts.source.coupon.applies_to"];
  const onItems = items.data.filter(({ discounts }) => discounts.length > 0);
  const holders = await Promise.all([
    budget.call((stripe) => stripe.subscriptions.retrieve(id, { expand })),
    ...onItems.map((item) => budget.call((stripe) => stripe.subscriptionItems.retrieve(item.id, { expand }))),
  ]);
  return holders.flatMap(({ discounts }) =>
    discounts.flatMap((discount) => {
      const coupon = typeof discount === "string" ? null : discount.source.coupon;
      return coupon === null || typeof coupon === "string" ? [] : [[coupon.id, coupon] as const];
    }),
  );
}

function undefinedIfMissing(error: unknown): undefined {
  if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "resource_missing") return undefined;
  throw error;
}

const ofSchedules = ["phases.items.price", "phases.discounts.promotion_code", "phases.items.discounts.promotion_code"];

/** Schedules are read separately for the same reason: the prices of their phases. */
async function readSchedules(budget: StripeBudget, subscriptions: readonly Stripe.Subscription[]) {
  const ids = subscriptions.flatMap((subscription) => scheduleIdOf(subscription) ?? []);
  const schedules = await Promise.all(
    ids.map((id) => budget.call((stripe) => stripe.subscriptionSchedules.retrieve(id, { expand: ofSchedules }))),
  );
  return new Map(schedules.map((schedule) => [schedule.id, schedule]));
}

/** A customer owes the newest invoices or none. Why older ones failed doesn't matter. */
const mostFailures = 3;

/**
 * Failed payments are read separately too: an invoice's payments are nested too deep for a list. Only customers with
 * unpaid invoices have any.
 */
async function readFailedIntents(budget: StripeBudget, invoices: readonly Stripe.Invoice[]) {
  const failed = invoices.filter(({ status, attempt_count }) => status === "open" && attempt_count > 0);
  const found = await Promise.all(
    failed.slice(0, mostFailures).map(async ({ id }): Promise<[string, Stripe.PaymentIntent][]> => {
      const payments = await budget.call((stripe) =>
        stripe.invoicePayments.list({ invoice: id, expand: ["data.payment.payment_intent"] }),
      );
      const intents = payments.data.map(({ payment }) => payment.payment_intent);
      return intents.flatMap((intent) => (intent && typeof intent !== "string" ? [[id, intent]] : []));
    }),
  );
  return new Map(found.flat());
}

/** Invoices say whether there are any. */
async function readCreditNotes(
  budget: StripeBudget,
  customer: string,
  invoices: readonly Stripe.Invoice[],
): Promise<Stripe.CreditNote[]> {
  const credited = invoices.some(
    (invoice) => invoice.pre_payment_credit_notes_amount > 0 || invoice.post_payment_credit_notes_amount > 0,
  );
  if (!credited) return [];
  return readPages((paging) => budget.call((stripe) => stripe.creditNotes.list({ customer, ...paging })));
}

async function readDisputes(budget: StripeBudget, charges: readonly Stripe.Charge[]): Promise<Stripe.Dispute[]> {
  const disputed = charges.filter((charge) => charge.disputed);
  const found = await Promise.all(
    disputed.map(({ id }) => budget.call((stripe) => stripe.disputes.list({ charge: id, limit: pageSize }))),
  );
  return found.flatMap(({ data }) => data);
}

type Priced = { currency: string; items: readonly PriceAndQuantity[] };

/** Everything of live subscriptions and their coming phases that has a price. */
function pricedItems(subscriptions: readonly Stripe.Subscription[], schedules: StripeState["schedules"]): Priced[] {
  return subscriptions.filter(isAlive).map((subscription) => {
    const schedule = schedules.get(scheduleIdOf(subscription) ?? "");
    const later = schedule ? comingPhases(schedule).flatMap(phaseItems) : [];
    return { currency: subscription.currency, items: [...subscription.items.data, ...later] };
  });
}

/** The names of products that aren't the catalog's. */
async function readProducts(budget: StripeBudget, priced: readonly Priced[]): Promise<Map<string, string>> {
  const ids = [...new Set(priced.flatMap(({ items }) => customProductIds(catalog, items)))];
  if (ids.length === 0) return new Map();
  const found = await readPages((paging) => budget.call((stripe) => stripe.products.list({ ids, ...paging })));
  return new Map(found.map(({ id, name }) => [id, name]));
}

async function readPrices(budget: StripeBudget, priced: readonly Priced[]): Promise<Map<string, Stripe.Price>> {
  const ids = [...new Set(priced.flatMap(({ items, currency }) => detailedPriceIds(items, currency)))];
  const expand = ["tiers", "currency_options"];
  const found = await Promise.all(ids.map((id) => budget.call((stripe) => stripe.prices.retrieve(id, { expand }))));
  return new Map(found.map((price) => [price.id, price]));
}
