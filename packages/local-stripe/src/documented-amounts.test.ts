import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, seconds, shop, start } from "./testing/harness";
import { postForm } from "./testing/post-form";

/** Amounts stated in Stripe's documentation. Each test names its page. */

describe("proration (docs.stripe.com/billing/subscriptions/prorations)", () => {
  test("the preview of $10.00 → $32.52 late in August 2020 is −$1.66 + $5.41 + $32.52", async () => {
    const { stripe, advanceTo } = await start({ at: "2020-08-06T21:28:08Z" });
    const { customer, product, price } = await shop(stripe, { unit_amount: 1000 });
    const larger = await stripe.prices.create({
      currency: "usd",
      product: product.id,
      unit_amount: 3252,
      recurring: { interval: "month" },
    });
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const item = only(subscription.items.data);
    expect([item.current_period_start, item.current_period_end]).toEqual([1596749288, 1599427688]);
    advanceTo(1598982148);
    const preview = await stripe.invoices.createPreview({
      customer: customer.id,
      subscription: subscription.id,
      subscription_details: { items: [{ id: item.id, price: larger.id }], proration_date: 1598982148 },
    });
    expect(preview.lines.data.map((line) => line.amount)).toEqual([-166, 541, 3252]);
    expect(preview.total).toBe(3627);
    expect(preview.next_payment_attempt).toBe(1599427688 + 3600);
    expect(preview.status).toBe("draft");
    expect((await stripe.subscriptions.retrieve(subscription.id)).items.data[0]?.price.id).toBe(price.id);
  });

  test("$10 → $20 halfway through the period: −$5 and +$10; nothing without proration", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-04-01" });
    const { customer, product, price } = await shop(stripe, { unit_amount: 1000 });
    const double = await stripe.prices.create({
      currency: "usd",
      product: product.id,
      unit_amount: 2000,
      recurring: { interval: "month" },
    });
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    advanceTo("2026-04-16");
    const items = [{ id: only(subscription.items.data).id, price: double.id }];
    const none = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items, proration_behavior: "none" },
    });
    expect(none.lines.data.map((line) => line.amount)).toEqual([2000]);
    await stripe.subscriptions.update(subscription.id, { items });
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(pending.data.map((item) => item.amount).sort((a, b) => a - b)).toEqual([-500, 1000]);
  });

  test.each([
    ["create_prorations", 25000],
    ["none", 20000],
  ] as const)(
    "$100 a month, changed to $200 halfway: %s bills %i cents on the next invoice",
    async (proration_behavior, total) => {
      const { stripe, advanceTo } = await start({ at: "2026-06-01" });
      const { customer, product, price } = await shop(stripe, { unit_amount: 10000 });
      const larger = await stripe.prices.create({
        currency: "usd",
        product: product.id,
        unit_amount: 20000,
        recurring: { interval: "month" },
      });
      const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
      advanceTo("2026-06-16");
      await stripe.subscriptions.update(subscription.id, {
        items: [{ id: only(subscription.items.data).id, price: larger.id }],
        proration_behavior,
      });
      const preview = await stripe.invoices.createPreview({ subscription: subscription.id });
      advanceTo("2026-07-01T01:00:00Z");
      const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
      expect(invoice).toMatchObject({ status: "paid", total, billing_reason: "subscription_cycle" });
      expect(preview.total).toBe(total);
      expect(preview.lines.data.map((line) => line.amount)).toEqual(invoice?.lines.data.map((line) => line.amount));
    },
  );
});

describe("test clocks (docs.stripe.com/billing/testing/test-clocks)", () => {
  test("$50 a month from January 1: on February 1 a $50 draft, finalized and paid an hour later", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const { customer, price } = await shop(stripe);
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    advanceTo("2026-02-01");
    const [draft] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(draft).toMatchObject({
      status: "draft",
      total: 5000,
      automatically_finalizes_at: seconds("2026-02-01T01:00:00Z"),
    });
    expect(draft?.period_start).toBe(seconds("2026-01-01"));
    advanceTo("2026-02-01T01:00:00Z");
    expect(await stripe.invoices.retrieve(draft?.id ?? "")).toMatchObject({ status: "paid", amount_paid: 5000 });
  });
});

