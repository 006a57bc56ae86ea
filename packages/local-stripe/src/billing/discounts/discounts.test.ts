import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, seconds, shop } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";

async function createShop(at = "2026-04-01") {
  const world = startInProcess(at);
  const { stripe } = world;
  const made = await shop(stripe, { unit_amount: 10_000 });
  const seats = await stripe.products.create({ name: "Seat" });
  const seat = await stripe.prices.create({
    currency: "usd",
    product: seats.id,
    unit_amount: 2_000,
    recurring: { interval: "month" },
  });
  const percent = async (percent_off: number, more: Stripe.CouponCreateParams = {}) => ({
    coupon: (await stripe.coupons.create({ percent_off, duration: "forever", ...more })).id,
  });
  const amount = async (amount_off: number, more: Stripe.CouponCreateParams = {}) => ({
    coupon: (await stripe.coupons.create({ amount_off, currency: "usd", duration: "forever", ...more })).id,
  });
  return { ...world, ...made, seats, seat, percent, amount };
}

const invoiceOf = (subscription: Stripe.Subscription) => subscription.latest_invoice as Stripe.Invoice;
const discountedItem = (invoice: Stripe.Invoice) =>
  invoice.lines.data.map((line) => line.discount_amounts?.map(({ amount }) => amount));

describe("discounts of items (docs.stripe.com/billing/subscriptions/coupons)", () => {
  test("apply to their item's line first, then the subscription's to what is left of all lines, in order", async () => {
    const { stripe, customer, price, seat, percent, amount } = await createShop();
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, discounts: [await percent(50)] }, { price: seat.id }],
      discounts: [await amount(1_400), await percent(10)],
      expand: ["latest_invoice"],
    });
    const invoice = invoiceOf(subscription);
    // $100 and $20: half off the first line, then $14 off over $50 and $20, then 10% off $40 and $16.
    expect(discountedItem(invoice)).toEqual([
      [5_000, 1_000, 400],
      [400, 160],
    ]);
    expect(invoice.total_discount_amounts?.map(({ amount: each }) => each)).toEqual([5_000, 1_400, 560]);
    expect(invoice.total).toBe(12_000 - 5_000 - 1_400 - 560);
    const [own] = subscription.items.data[0]?.discounts ?? [];
    expect(invoice.lines.data.map((line) => line.discounts)).toEqual([[own], []]);
    expect(subscription.discounts).toHaveLength(2);
  });

  test("a coupon for certain products skips other products, wherever it is applied", async () => {
    const { stripe, customer, price, seat, seats, percent } = await createShop();
    const onlySeats = await percent(25, { applies_to: { products: [seats.id] } });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, discounts: [onlySeats] }, { price: seat.id }],
      discounts: [onlySeats],
      expand: ["latest_invoice"],
    });
    expect(discountedItem(invoiceOf(subscription))).toEqual([[], [500]]);
  });

  test("`once` applies to one invoice, on an item too, and is then removed", async () => {
    const { stripe, advanceTo, customer, price, percent } = await createShop();
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, discounts: [await percent(50, { duration: "once" })] }],
    });
    expect(only(created.items.data).discounts).toEqual([]);
    advanceTo(seconds("2026-05-01T01:00:00Z"));
    const totals = (await stripe.invoices.list({ customer: customer.id })).data.map(({ total }) => total);
    expect(totals).toEqual([10_000, 5_000]);
  });

  test("changing or removing an item's discount creates no prorations", async () => {
    const { stripe, advanceTo, customer, price, percent } = await createShop();
    const created = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const { id } = only(created.items.data);
    const item = await stripe.subscriptionItems.update(id, { discounts: [await percent(30)] });
    expect(item.discounts).toHaveLength(1);
    expect((await stripe.invoiceItems.list({ customer: customer.id })).data).toEqual([]);
    advanceTo(seconds("2026-05-01T01:00:00Z"));
    await stripe.subscriptionItems.update(id, { discounts: "" });
    advanceTo(seconds("2026-06-01T01:00:00Z"));
    const totals = (await stripe.invoices.list({ customer: customer.id })).data.map(({ total }) => total);
    expect(totals).toEqual([10_000, 7_000, 10_000]);
  });

  test("manual invoices and invoice items take discounts too, before tax", async () => {
    const { stripe, customer, percent, amount } = await createShop();
    const rate = await stripe.taxRates.create({ display_name: "VAT", percentage: 10, inclusive: false });
    const draft = await stripe.invoices.create({
      customer: customer.id,
      discounts: [await percent(10)],
      default_tax_rates: [rate.id],
    });
    const add = (each: number, discounts: Stripe.InvoiceItemCreateParams.Discount[]) =>
      stripe.invoiceItems.create({
        customer: customer.id,
        invoice: draft.id,
        amount: each,
        currency: "usd",
        discounts,
      });
    await add(1_000, [await amount(200)]);
    await add(3_000, []);
    const invoice = await stripe.invoices.retrieve(draft.id);
    expect(discountedItem(invoice)).toEqual([[200, 80], [300]]);
    expect(invoice).toMatchObject({ subtotal: 4_000, total_excluding_tax: 3_420, total: 3_762 });
    const without = await stripe.invoices.update(draft.id, { discounts: "" });
    expect(discountedItem(without)).toEqual([[200], []]);
  });

  test("a schedule phase applies its items' discounts, taxes and one-time charges", async () => {
    const { stripe, advanceTo, customer, price, seat, percent } = await createShop();
    const setup = await stripe.prices.create({ currency: "usd", product: price.product as string, unit_amount: 700 });
    const created = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: created.id });
    const { start_date, end_date } = only(schedule.phases);
    await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { items: [{ price: price.id }], start_date, end_date },
        {
          items: [{ price: seat.id, quantity: 2, discounts: [await percent(50)] }],
          add_invoice_items: [{ price: setup.id }],
          proration_behavior: "none",
          duration: { interval: "month" },
        },
      ],
    });
    advanceTo(seconds("2026-05-01T02:00:00Z"));
    const [invoice] = (await stripe.invoices.list({ customer: customer.id })).data;
    expect(invoice?.total).toBe(2_000 + 700);
  });
});

