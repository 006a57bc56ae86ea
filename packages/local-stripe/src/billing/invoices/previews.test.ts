import fc from "fast-check";
import Stripe from "stripe";
import { expect, test } from "vitest";
import { seconds, shop } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";

const day = 86_400;
const kinds = ["flat", "volume", "graduated", "metered", "yearly"] as const;
const cents = fc.integer({ min: 1, max: 90_000 });

const plan = fc.record({
  at: fc.constantFrom(
    "2026-01-31",
    "2027-12-31T13:07:11Z",
    "2028-01-31",
    "2026-03-15T23:59:59Z",
    "2026-10-25T01:30:00Z",
  ),
  type: fc.constantFrom("flexible" as const, "classic" as const),
  itemized: fc.boolean(),
  kinds: fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 3 }),
  amounts: fc.array(cents, { minLength: 5, maxLength: 5 }),
  quantity: fc.integer({ min: 1, max: 30 }),
  percentOff: fc.option(fc.integer({ min: 1, max: 100 })),
  amountOff: fc.option(cents),
  itemOff: fc.option(fc.integer({ min: 1, max: 90 })),
  tax: fc.constantFrom("none", "inclusive", "exclusive"),
  trial: fc.constantFrom(0, 0, 7),
  anchorDays: fc.constantFrom(0, 0, 5),
  balance: fc.constantFrom(0, 0, -1500, 700),
});
const change = fc.record({
  after: fc.integer({ min: 1, max: 27 * day }),
  usage: fc.integer({ min: 0, max: 3000 }),
  what: fc.constantFrom(
    "nothing",
    "quantity",
    "price",
    "add",
    "remove",
    "cancel_at",
    "discount",
    "anchor",
    "trial",
    "cancel_now",
  ),
  to: cents,
  quantity: fc.integer({ min: 0, max: 50 }),
  proration_behavior: fc.constantFrom("create_prorations" as const, "always_invoice" as const, "none" as const),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

async function priceOf(stripe: Stripe, kind: (typeof kinds)[number], amount: number, product: string, meter: string) {
  const tiers = [
    { up_to: 5, unit_amount: amount, flat_amount: 99 },
    { up_to: "inf" as const, unit_amount_decimal: Stripe.Decimal.from("12.345") },
  ];
  const month = { interval: "month" as const };
  const common = { currency: "usd", product };
  switch (kind) {
    case "flat":
      return stripe.prices.create({ ...common, unit_amount: amount, recurring: month });
    case "yearly":
      return stripe.prices.create({ ...common, unit_amount: amount * 10, recurring: { interval: "year" } });
    case "metered":
      return stripe.prices.create({
        ...common,
        unit_amount_decimal: Stripe.Decimal.from("0.37"),
        recurring: { ...month, usage_type: "metered", meter },
      });
    default:
      return stripe.prices.create({ ...common, billing_scheme: "tiered", tiers_mode: kind, tiers, recurring: month });
  }
}

async function subscribe(params: Plan) {
  const world = startInProcess(params.at);
  const { stripe } = world;
  const { customer, product } = await shop(stripe);
  if (params.balance !== 0)
    await stripe.customers.createBalanceTransaction(customer.id, { amount: params.balance, currency: "usd" });
  const meter = await stripe.billing.meters.create({
    display_name: "Calls",
    event_name: "calls",
    default_aggregation: { formula: "sum" },
  });
  const off = async (terms: Stripe.CouponCreateParams) => ({
    coupon: (await stripe.coupons.create({ duration: "forever", ...terms })).id,
  });
  const discounts = [
    ...(params.percentOff === null ? [] : [await off({ percent_off: params.percentOff })]),
    ...(params.amountOff === null ? [] : [await off({ amount_off: params.amountOff, currency: "usd" })]),
  ];
  const itemDiscounts = params.itemOff === null ? [] : [await off({ percent_off: params.itemOff })];
  const rates =
    params.tax === "none"
      ? []
      : [
          (await stripe.taxRates.create({ display_name: "VAT", percentage: 19, inclusive: params.tax === "inclusive" }))
            .id,
        ];
  const mixes = params.type === "flexible" || !params.kinds.some((kind) => kind !== "yearly");
  const items: Stripe.SubscriptionCreateParams.Item[] = [];
  for (const [index, kind] of params.kinds.filter((each) => mixes || each !== "yearly").entries()) {
    const price = await priceOf(stripe, kind, params.amounts[index] ?? 1, product.id, meter.id);
    items.push({
      price: price.id,
      ...(kind === "metered" ? {} : { quantity: params.quantity }),
      ...(index === 0 ? { discounts: itemDiscounts } : {}),
    });
  }
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items,
    discounts,
    default_tax_rates: rates,
    billing_mode:
      params.type === "classic"
        ? { type: "classic" }
        : { type: "flexible", flexible: { proration_discounts: params.itemized ? "itemized" : "included" } },
    ...(params.trial > 0 ? { trial_period_days: params.trial } : {}),
    ...(params.anchorDays > 0
      ? { billing_cycle_anchor: seconds(params.at) + (params.trial + params.anchorDays) * day }
      : {}),
  });
  return { ...world, customer, product, meter, subscription };
}