describe("trials (docs.stripe.com/billing/subscriptions/trials)", () => {
  test("7 days from January 1: a $0 invoice, the notice three days before, $50 on January 8, next on February 8", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const { customer, price } = await shop(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      trial_period_days: 7,
    });
    expect(subscription.status).toBe("trialing");
    expect(only((await stripe.invoices.list({ subscription: subscription.id })).data)).toMatchObject({
      total: 0,
      status: "paid",
    });
    advanceTo(seconds("2026-01-05") - 1);
    expect((await stripe.events.list({ type: "customer.subscription.trial_will_end" })).data).toHaveLength(0);
    advanceTo("2026-01-05");
    expect((await stripe.events.list({ type: "customer.subscription.trial_will_end" })).data).toHaveLength(1);
    advanceTo("2026-01-08T01:00:00Z");
    const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(invoice).toMatchObject({ total: 5000, status: "paid" });
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(after.status).toBe("active");
    expect(only(after.items.data).current_period_end).toBe(seconds("2026-02-08"));
  });

  test("7 days from July 15 with anchor August 1: prorated on July 22, full on August 1", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-07-15" });
    const { customer, price } = await shop(stripe, { unit_amount: 3100 });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      trial_period_days: 7,
      billing_cycle_anchor: seconds("2026-08-01"),
    });
    advanceTo("2026-07-22T01:00:00Z");
    advanceTo("2026-08-01T01:00:00Z");
    const invoices = (await stripe.invoices.list({ subscription: subscription.id })).data.reverse();
    expect(invoices.map((invoice) => invoice.total)).toEqual([0, 1000, 3100]);
    expect(invoices.map((invoice) => invoice.created)).toEqual([
      seconds("2026-07-15"),
      seconds("2026-07-22"),
      seconds("2026-08-01"),
    ]);
  });

  test.each([
    ["cancel", "canceled"],
    ["pause", "paused"],
    ["create_invoice", "past_due"],
  ] as const)(
    "without a payment method, missing_payment_method %s ends in %s",
    async (missing_payment_method, status) => {
      const { stripe, advanceTo } = await start({ at: "2026-01-01" });
      const { price } = await shop(stripe);
      const customer = await stripe.customers.create();
      const subscription = await stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }],
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method } },
      });
      advanceTo("2026-01-08T01:00:00Z");
      expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe(status);
    },
  );

  test("create_invoice: active with a draft, then past due once the draft is finalized", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const { price } = await shop(stripe);
    const customer = await stripe.customers.create();
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      trial_period_days: 7,
    });
    advanceTo("2026-01-08T00:59:59Z");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
    advanceTo("2026-01-08T01:00:00Z");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
    expect((await stripe.events.list({ type: "customer.subscription.deleted" })).data).toEqual([]);
  });

  test("cancel sends subscription.deleted; pause sends subscription.paused", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const { price } = await shop(stripe);
    const customer = await stripe.customers.create();
    for (const missing_payment_method of ["cancel", "pause"] as const) {
      await stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }],
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method } },
      });
    }
    advanceTo("2026-01-08");
    for (const type of ["customer.subscription.deleted", "customer.subscription.paused"])
      expect((await stripe.events.list({ type })).data).toHaveLength(1);
  });

  test("a trial is at most 730 days", async () => {
    const { stripe } = await start({ at: "2026-01-01" });
    const { customer, price } = await shop(stripe);
    const create = (trial_period_days: number) =>
      stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], trial_period_days });
    await expect(create(731)).rejects.toMatchObject({ param: "trial_end" });
    expect((await create(730)).status).toBe("trialing");
  });
});

