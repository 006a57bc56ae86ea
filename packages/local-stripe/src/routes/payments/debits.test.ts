import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { type Harness, only, start } from "../../testing/harness";

async function typesOf(stripe: Stripe): Promise<string[]> {
  return (await stripe.events.list({ limit: 100 })).data.map((event) => event.type).reverse();
}

function debit(iban: string): Stripe.PaymentMethodCreateParams {
  return { type: "sepa_debit", sepa_debit: { iban }, billing_details: { name: "Bob", email: "bob@example.com" } };
}

describe("SEPA debits (docs.stripe.com/payments/sepa-debit)", () => {
  test("the bank answers later: processing, then succeeded", async () => {
    const { stripe, local } = await start({ at: "2026-03-01" });
    const method = await stripe.paymentMethods.create(debit("AT32 1904 3002 3547 3204"));
    expect(method.sepa_debit).toMatchObject({ country: "AT", last4: "3204" });
    const intent = await stripe.paymentIntents.create({
      amount: 1000,
      currency: "eur",
      payment_method: method.id,
      confirm: true,
      expand: ["latest_charge"],
    });
    expect(intent).toMatchObject({ status: "processing", latest_charge: { status: "pending", paid: false } });
    const charge = intent.latest_charge as Stripe.Charge;
    const mandate = String(charge.payment_method_details?.sepa_debit?.mandate);
    expect(await stripe.mandates.retrieve(mandate)).toMatchObject({ status: "active", payment_method: method.id });
    const { url } = (await stripe.mandates.retrieve(mandate)).payment_method_details.sepa_debit ?? { url: "" };
    expect((await fetch(url)).status).toBe(200);
    await expect(stripe.paymentIntents.cancel(intent.id)).rejects.toMatchObject({
      code: "payment_intent_unexpected_state",
    });
    local.advance(179);
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("processing");
    local.advance(1);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "succeeded",
      amount_received: 1000,
    });
    expect((await stripe.charges.retrieve(charge.id)).status).toBe("succeeded");
  });

  test("a failed debit requires a new payment method and says why", async () => {
    const { stripe, local } = await start();
    const intent = await stripe.paymentIntents.create({
      amount: 1000,
      currency: "eur",
      payment_method: "pm_sepaDebit_failed_at",
      confirm: true,
    });
    local.advance(5);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "requires_payment_method",
      payment_method: null,
      last_payment_error: { code: "payment_method_provider_decline" },
    });
    expect((await typesOf(stripe)).slice(-2)).toEqual(["charge.failed", "payment_intent.payment_failed"]);
  });

  test("requires euros, a valid IBAN, a name and an email", async () => {
    const { stripe } = await start();
    const intent = { amount: 1000, currency: "usd", payment_method: "pm_sepaDebit_success_de", confirm: true };
    await expect(stripe.paymentIntents.create(intent)).rejects.toMatchObject({
      code: "payment_intent_incompatible_payment_method",
    });
    await expect(stripe.paymentMethods.create(debit("DE89370400440532013001"))).rejects.toMatchObject({
      param: "sepa_debit[iban]",
    });
    await expect(
      stripe.paymentMethods.create({ type: "sepa_debit", sepa_debit: { iban: "DE89370400440532013000" } }),
    ).rejects.toMatchObject({ param: "billing_details[name]" });
  });

  test("a subscription is active while its debit is processing, and past due if it fails", async () => {
    const harness = await start();
    const { stripe, local } = harness;
    for (const [name, status, invoice] of [
      ["pm_sepaDebit_success_at", "active", "paid"],
      ["pm_sepaDebit_failed_at", "past_due", "open"],
    ] as const) {
      const subscription = await subscribe(harness, name);
      expect(subscription.status).toBe("active");
      local.advance(5);
      const after = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
      expect(after).toMatchObject({ status, latest_invoice: { status: invoice } });
    }
  });
});

async function subscribe({ stripe }: Harness, method: string): Promise<Stripe.Subscription> {
  const customer = await stripe.customers.create({ email: "bob@example.com" });
  const { id } = await stripe.paymentMethods.attach(method, { customer: customer.id });
  return stripe.subscriptions.create({
    customer: customer.id,
    default_payment_method: id,
    items: [
      {
        price_data: {
          currency: "eur",
          unit_amount: 2000,
          product: (await stripe.products.create({ name: "Pro" })).id,
          recurring: { interval: "month" },
        },
      },
    ],
  });
}

/** Confirms a session like the checkout page and the CLI do. */
async function submitPage({ local }: Harness, session: string, method: string, amount?: number): Promise<Response> {
  return fetch(`${local.origin}/v1/payment_pages/${session}/confirm`, {
    method: "POST",
    headers: { Authorization: "Bearer sk_test_x" },
    body: new URLSearchParams({ payment_method: method, ...(amount ? { expected_amount: String(amount) } : {}) }),
  });
}

