import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, seconds, shop } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";

const month = { interval: "month" as const };

async function europeanShop() {
  const world = startInProcess("2026-01-01");
  const { stripe } = world;
  const made = await shop(stripe, { unit_amount: 10_000 });
  const product = made.product.id;
  const both = await stripe.prices.create({
    currency: "usd",
    product,
    unit_amount: 5_000,
    recurring: month,
    currency_options: { eur: { unit_amount: 4_500 }, jpy: { unit_amount: 7_000 } },
  });
  const euros = await stripe.prices.create({ currency: "eur", product, unit_amount: 9_000, recurring: month });
  const coupon = await stripe.coupons.create({
    amount_off: 1_000,
    currency: "usd",
    duration: "forever",
    currency_options: { eur: { amount_off: 900 } },
  });
  const currency = async () => ((await stripe.customers.retrieve(made.customer.id)) as Stripe.Customer).currency;
  const subscribe = (params: Partial<Stripe.SubscriptionCreateParams>) =>
    stripe.subscriptions.create({ customer: made.customer.id, ...params });
  const totals = async () => {
    const { data } = await stripe.invoices.list({ customer: made.customer.id });
    return data.map((invoice) => [invoice.currency, invoice.total]).reverse();
  };
  return { ...world, ...made, both, euros, coupon, currency, subscribe, totals };
}

const combined = (currency: string) => ({
  statusCode: 400,
  message: `You cannot combine currencies on a single customer. This customer has an active subscription, subscription schedule, discount, quote, or invoice item with currency ${currency}.`,
});

describe("a customer's currency", () => {
  test("is set by the first subscription, and another one is refused while something has it", async () => {
    const { stripe, customer, price, euros, currency, subscribe } = await europeanShop();
    expect(await currency()).toBeNull();
    const { id } = await subscribe({ items: [{ price: price.id }] });
    expect(await currency()).toBe("usd");
    const items = [{ price: euros.id }];
    await expect(subscribe({ items })).rejects.toMatchObject(combined("usd"));
    await expect(
      stripe.checkout.sessions.create({
        mode: "subscription",
        customer: customer.id,
        success_url: "http://127.0.0.1/done",
        line_items: [{ price: euros.id, quantity: 1 }],
      }),
    ).rejects.toMatchObject(combined("usd"));
    await stripe.subscriptions.cancel(id);
    expect((await subscribe({ items })).currency).toBe("eur");
  });

  test("is set by the first invoice; a pending item of another currency is in the way of a subscription", async () => {
    const { stripe, customer, euros, currency, subscribe } = await europeanShop();
    await stripe.invoiceItems.create({ customer: customer.id, amount: 500, currency: "usd" });
    expect(await currency()).toBeNull();
    await expect(subscribe({ items: [{ price: euros.id }] })).rejects.toMatchObject(combined("usd"));
    await stripe.invoices.create({ customer: customer.id, pending_invoice_items_behavior: "include" });
    expect(await currency()).toBe("usd");
  });

  test("never mixes on one subscription", async () => {
    const { stripe, price, euros, both, subscribe } = await europeanShop();
    const refusal = {
      message: "The price specified supports currencies of eur which doesn't include the expected currency of usd.",
    };
    await expect(subscribe({ items: [{ price: price.id }, { price: euros.id }] })).rejects.toMatchObject(refusal);
    const { id } = await subscribe({ items: [{ price: both.id }] });
    await expect(stripe.subscriptions.update(id, { items: [{ price: euros.id }] })).rejects.toMatchObject(refusal);
  });
});

describe("currency options", () => {
  test("of a price are kept, changed, and shown when expanded", async () => {
    const { stripe, both } = await europeanShop();
    const expand = ["currency_options"];
    expect(both.currency_options).toBeUndefined();
    const read = await stripe.prices.retrieve(both.id, { expand });
    expect(read.currency_options).toMatchObject({ usd: { unit_amount: 5_000 }, eur: { unit_amount: 4_500 } });
    const changed = await stripe.prices.update(both.id, { currency_options: { eur: { unit_amount: 4_700 } }, expand });
    expect(changed.currency_options).toMatchObject({ eur: { unit_amount: 4_700 }, jpy: { unit_amount: 7_000 } });
    const bare = await stripe.prices.update(both.id, { currency_options: "", expand });
    expect(Object.keys(bare.currency_options ?? {})).toEqual(["usd"]);
    await expect(
      stripe.prices.update(both.id, { currency_options: { usd: { unit_amount: 1 } } }),
    ).rejects.toMatchObject({ statusCode: 400 });
  });

  test("bill a subscription in its currency: first invoice, change, renewal, preview and coupon", async () => {
    const { stripe, both, coupon, subscribe, totals, advanceTo } = await europeanShop();
    const subscription = await subscribe({
      currency: "eur",
      items: [{ price: both.id, quantity: 2 }],
      discounts: [{ coupon: coupon.id }],
    });
    expect(subscription.currency).toBe("eur");
    const item = only(subscription.items.data);
    expect(item.price).toMatchObject({ id: both.id, currency: "usd", unit_amount: 5_000 });
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, quantity: 3 }],
      proration_behavior: "always_invoice",
    });
    expect((await stripe.invoices.createPreview({ subscription: subscription.id })).total).toBe(12_600);
    advanceTo(seconds("2026-02-01T02:00:00Z"));
    expect(await totals()).toEqual([
      ["eur", 8_100],
      ["eur", 4_500],
      ["eur", 12_600],
    ]);
  });

  test("follow the customer's currency when none is given", async () => {
    const { both, euros, subscribe } = await europeanShop();
    await expect(subscribe({ items: [{ price: euros.id }], currency: "jpy" })).rejects.toMatchObject({
      message: "The price specified supports currencies of eur which doesn't include the expected currency of jpy.",
    });
    await subscribe({ items: [{ price: euros.id }] });
    expect((await subscribe({ items: [{ price: both.id }] })).currency).toBe("eur");
  });

  test("bill a checkout in its currency", async () => {
    const { stripe, both, coupon } = await europeanShop();
    const session = await stripe.checkout.sessions.create({
      mode: "subscription",
      currency: "eur",
      success_url: "http://127.0.0.1/done",
      line_items: [{ price: both.id, quantity: 2 }],
      discounts: [{ coupon: coupon.id }],
      expand: ["line_items"],
    });
    expect(session).toMatchObject({ currency: "eur", amount_subtotal: 9_000, amount_total: 8_100 });
    expect(only(session.line_items?.data ?? [])).toMatchObject({ currency: "eur", price: { currency: "usd" } });
  });

  test("are required of a coupon that takes off an amount", async () => {
    const { stripe, both, coupon, subscribe } = await europeanShop();
    const read = await stripe.coupons.retrieve(coupon.id, { expand: ["currency_options"] });
    expect(read.currency_options).toMatchObject({ eur: { amount_off: 900 } });
    const discounts = [{ coupon: coupon.id }];
    await expect(subscribe({ currency: "jpy", items: [{ price: both.id }], discounts })).rejects.toMatchObject({
      param: "discounts",
    });
    await expect(
      stripe.coupons.create({ percent_off: 10, currency_options: { eur: { amount_off: 1 } } }),
    ).rejects.toMatchObject({ param: "currency_options" });
  });
});