describe("billing cycle (docs.stripe.com/billing/subscriptions/billing-cycle)", () => {
  test.each([
    ["2026", "28"],
    ["2028", "29"],
  ])("in %s an anchor on January 31 bills on February %s, March 31 and April 30", async (year, last) => {
    const { stripe, advanceTo } = await start({ at: `${year}-01-31` });
    const { customer, price } = await shop(stripe);
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    advanceTo(`${year}-05-01`);
    const invoices = (await stripe.invoices.list({ subscription: subscription.id })).data.reverse();
    expect(invoices.map((invoice) => new Date(invoice.created * 1000).toISOString().slice(0, 10))).toEqual([
      `${year}-01-31`,
      `${year}-02-${last}`,
      `${year}-03-31`,
      `${year}-04-30`,
    ]);
  });
});

describe("first payments (docs.stripe.com/billing/subscriptions/overview)", () => {
  test("a decline leaves the intent requires_payment_method, the invoice open and the subscription incomplete; voided after 23 hours", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const { customer, price } = await shop(stripe, { card: "pm_card_chargeCustomerFail" });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      expand: ["latest_invoice.payments.data.payment.payment_intent"],
    });
    expect(subscription.status).toBe("incomplete");
    expect(subscription.latest_invoice).toMatchObject({
      status: "open",
      attempt_count: 1,
      payments: { data: [{ payment: { payment_intent: { status: "requires_payment_method" } } }] },
    });
    advanceTo("2026-01-01T23:00:00Z");
    const ended = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
    expect(ended).toMatchObject({ status: "incomplete_expired", latest_invoice: { status: "void" } });
  });

  test("3D Secure leaves the intent requires_action and the subscription incomplete", async () => {
    const { stripe } = await start();
    const { customer, price } = await shop(stripe, { card: "pm_card_authenticationRequired" });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      expand: ["latest_invoice.payments.data.payment.payment_intent"],
    });
    expect(subscription).toMatchObject({
      status: "incomplete",
      latest_invoice: {
        status: "open",
        payments: { data: [{ payment: { payment_intent: { status: "requires_action" } } }] },
      },
    });
    expect((await stripe.events.list({ type: "invoice.payment_action_required" })).data).toHaveLength(1);
  });
});

describe("dunning (docs.stripe.com/billing/revenue-recovery/smart-retries)", () => {
  test("makes 8 attempts within 2 weeks, then cancels the subscription", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const { customer, price } = await shop(stripe);
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
    advanceTo("2026-02-01T01:00:00Z");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
    advanceTo("2026-02-15T00:59:59Z");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
    advanceTo("2026-02-15T01:00:00Z");
    const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(invoice).toMatchObject({ attempt_count: 8, status: "open", next_payment_attempt: null });
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: "canceled",
      cancellation_details: { reason: "payment_failed" },
    });
  });

  test.each([
    ["unpaid", "unpaid"],
    ["past_due", "past_due"],
    ["canceled", "canceled"],
  ] as const)("the account setting %s leaves it %s when all attempts have failed", async (end, status) => {
    const { stripe, advanceTo } = await start({
      at: "2026-01-01",
      settings: { dunning: { retryDays: [1, 3, 5, 7, 9, 11, 14], end } },
    });
    const { customer, price } = await shop(stripe);
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
    advanceTo("2026-02-16");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe(status);
  });

  test("after a hard decline attempts are counted but not charged, until there is another card", async () => {
    const { stripe, advanceTo, local } = await start({ at: "2026-01-01" });
    const { customer, price } = await shop(stripe);
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    await fetch(`${local.origin}/_local/faults`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ kind: "decline", decline_code: "lost_card" }),
    });
    advanceTo("2026-02-06T01:00:00Z");
    const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(invoice).toMatchObject({ status: "open", attempt_count: 4 });
    const charges = (await stripe.charges.list({ customer: customer.id })).data.map(({ status }) => status);
    expect(charges).toEqual(["failed", "succeeded"]);
    const good = await stripe.paymentMethods.attach("pm_card_mastercard", { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: good.id });
    advanceTo("2026-02-08T01:00:00Z");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });

  test("paying the open invoice with a new card reactivates the subscription", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const { customer, price } = await shop(stripe);
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
    advanceTo("2026-02-01T01:00:00Z");
    const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    await expect(stripe.invoices.pay(invoice?.id ?? "")).rejects.toMatchObject({
      code: "card_declined",
      statusCode: 402,
    });
    const good = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    await stripe.invoices.pay(invoice?.id ?? "", { payment_method: good.id });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });
});

