import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { type Harness, only, seconds, shop, start } from "../../testing/harness";

async function subscribed(at = "2026-04-01", unit_amount = 10_000) {
  const harness = await start({ at });
  const made = await shop(harness.stripe, { unit_amount });
  const subscription = await harness.stripe.subscriptions.create({
    customer: made.customer.id,
    items: [{ price: made.price.id }],
  });
  return { ...harness, ...made, subscription, item: only(subscription.items.data).id };
}

const monthly = (stripe: Stripe, product: string, unit_amount: number) =>
  stripe.prices.create({ currency: "usd", product, unit_amount, recurring: { interval: "month" } });

const totals = async ({ stripe }: Pick<Harness, "stripe">, subscription: string) =>
  (await stripe.invoices.list({ subscription })).data.reverse().map((invoice) => invoice.total);

describe("plan changes", () => {
  test("an upgrade with always_invoice is charged now, and its preview equals the invoice", async () => {
    const { stripe, advanceTo, product, subscription, item } = await subscribed();
    const larger = await monthly(stripe, product.id, 20_000);
    advanceTo("2026-04-16");
    const change = {
      items: [{ id: item, price: larger.id }],
      proration_behavior: "always_invoice" as const,
      proration_date: seconds("2026-04-16"),
    };
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: change,
    });
    expect(preview.lines.data.map((line) => line.amount)).toEqual([-5000, 10_000]);
    const updated = await stripe.subscriptions.update(subscription.id, { ...change, expand: ["latest_invoice"] });
    expect(updated.latest_invoice).toMatchObject({
      status: "paid",
      total: 5000,
      billing_reason: "subscription_update",
    });
    const invoice = await stripe.invoices.retrieve(
      typeof updated.latest_invoice === "string" ? "" : (updated.latest_invoice?.id ?? ""),
    );
    expect(invoice.lines.data.map((line) => [line.amount, line.description])).toEqual(
      preview.lines.data.map((line) => [line.amount, line.description]),
    );
    expect(invoice.lines.data[0]?.parent?.subscription_item_details).toMatchObject({
      proration: true,
      subscription_item: item,
    });
    expect(only(updated.items.data).price.id).toBe(larger.id);
  });

  test("a scheduled downgrade happens once, at the period's end, at the lower price", async () => {
    const { stripe, advanceTo, product, price, subscription } = await subscribed();
    const smaller = await monthly(stripe, product.id, 4000);
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const phase = only(schedule.phases);
    await stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: "release",
      phases: [
        { items: [{ price: price.id, quantity: 1 }], start_date: phase.start_date, end_date: phase.end_date },
        { items: [{ price: smaller.id, quantity: 1 }], proration_behavior: "none", duration: { interval: "month" } },
      ],
    });
    advanceTo("2026-04-20");
    const before = await stripe.subscriptions.retrieve(subscription.id);
    expect([only(before.items.data).price.id, before.schedule]).toEqual([price.id, schedule.id]);
    advanceTo("2026-05-01T01:00:00Z");
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(only(after.items.data).price.id).toBe(smaller.id);
    expect(await totals({ stripe }, subscription.id)).toEqual([10_000, 4000]);
    advanceTo("2026-06-02");
    expect((await stripe.subscriptions.retrieve(subscription.id)).schedule).toBeNull();
    expect(await stripe.subscriptionSchedules.retrieve(schedule.id)).toMatchObject({ status: "completed" });
  });

  test("a released schedule changes nothing", async () => {
    const { stripe, advanceTo, subscription, price } = await subscribed();
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    await stripe.subscriptionSchedules.release(schedule.id);
    advanceTo("2026-05-01T01:00:00Z");
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect([only(after.items.data).price.id, after.schedule, after.status]).toEqual([price.id, null, "active"]);
  });

  test("month to year keeps the anchor and charges the rest of the year now", async () => {
    const { stripe, advanceTo, product, subscription, item } = await subscribed("2026-04-01", 3000);
    const yearly = await stripe.prices.create({
      currency: "usd",
      product: product.id,
      unit_amount: 36_500,
      recurring: { interval: "year" },
    });
    advanceTo("2026-04-16");
    const updated = await stripe.subscriptions.update(subscription.id, { items: [{ id: item, price: yearly.id }] });
    expect(updated.billing_cycle_anchor).toBe(seconds("2026-04-01"));
    expect(only(updated.items.data).current_period_end).toBe(seconds("2027-04-01"));
    expect(await totals({ stripe }, subscription.id)).toEqual([3000, -1500 + 35_000]);
  });

  test("an added item is charged for the rest of the period and renews with the others", async () => {
    const { stripe, advanceTo, product, subscription } = await subscribed();
    const seat = await monthly(stripe, product.id, 500);
    advanceTo("2026-04-16");
    const item = await stripe.subscriptionItems.create({ subscription: subscription.id, price: seat.id, quantity: 4 });
    await stripe.subscriptionItems.update(item.id, { quantity: 6 });
    advanceTo("2026-05-01T01:00:00Z");
    // Half of 4 seats plus half of 2 more: $10 + $5, next to the $130 of the new month.
    expect(await totals({ stripe }, subscription.id)).toEqual([10_000, 1000 - 1000 + 1500 + 13_000]);
    await stripe.subscriptionItems.del(item.id, { proration_behavior: "none" });
    expect((await stripe.subscriptionItems.list({ subscription: subscription.id })).data).toHaveLength(1);
  });

  test("a credit larger than the next charge stays on the customer's balance", async () => {
    const { stripe, advanceTo, product, subscription, item, customer } = await subscribed();
    const tiny = await monthly(stripe, product.id, 100);
    advanceTo("2026-04-16");
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: tiny.id }],
      proration_behavior: "always_invoice",
    });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -4950 });
    advanceTo("2026-05-01T01:00:00Z");
    const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(invoice).toMatchObject({
      total: 100,
      amount_due: 0,
      starting_balance: -4950,
      ending_balance: -4850,
      status: "paid",
    });
  });

  test("an upgrade whose payment fails becomes past_due, or changes nothing with error_if_incomplete", async () => {
    const { stripe, advanceTo, product, customer, price, subscription, item } = await subscribed();
    const larger = await monthly(stripe, product.id, 20_000);
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
    advanceTo("2026-04-16");
    const change = { items: [{ id: item, price: larger.id }], proration_behavior: "always_invoice" as const };
    await expect(
      stripe.subscriptions.update(subscription.id, { ...change, payment_behavior: "error_if_incomplete" }),
    ).rejects.toMatchObject({ statusCode: 402 });
    const unchanged = await stripe.subscriptions.retrieve(subscription.id);
    expect([only(unchanged.items.data).price.id, unchanged.status]).toEqual([price.id, "active"]);
    expect((await stripe.subscriptions.update(subscription.id, change)).status).toBe("past_due");
  });
});

