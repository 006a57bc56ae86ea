import { setTimeout as sleep } from "node:timers/promises";
import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, seconds, start } from "../testing/harness";
import { postForm } from "../testing/post-form";

/** Advances the clock and waits for `ready`, as the documentation recommends. */
async function advance(stripe: Stripe, clock: string, moment: string): Promise<void> {
  await stripe.testHelpers.testClocks.advance(clock, { frozen_time: seconds(moment) });
  for (let attempts = 0; attempts < 200; attempts += 1) {
    if ((await stripe.testHelpers.testClocks.retrieve(clock)).status === "ready") return;
    await sleep(10);
  }
  throw new Error("The test clock didn't become ready");
}

async function customerOn(stripe: Stripe, test_clock: string): Promise<Stripe.Customer> {
  return stripe.customers.create({
    email: "ada@example.com",
    test_clock,
    payment_method: "pm_card_visa",
    invoice_settings: { default_payment_method: "pm_card_visa" },
  });
}

async function monthly(stripe: Stripe, unit_amount = 5000): Promise<Stripe.Price> {
  const product = await stripe.products.create({ name: "Professional" });
  return stripe.prices.create({ currency: "usd", product: product.id, unit_amount, recurring: { interval: "month" } });
}

const newYear = seconds("2026-01-01");

describe("test clocks (docs.stripe.com/billing/testing/test-clocks)", () => {
  test("$50 a month from January 1: on February 1 a $50 draft, finalized and paid an hour later", async () => {
    const { stripe } = await start();
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: newYear, name: "Renewal" });
    expect(clock).toMatchObject({ status: "ready", frozen_time: newYear, name: "Renewal" });
    const customer = await customerOn(stripe, clock.id);
    const price = await monthly(stripe);
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    expect(subscription).toMatchObject({ test_clock: clock.id, created: newYear, status: "active" });
    expect(customer).toMatchObject({ test_clock: clock.id, created: newYear });
    await advance(stripe, clock.id, "2026-02-01");
    const [draft] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(draft).toMatchObject({ status: "draft", total: 5000, test_clock: clock.id, created: seconds("2026-02-01") });
    await advance(stripe, clock.id, "2026-02-01T01:00:00Z");
    expect(await stripe.invoices.retrieve(draft?.id ?? "")).toMatchObject({ status: "paid", amount_paid: 5000 });
  });

  test("advance returns `advancing` with the target; start and end each have an event", async () => {
    const { stripe } = await start();
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: newYear });
    const target = seconds("2026-01-20");
    expect(await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: target })).toMatchObject({
      status: "advancing",
      frozen_time: newYear,
      status_details: { advancing: { target_frozen_time: target } },
    });
    await sleep(50);
    expect(await stripe.testHelpers.testClocks.retrieve(clock.id)).toMatchObject({
      status: "ready",
      frozen_time: target,
      status_details: {},
    });
    const types = (await stripe.events.list({ type: "test_helpers.*" })).data.map((event) => event.type);
    expect(types).toEqual(["ready", "advancing", "created"].map((end) => `test_helpers.test_clock.${end}`));
  });

  test("a clock advances by at most two of the shortest interval, and never back", async () => {
    const { stripe } = await start();
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: newYear });
    const customer = await customerOn(stripe, clock.id);
    const price = await monthly(stripe);
    await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const to = (moment: string) => stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: seconds(moment) });
    await expect(to("2026-03-01T00:00:01Z")).rejects.toMatchObject({ param: "frozen_time" });
    await expect(to("2025-12-31")).rejects.toMatchObject({ param: "frozen_time" });
    await advance(stripe, clock.id, "2026-03-01");
    expect((await stripe.invoices.list({ customer: customer.id })).data).toHaveLength(3);
  });

  test("limits are three customers per clock and three subscriptions per customer", async () => {
    const { stripe } = await start();
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: newYear });
    const price = await monthly(stripe);
    const first = await customerOn(stripe, clock.id);
    const subscribe = () => stripe.subscriptions.create({ customer: first.id, items: [{ price: price.id }] });
    for (let count = 0; count < 3; count += 1) await subscribe();
    await expect(subscribe()).rejects.toMatchObject({ param: "customer" });
    for (let count = 0; count < 2; count += 1) await customerOn(stripe, clock.id);
    await expect(customerOn(stripe, clock.id)).rejects.toMatchObject({ param: "test_clock" });
  });

  test("objects on a test clock stand still while the main clock runs, and vice versa", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: newYear });
    const price = await monthly(stripe);
    const frozen = await customerOn(stripe, clock.id);
    const free = await stripe.customers.create({ payment_method: "pm_card_visa" });
    const [card] = (await stripe.customers.listPaymentMethods(free.id)).data;
    await stripe.customers.update(free.id, { invoice_settings: { default_payment_method: card?.id ?? "" } });
    for (const customer of [frozen, free])
      await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    advanceTo("2026-02-02");
    expect((await stripe.invoices.list({ customer: free.id })).data).toHaveLength(2);
    expect((await stripe.invoices.list({ customer: frozen.id })).data).toHaveLength(1);
    await advance(stripe, clock.id, "2026-02-02");
    expect((await stripe.invoices.list({ customer: frozen.id })).data).toHaveLength(2);
    expect((await stripe.invoices.list({ customer: free.id })).data).toHaveLength(2);
  });

  test("lists include a clock's objects only on request", async () => {
    const { stripe } = await start();
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: newYear });
    const price = await monthly(stripe);
    const customer = await customerOn(stripe, clock.id);
    await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    expect((await stripe.customers.list()).data).toHaveLength(0);
    expect((await stripe.subscriptions.list()).data).toHaveLength(0);
    expect(only((await stripe.customers.list({ test_clock: clock.id })).data).id).toBe(customer.id);
    expect((await stripe.subscriptions.list({ test_clock: clock.id })).data).toHaveLength(1);
    expect(only((await stripe.testHelpers.testClocks.list()).data).id).toBe(clock.id);
  });

  test("deleting a clock deletes its customers and cancels their subscriptions", async () => {
    const { stripe } = await start();
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: newYear });
    const price = await monthly(stripe);
    const customer = await customerOn(stripe, clock.id);
    const { id } = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    expect(await stripe.testHelpers.testClocks.del(clock.id)).toMatchObject({ id: clock.id, deleted: true });
    await expect(stripe.testHelpers.testClocks.retrieve(clock.id)).rejects.toMatchObject({ code: "resource_missing" });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true });
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("canceled");
  });

  test("checkout and portal of a customer on a test clock follow that clock", async () => {
    const { stripe } = await start();
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: newYear });
    const price = await monthly(stripe);
    const customer = await customerOn(stripe, clock.id);
    const session = await stripe.checkout.sessions.create({
      mode: "subscription",
      customer: customer.id,
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: "http://127.0.0.1/done",
    });
    const paid = await postForm(session.url, {
      number: "4242424242424242",
      expiry: "12/34",
      cvc: "123",
      name: "Ada",
      email: "ada@example.com",
      country: "US",
      postal_code: "10001",
    });
    expect(paid.status).toBe(303);
    const subscription = only((await stripe.subscriptions.list({ customer: customer.id })).data);
    expect(subscription).toMatchObject({ test_clock: clock.id, created: newYear });
    const portal = await stripe.billingPortal.sessions.create({ customer: customer.id });
    expect((await fetch(portal.url)).status).toBe(200);
  });
});