describe("prices and usage", () => {
  test.each([
    [1, 700],
    [5, 3500],
    [6, 3900],
    [20, 12000],
    [25, 15000],
  ])(
    "volume tiers 1–5 at 7, 6–10 at 6.50, 11+ at 6: %i cost %i (docs.stripe.com/products-prices/pricing-models)",
    async (quantity, total) => {
      const { stripe } = await start();
      const { customer, product } = await shop(stripe);
      const price = await stripe.prices.create({
        currency: "usd",
        product: product.id,
        recurring: { interval: "month" },
        billing_scheme: "tiered",
        tiers_mode: "volume",
        tiers: [
          { up_to: 5, unit_amount: 700 },
          { up_to: 10, unit_amount: 650 },
          { up_to: "inf", unit_amount: 600 },
        ],
      });
      const subscription = await stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id, quantity }],
        expand: ["latest_invoice"],
      });
      expect(subscription.latest_invoice).toMatchObject({ total });
    },
  );

  test.each([
    ["graduated", 0, 5_000],
    ["graduated", 12, 6_200],
    ["volume", 0, 5_000],
    ["volume", 12, 2_200],
  ] as const)(
    "a flat fee per tier, %s: %i units cost %i, the first tier's fee in any case (docs.stripe.com/subscriptions/pricing-models/tiered-pricing)",
    async (tiers_mode, units, total) => {
      const { stripe, advanceTo } = await start({ at: "2026-01-01" });
      const { customer, product } = await shop(stripe);
      const meter = await stripe.billing.meters.create({
        display_name: "Calls",
        event_name: "calls",
        default_aggregation: { formula: "sum" },
      });
      const price = await stripe.prices.create({
        currency: "usd",
        product: product.id,
        recurring: { interval: "month", usage_type: "metered", meter: meter.id },
        billing_scheme: "tiered",
        tiers_mode,
        tiers: [
          { up_to: 10, unit_amount: 0, flat_amount: 5_000 },
          { up_to: "inf", unit_amount: 100, flat_amount: 1_000 },
        ],
      });
      const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
      if (units > 0)
        await stripe.billing.meterEvents.create({
          event_name: "calls",
          payload: { stripe_customer_id: customer.id, value: String(units) },
        });
      advanceTo("2026-02-01T01:00:00Z");
      const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
      expect(invoice).toMatchObject({ total, status: "paid" });
    },
  );

  test("decimal amounts are rounded on each line: 30 × 0.05 cents are 2 cents (docs.stripe.com/billing/subscriptions/decimal-amounts)", async () => {
    const { stripe } = await start();
    const { customer, product } = await shop(stripe);
    const priceAt = (amount: string) =>
      stripe.prices.create({
        currency: "usd",
        product: product.id,
        unit_amount_decimal: Stripe.Decimal.from(amount),
        recurring: { interval: "month" },
      });
    const [small, whole] = [await priceAt("0.05"), await priceAt("5")];
    expect([small.unit_amount, whole.unit_amount]).toEqual([null, 5]);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [
        { price: small.id, quantity: 30 },
        { price: whole.id, quantity: 1 },
      ],
      expand: ["latest_invoice"],
    });
    expect(subscription.latest_invoice).toMatchObject({ total: 7 });
    await expect(priceAt("0.0000000000001")).rejects.toMatchObject({ param: "unit_amount_decimal" });
  });

  test("a price by the started hour: 61 minutes are 2 hours (docs.stripe.com/billing/subscriptions/usage-based/transform-quantities)", async () => {
    const { stripe } = await start();
    const { customer, product } = await shop(stripe);
    const price = { currency: "usd", product: product.id, recurring: { interval: "month" as const } };
    const transform_quantity = { divide_by: 60, round: "up" as const };
    const hour = await stripe.prices.create({ ...price, unit_amount: 1_000, transform_quantity });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: hour.id, quantity: 61 }],
      expand: ["latest_invoice"],
    });
    expect(subscription.latest_invoice).toMatchObject({ total: 2_000 });
    const tiers = [{ up_to: "inf" as const, unit_amount: 1_000 }];
    const tiered = { ...price, billing_scheme: "tiered" as const, tiers_mode: "volume" as const };
    await expect(stripe.prices.create({ ...tiered, tiers, transform_quantity })).rejects.toMatchObject({
      param: "transform_quantity",
    });
  });

  test("tiers rise, end with inf, and each has an amount in whole minor units where it is flat (docs.stripe.com/api/prices/create)", async () => {
    const { stripe } = await start();
    const { product } = await shop(stripe);
    type Tier = Stripe.PriceCreateParams.Tier;
    const create = (tiers: Tier[]) =>
      stripe.prices.create({
        currency: "usd",
        product: product.id,
        recurring: { interval: "month" },
        billing_scheme: "tiered",
        tiers_mode: "graduated",
        tiers,
      });
    const end: Tier = { up_to: "inf", unit_amount: 1 };
    await expect(create([{ up_to: 5, unit_amount: 1 }])).rejects.toMatchObject({ param: "tiers" });
    await expect(create([{ up_to: 5, unit_amount: 1 }, { up_to: 5, unit_amount: 2 }, end])).rejects.toMatchObject({
      param: "tiers[1]",
    });
    await expect(create([{ up_to: 5 }, end])).rejects.toMatchObject({ param: "tiers[0]" });
    const fraction = Stripe.Decimal.from("0.5");
    await expect(create([{ up_to: "inf", flat_amount_decimal: fraction }])).rejects.toMatchObject({
      param: "tiers[0][flat_amount_decimal]",
    });
    expect((await create([{ up_to: 5, unit_amount: 0 }, end])).tiers_mode).toBe("graduated");
  });

  test("meter events: −35 days to +5 minutes, whole numbers, unique identifiers within 24 hours (docs.stripe.com/billing/subscriptions/usage-based/recording-usage)", async () => {
    const { stripe, local, advanceTo } = await start({ at: "2026-03-10" });
    const { customer } = await shop(stripe);
    const meter = await stripe.billing.meters.create({
      display_name: "Calls",
      event_name: "calls",
      default_aggregation: { formula: "sum" },
    });
    const report = (value: string, options: { timestamp?: number; identifier?: string } = {}) =>
      stripe.billing.meterEvents.create({
        event_name: "calls",
        payload: { stripe_customer_id: customer.id, value },
        ...options,
      });
    await report("3", { identifier: "a" });
    await report("4", { timestamp: local.now() - 35 * 86_400 });
    await expect(report("5", { timestamp: local.now() - 35 * 86_400 - 1 })).rejects.toMatchObject({
      param: "timestamp",
    });
    await expect(report("5", { timestamp: local.now() + 301 })).rejects.toMatchObject({ param: "timestamp" });
    await expect(report("1.5")).rejects.toMatchObject({ param: "payload[value]" });
    await expect(report("3", { identifier: "a" })).rejects.toMatchObject({ param: "identifier" });
    const summary = await stripe.billing.meters.listEventSummaries(meter.id, {
      customer: customer.id,
      start_time: seconds("2026-03-01"),
      end_time: seconds("2026-03-11"),
    });
    expect(only(summary.data).aggregated_value).toBe(3);
    advanceTo("2026-03-11T00:00:01Z");
    await report("3", { identifier: "a" });
  });

  test.each([
    ["sum", 12],
    ["count", 3],
    ["last", 4],
  ] as const)(
    "a meter with the formula %s aggregates 5, 3 and 4 to %i (docs.stripe.com/api/billing/meter/create)",
    async (formula, value) => {
      const { stripe, advanceTo } = await start({ at: "2026-03-01" });
      const { customer } = await shop(stripe);
      const meter = await stripe.billing.meters.create({
        display_name: "Calls",
        event_name: "calls",
        default_aggregation: { formula },
      });
      for (const [index, each] of ["5", "3", "4"].entries()) {
        advanceTo(`2026-03-0${index + 2}`);
        await stripe.billing.meterEvents.create({
          event_name: "calls",
          payload: { stripe_customer_id: customer.id, value: each },
        });
      }
      const summary = await stripe.billing.meters.listEventSummaries(meter.id, {
        customer: customer.id,
        start_time: seconds("2026-03-01"),
        end_time: seconds("2026-03-11"),
      });
      expect(only(summary.data).aggregated_value).toBe(value);
    },
  );

  test("metered usage is billed at the period's end, for the past period", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const { customer, product } = await shop(stripe);
    const meter = await stripe.billing.meters.create({
      display_name: "Calls",
      event_name: "calls",
      default_aggregation: { formula: "sum" },
    });
    const price = await stripe.prices.create({
      currency: "usd",
      product: product.id,
      unit_amount_decimal: Stripe.Decimal.from("0.05"),
      recurring: { interval: "month", usage_type: "metered", meter: meter.id },
    });
    const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    advanceTo("2026-01-20");
    await stripe.billing.meterEvents.create({
      event_name: "calls",
      payload: { stripe_customer_id: customer.id, value: "12345" },
    });
    advanceTo("2026-02-01T01:00:00Z");
    const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(invoice).toMatchObject({ total: 617, status: "paid" });
    expect(invoice?.lines.data[0]?.period).toEqual({ start: seconds("2026-01-01"), end: seconds("2026-02-01") });
  });
});