describe("pending updates", () => {
  async function upgraded(card = "pm_card_chargeCustomerFail") {
    const made = await subscribed();
    const { stripe, advanceTo, product, customer, subscription, item } = made;
    const larger = await monthly(stripe, product.id, 20_000);
    const bad = await stripe.paymentMethods.attach(card, { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
    advanceTo("2026-04-16");
    const updated = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: larger.id }],
      proration_behavior: "always_invoice",
      payment_behavior: "pending_if_incomplete",
      expand: ["latest_invoice"],
    });
    const invoice = updated.latest_invoice as Stripe.Invoice;
    return { ...made, larger, updated, invoice };
  }

  test("a declined upgrade stays pending, and paying its invoice applies it", async () => {
    const { stripe, updated, invoice, price, larger, subscription } = await upgraded();
    expect(updated).toMatchObject({
      status: "active",
      pending_update: { expires_at: seconds("2026-04-16T23:00:00Z") },
    });
    expect(only(updated.items.data).price.id).toBe(price.id);
    expect(only(updated.pending_update?.subscription_items ?? []).price.id).toBe(larger.id);
    expect(invoice).toMatchObject({ status: "open", amount_due: 5000, next_payment_attempt: null });
    await stripe.invoices.pay(invoice.id, { payment_method: "pm_card_visa" });
    const applied = await stripe.subscriptions.retrieve(subscription.id);
    expect([only(applied.items.data).price.id, applied.pending_update]).toEqual([larger.id, null]);
    const types = (await stripe.events.list({ limit: 20 })).data.map(({ type }) => type);
    expect(types).toContain("customer.subscription.pending_update_applied");
  });

  test("expires after 23 hours, voiding its invoice", async () => {
    const { stripe, advanceTo, invoice, price, subscription } = await upgraded();
    advanceTo("2026-04-16T23:00:01Z");
    expect((await stripe.invoices.retrieve(invoice.id)).status).toBe("void");
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect([only(after.items.data).price.id, after.pending_update, after.status]).toEqual([price.id, null, "active"]);
  });

  test("expires no later than the period ends (docs.stripe.com/billing/subscriptions/pending-updates-reference#expiration)", async () => {
    const { stripe, advanceTo, product, customer, subscription, item } = await subscribed();
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
    advanceTo("2026-04-30T12:00:00Z");
    const updated = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: (await monthly(stripe, product.id, 900_000)).id }],
      proration_behavior: "always_invoice",
      payment_behavior: "pending_if_incomplete",
    });
    expect(updated.pending_update?.expires_at).toBe(seconds("2026-05-01"));
  });

  test("another item change replaces it: its invoice is voided, and only the new change applies", async () => {
    const { stripe, invoice, product, subscription, item } = await upgraded();
    const other = await monthly(stripe, product.id, 12_000);
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, price: other.id }],
      proration_behavior: "none",
    });
    expect([only(changed.items.data).price.id, changed.pending_update]).toEqual([other.id, null]);
    expect((await stripe.invoices.retrieve(invoice.id)).status).toBe("void");
    const given = await stripe.events.list({ type: "customer.subscription.pending_update_expired" });
    expect(given.data).toHaveLength(1);
  });

  test("ending a trial is pending too, until its invoice is paid", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-04-01" });
    const { customer, price } = await shop(stripe, { card: "pm_card_chargeCustomerFail" });
    const trial = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      trial_period_days: 14,
    });
    advanceTo("2026-04-05");
    const held = await stripe.subscriptions.update(trial.id, {
      trial_end: "now",
      payment_behavior: "pending_if_incomplete",
    });
    expect([held.status, held.pending_update?.trial_end]).toEqual(["trialing", seconds("2026-04-05")]);
    await stripe.invoices.pay(held.latest_invoice as string, { payment_method: "pm_card_visa" });
    const applied = await stripe.subscriptions.retrieve(trial.id);
    expect([applied.status, applied.trial_end]).toEqual(["active", seconds("2026-04-05")]);
    expect(only(applied.items.data).current_period_end).toBe(seconds("2026-05-05"));
  });

  test("refuses parameters that can't be pending", async () => {
    const { stripe, subscription } = await subscribed();
    const change = { payment_behavior: "pending_if_incomplete" as const, metadata: { a: "b" } };
    await expect(stripe.subscriptions.update(subscription.id, change)).rejects.toMatchObject({ param: "metadata" });
  });
});