type Subscribed = Awaited<ReturnType<typeof subscribe>>;
type Details = Stripe.InvoiceCreatePreviewParams.SubscriptionDetails;

/** A change, in the form that both the preview and the update accept. */
async function previewParams(
  { stripe, product, meter, subscription }: Subscribed,
  params: Change,
  now: number,
): Promise<Details> {
  const { proration_behavior } = params;
  const [first, ...others] = subscription.items.data;
  const id = first?.id ?? "";
  const metered = first?.quantity === undefined;
  switch (params.what) {
    case "quantity":
      return metered ? {} : { items: [{ id, quantity: params.quantity }], proration_behavior };
    case "price": {
      const price = await priceOf(stripe, "flat", params.to, product.id, meter.id);
      return { items: [{ id, price: price.id }], proration_behavior };
    }
    case "add": {
      const price = await priceOf(stripe, "volume", params.to, product.id, meter.id);
      return { items: [{ price: price.id, quantity: params.quantity }], proration_behavior };
    }
    case "remove":
      return others.length === 0 ? {} : { items: [{ id, deleted: true }], proration_behavior };
    case "cancel_at":
      return { cancel_at: now + 3 * day, proration_behavior };
    case "anchor":
      return { billing_cycle_anchor: { type: "now" }, proration_behavior };
    case "trial":
      return { trial_end: now + 4 * day, proration_behavior };
    default:
      return {};
  }
}

/** What a customer sees on an invoice. */
function read(invoice: Stripe.Invoice) {
  const { subtotal, total, amount_due, total_excluding_tax } = invoice;
  return {
    lines: invoice.lines.data.map((line) => ({
      amount: line.amount,
      description: line.description,
      quantity: line.quantity,
      period: line.period,
      discounts: line.discount_amounts?.map(({ amount }) => amount),
      taxes: line.taxes?.map(({ amount, taxable_amount }) => [amount, taxable_amount]),
    })),
    sums: { subtotal, total, amount_due, total_excluding_tax },
    discounts: invoice.total_discount_amounts?.map(({ amount }) => amount),
    taxes: invoice.total_taxes?.map(({ amount }) => amount),
  };
}

async function previewed(stripe: Stripe, params: Stripe.InvoiceCreatePreviewParams): Promise<Stripe.Invoice | null> {
  try {
    return await stripe.invoices.createPreview(params);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === "invoice_upcoming_none") return null;
    throw error;
  }
}

async function newest(stripe: Stripe, subscription: string, known: Set<string>): Promise<Stripe.Invoice | undefined> {
  const found = await stripe.invoices.list({ subscription, limit: 100 });
  return found.data.find(({ id }) => !known.has(id));
}

test("the preview equals the real invoice, line by line, for any change", async () => {
  await fc.assert(
    fc.asyncProperty(plan, change, async (planned, params) => {
      const subscribed = await subscribe(planned);
      const { stripe, advanceTo, customer, subscription } = subscribed;
      const ends = subscription.items.data.map((item) => item.current_period_end);
      const now = Math.min(seconds(planned.at) + params.after, Math.min(...ends) - 1);
      advanceTo(now);
      if (params.usage > 0)
        await stripe.billing.meterEvents.create({
          event_name: "calls",
          payload: { stripe_customer_id: customer.id, value: String(params.usage) },
        });
      const known = new Set((await stripe.invoices.list({ subscription: subscription.id })).data.map(({ id }) => id));
      const details = await previewParams(subscribed, params, now);
      const coupon =
        params.what === "discount" ? await stripe.coupons.create({ percent_off: 33, duration: "once" }) : null;
      const discounts = coupon ? { discounts: [{ coupon: coupon.id }] } : {};
      const ending = params.what === "cancel_now";
      const preview = await previewed(stripe, {
        subscription: subscription.id,
        ...discounts,
        subscription_details: ending ? { cancel_now: true, proration_behavior: params.proration_behavior } : details,
      });
      if (ending)
        await stripe.subscriptions.cancel(subscription.id, {
          invoice_now: true,
          prorate: params.proration_behavior !== "none",
        });
      else if (params.what !== "nothing")
        await stripe.subscriptions.update(subscription.id, {
          ...(details as Stripe.SubscriptionUpdateParams),
          ...discounts,
        });
      let invoice = await newest(stripe, subscription.id, known);
      if (!invoice && !ending) {
        const { items } = await stripe.subscriptions.retrieve(subscription.id);
        advanceTo(Math.min(...items.data.map((item) => item.current_period_end)));
        invoice = await newest(stripe, subscription.id, known);
      }
      expect(invoice && read(invoice)).toEqual(preview ? read(preview) : undefined);
    }),
    { numRuns: 20 },
  );
}, 60_000);