describe("Checkout without a subscription (docs.stripe.com/payments/checkout)", () => {
  const urls = { success_url: "http://127.0.0.1/done" };

  async function oneTime({ stripe }: Harness, currency = "usd"): Promise<Stripe.Checkout.SessionCreateParams.LineItem> {
    const product = await stripe.products.create({ name: "Book" });
    return {
      price: (await stripe.prices.create({ currency, unit_amount: 1500, product: product.id })).id,
      quantity: 2,
    };
  }

  test("a guest pays once, without a customer", async () => {
    const harness = await start();
    const { stripe } = harness;
    const session = await stripe.checkout.sessions.create({
      ...urls,
      mode: "payment",
      line_items: [await oneTime(harness)],
      payment_intent_data: { description: "Two books", metadata: { order: "7" } },
    });
    expect(session).toMatchObject({ amount_total: 3000, payment_status: "unpaid", customer_creation: "if_required" });
    expect((await submitPage(harness, session.id, "pm_card_visa", 1)).status).toBe(400);
    expect((await submitPage(harness, session.id, "pm_card_chargeDeclined")).status).toBe(402);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
    expect((await submitPage(harness, session.id, "pm_card_visa", 3000)).status).toBe(200);
    expect(await stripe.checkout.sessions.retrieve(session.id, { expand: ["payment_intent"] })).toMatchObject({
      status: "complete",
      payment_status: "paid",
      customer: null,
      subscription: null,
      payment_intent: { status: "succeeded", amount: 3000, description: "Two books", metadata: { order: "7" } },
    });
    expect((await submitPage(harness, session.id, "pm_card_visa")).status).toBe(400);
  });

  test("with an invoice, for a customer created on the way, with a coupon", async () => {
    const harness = await start();
    const { stripe } = harness;
    const coupon = await stripe.coupons.create({ percent_off: 10 });
    const session = await stripe.checkout.sessions.create({
      ...urls,
      mode: "payment",
      line_items: [await oneTime(harness)],
      customer_email: "ada@example.com",
      discounts: [{ coupon: coupon.id }],
      invoice_creation: { enabled: true, invoice_data: { description: "Thank you" } },
    });
    await submitPage(harness, session.id, "pm_card_visa");
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["invoice", "customer"] });
    expect(done).toMatchObject({
      payment_status: "paid",
      customer: { email: "ada@example.com" },
      invoice: { status: "paid", total: 2700, amount_paid: 2700, description: "Thank you" },
    });
    expect((await stripe.coupons.retrieve(coupon.id)).times_redeemed).toBe(1);
  });

  test.each([
    ["AT611904300234573201", "checkout.session.async_payment_succeeded", "paid"],
    ["AT861904300235473202", "checkout.session.async_payment_failed", "unpaid"],
  ])("by debit from %s: complete and unpaid first, then %s", async (iban, event, status) => {
    const harness = await start();
    const { stripe, local } = harness;
    const session = await stripe.checkout.sessions.create({
      ...urls,
      mode: "payment",
      line_items: [await oneTime(harness, "eur")],
      allowed_payment_method_types: ["card", "sepa_debit"],
    });
    expect(session.payment_method_types).toEqual(["card", "sepa_debit"]);
    const method = await stripe.paymentMethods.create(debit(iban));
    await submitPage(harness, session.id, method.id);
    const read = () => stripe.checkout.sessions.retrieve(session.id);
    expect(await read()).toMatchObject({ status: "complete", payment_status: "unpaid" });
    local.advance(5);
    expect((await read()).payment_status).toBe(status);
    expect(only((await stripe.events.list({ type: event })).data).data.object).toMatchObject({ id: session.id });
  });

  test("setup saves a card to its customer and charges nothing", async () => {
    const harness = await start();
    const { stripe } = harness;
    const customer = await stripe.customers.create({ email: "ada@example.com" });
    const session = await stripe.checkout.sessions.create({
      ...urls,
      mode: "setup",
      customer: customer.id,
      currency: "usd",
      setup_intent_data: { metadata: { why: "later" } },
    });
    expect(session).toMatchObject({ amount_total: null, payment_status: "unpaid" });
    await submitPage(harness, session.id, "pm_card_visa");
    expect(await stripe.checkout.sessions.retrieve(session.id, { expand: ["setup_intent"] })).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
      setup_intent: { status: "succeeded", customer: customer.id, metadata: { why: "later" } },
    });
    expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
    expect((await stripe.charges.list()).data).toEqual([]);
  });

  test("each mode only accepts its own parameters", async () => {
    const harness = await start();
    const create = (params: Stripe.Checkout.SessionCreateParams) => harness.stripe.checkout.sessions.create(params);
    const item = await oneTime(harness);
    await expect(create({ ...urls })).rejects.toMatchObject({ param: "mode", code: "parameter_missing" });
    await expect(create({ ...urls, mode: "payment" })).rejects.toMatchObject({ param: "line_items" });
    await expect(create({ ...urls, mode: "setup", line_items: [item] })).rejects.toMatchObject({ param: "line_items" });
    await expect(create({ ...urls, mode: "subscription", line_items: [item] })).rejects.toMatchObject({
      param: "line_items",
    });
    await expect(
      create({ ...urls, mode: "payment", line_items: [item], subscription_data: { trial_period_days: 7 } }),
    ).rejects.toMatchObject({ param: "subscription_data" });
  });
});