describe("portal (docs.stripe.com/billing/subscriptions/billing-mode)", () => {
  test("proration defaults to `none` (docs.stripe.com/api/customer_portal/configurations/create)", async () => {
    const { stripe } = await start();
    const { product, price } = await shop(stripe);
    const { features } = await stripe.billingPortal.configurations.create({
      features: {
        subscription_cancel: { enabled: true },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ["price"],
          products: [{ product: product.id, prices: [price.id] }],
        },
      },
    });
    expect([features.subscription_cancel.proration_behavior, features.subscription_update.proration_behavior]).toEqual([
      "none",
      "none",
    ]);
  });

  test.each([
    ["classic", true],
    ["flexible", false],
  ] as const)(
    "canceling at the period's end in the portal: %s sets the flag to %s, both end it",
    async (type, flag) => {
      const { stripe } = await start({ at: "2026-01-01" });
      const { customer, price } = await shop(stripe);
      const subscription = await stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }],
        billing_mode: { type },
      });
      const configuration = await stripe.billingPortal.configurations.create({
        features: { subscription_cancel: { enabled: true, mode: "at_period_end" } },
      });
      const portal = await stripe.billingPortal.sessions.create({
        customer: customer.id,
        configuration: configuration.id,
      });
      await postForm(`${portal.url}/subscriptions/${subscription.id}/cancel`, {});
      expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
        cancel_at_period_end: flag,
        cancel_at: seconds("2026-02-01"),
      });
    },
  );

  test("cancel_at_period_end by API sets the flag and ends the subscription at the period's end", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const { customer, price } = await shop(stripe);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      billing_mode: { type: "classic" },
    });
    const marked = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    expect(marked).toMatchObject({ status: "active", cancel_at_period_end: true, cancel_at: seconds("2026-02-01") });
    advanceTo("2026-02-01T02:00:00Z");
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: "canceled",
      ended_at: seconds("2026-02-01"),
    });
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(1);
    expect((await stripe.events.list({ type: "customer.subscription.deleted" })).data).toHaveLength(1);
  });
});