describe("ending", () => {
  test("canceling now ends it immediately, with the unused time credited on request", async () => {
    const { stripe, advanceTo, subscription, customer } = await subscribed();
    advanceTo("2026-04-16");
    const canceled = await stripe.subscriptions.cancel(subscription.id, {
      prorate: true,
      invoice_now: true,
      cancellation_details: { feedback: "unused" },
    });
    expect(canceled).toMatchObject({
      status: "canceled",
      ended_at: seconds("2026-04-16"),
      cancellation_details: { feedback: "unused", reason: "cancellation_requested" },
    });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ balance: -5000 });
    advanceTo("2026-06-01");
    expect(await totals({ stripe }, subscription.id)).toEqual([10_000, -5000]);
    await expect(stripe.subscriptions.cancel(subscription.id)).rejects.toMatchObject({ statusCode: 404 });
  });

  test("cancel_at can be set and cleared", async () => {
    const { stripe, advanceTo, subscription } = await subscribed();
    await stripe.subscriptions.update(subscription.id, { cancel_at: seconds("2026-04-20") });
    await stripe.subscriptions.update(subscription.id, { cancel_at: "" });
    advanceTo("2026-04-25");
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: "active",
      cancel_at: null,
      canceled_at: null,
    });
    await stripe.subscriptions.update(subscription.id, { cancel_at: seconds("2026-04-28") });
    advanceTo("2026-04-28");
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: "canceled",
      ended_at: seconds("2026-04-28"),
    });
  });

  test("deleting a customer cancels the subscription", async () => {
    const { stripe, subscription, customer } = await subscribed();
    await stripe.customers.del(customer.id);
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true });
    await expect(stripe.customers.update(customer.id, { name: "x" })).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe("coupons", () => {
  test.each([
    ["once", {}, [8000, 10_000, 10_000]],
    ["repeating", { duration_in_months: 2 }, [8000, 8000, 10_000]],
    ["forever", {}, [8000, 8000, 8000]],
  ] as const)("20 %% %s", async (duration, more, expected) => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const { customer, price } = await shop(stripe, { unit_amount: 10_000 });
    const coupon = await stripe.coupons.create({ percent_off: 20, duration, ...more });
    const code = await stripe.promotionCodes.create({
      promotion: { type: "coupon", coupon: coupon.id },
      code: "SPRING",
    });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      discounts: [{ promotion_code: code.id }],
      expand: ["discounts"],
    });
    if (duration !== "once")
      expect(subscription.discounts[0]).toMatchObject({ source: { coupon: coupon.id }, promotion_code: code.id });
    advanceTo("2026-03-01T01:00:00Z");
    expect(await totals({ stripe }, subscription.id)).toEqual(expected);
    expect((await stripe.coupons.retrieve(coupon.id)).times_redeemed).toBe(1);
  });

  test("a coupon at its redemption limit is refused", async () => {
    const { stripe } = await start();
    const { customer, price } = await shop(stripe);
    const coupon = await stripe.coupons.create({ amount_off: 500, currency: "usd", max_redemptions: 1 });
    const subscribe = () =>
      stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }],
        discounts: [{ coupon: coupon.id }],
        expand: ["latest_invoice"],
      });
    expect((await subscribe()).latest_invoice).toMatchObject({
      total: 4500,
      total_discount_amounts: [{ amount: 500 }],
    });
    await expect(subscribe()).rejects.toMatchObject({ code: "coupon_expired" });
  });
});