describe("discounted prorations (docs.stripe.com/changelog/clover/2025-09-30/itemize-proration-discount-amounts)", () => {
  async function upgradedSubscription(billing_mode: Stripe.SubscriptionCreateParams.BillingMode) {
    const made = await createShop();
    const { stripe, advanceTo, customer, price, product, percent } = made;
    const larger = await stripe.prices.create({
      currency: "usd",
      product: product.id,
      unit_amount: 30_000,
      recurring: { interval: "month" },
    });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      discounts: [await percent(20)],
      billing_mode,
    });
    advanceTo(seconds("2026-04-16"));
    const items = [{ id: only(subscription.items.data).id, price: larger.id }];
    const updated = await stripe.subscriptions.update(subscription.id, {
      items,
      proration_behavior: "always_invoice",
      expand: ["latest_invoice"],
    });
    return { ...made, subscription, invoice: invoiceOf(updated) };
  }

  test("included: amounts are net, and discounts are listed with an amount of zero", async () => {
    const { invoice, subscription } = await upgradedSubscription({ type: "flexible" });
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-4_000, 12_000]);
    expect(discountedItem(invoice)).toEqual([[0], [0]]);
    expect(invoice.lines.data.map(({ discounts }) => discounts)).toEqual([
      subscription.discounts,
      subscription.discounts,
    ]);
    expect(invoice.total).toBe(8_000);
  });

  test("itemized: amounts are gross, and discounts are listed with their amounts", async () => {
    const { invoice } = await upgradedSubscription({ type: "flexible", flexible: { proration_discounts: "itemized" } });
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-5_000, 15_000]);
    expect(discountedItem(invoice)).toEqual([[-1_000], [3_000]]);
    expect(invoice).toMatchObject({ subtotal: 10_000, total: 8_000 });
  });

  test("classic: net, as with `included`", async () => {
    const { invoice } = await upgradedSubscription({ type: "classic" });
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-4_000, 12_000]);
  });
});