describe("one-time invoices", () => {
  test("items are collected, finalized, paid and refunded", async () => {
    const { stripe } = await start();
    const { customer } = await shop(stripe);
    await stripe.invoiceItems.create({ customer: customer.id, amount: 2500, currency: "usd", description: "Setup" });
    const draft = await stripe.invoices.create({
      customer: customer.id,
      pending_invoice_items_behavior: "include",
      auto_advance: false,
    });
    expect(draft).toMatchObject({ status: "draft", total: 2500, billing_reason: "manual", parent: null });
    const open = await stripe.invoices.finalizeInvoice(draft.id);
    expect([open.status, open.number]).toEqual(["open", expect.stringMatching(/-0001$/)]);
    const paid = await stripe.invoices.pay(draft.id);
    expect(paid.status).toBe("paid");
    const payment = only((await stripe.invoicePayments.list({ invoice: draft.id })).data);
    const refund = await stripe.refunds.create({
      payment_intent: String(payment.payment.payment_intent),
      amount: 1000,
    });
    expect(refund.status).toBe("succeeded");
    expect(only((await stripe.charges.list({ customer: customer.id })).data)).toMatchObject({
      amount_refunded: 1000,
      refunded: false,
    });
    await expect(stripe.refunds.create({ charge: String(refund.charge), amount: 1501 })).rejects.toMatchObject({
      param: "amount",
    });
  });

  test("an open invoice can be voided or marked uncollectible, a paid one can't", async () => {
    const { stripe } = await start();
    const { customer } = await shop(stripe);
    const open = async () => {
      await stripe.invoiceItems.create({ customer: customer.id, amount: 100, currency: "usd" });
      const draft = await stripe.invoices.create({ customer: customer.id, pending_invoice_items_behavior: "include" });
      return stripe.invoices.finalizeInvoice(draft.id);
    };
    expect((await stripe.invoices.voidInvoice((await open()).id)).status).toBe("void");
    expect((await stripe.invoices.markUncollectible((await open()).id)).status).toBe("uncollectible");
    const paid = await stripe.invoices.pay((await open()).id);
    await expect(stripe.invoices.voidInvoice(paid.id)).rejects.toMatchObject({ code: "status_transition_invalid" });
  });
});
