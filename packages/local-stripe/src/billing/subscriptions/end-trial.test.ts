import { describe, expect, test } from "vitest";
import { only, shop, start } from "../../testing/harness";

describe("ending a trial early", () => {
  test.each([
    ["pause", "paused", "customer.subscription.paused"],
    ["cancel", "canceled", "customer.subscription.deleted"],
  ] as const)(
    "without a payment method, missing_payment_method %s makes it %s immediately",
    async (missing_payment_method, status, event) => {
      const { stripe } = await start();
      const { price } = await shop(stripe);
      const customer = await stripe.customers.create();
      const { id } = await stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }],
        trial_period_days: 7,
        trial_settings: { end_behavior: { missing_payment_method } },
      });
      expect((await stripe.subscriptions.update(id, { trial_end: "now" })).status).toBe(status);
      expect((await stripe.events.list({ type: event })).data).toHaveLength(1);
    },
  );

  test("with a card it becomes active and paid, whatever missing_payment_method says", async () => {
    const { stripe } = await start();
    const { customer, price } = await shop(stripe);
    const { id } = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      trial_period_days: 7,
      trial_settings: { end_behavior: { missing_payment_method: "pause" } },
    });
    const after = await stripe.subscriptions.update(id, { trial_end: "now", expand: ["latest_invoice"] });
    expect(after).toMatchObject({ status: "active", latest_invoice: { status: "paid", total: 5000 } });
  });
});

describe("schedules", () => {
  test("without a payment method it stays active for an hour, then becomes past due", async () => {
    const { stripe, advanceTo, local } = await start({ at: "2026-01-01" });
    const { price } = await shop(stripe);
    const customer = await stripe.customers.create();
    const schedule = await stripe.subscriptionSchedules.create({
      customer: customer.id,
      start_date: "now",
      phases: [{ items: [{ price: price.id }], duration: { interval: "month" } }],
    });
    const id = String(schedule.subscription);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("active");
    advanceTo(local.now() + 3600);
    expect((await stripe.subscriptions.retrieve(id)).status).toBe("past_due");
    advanceTo("2026-01-25");
    expect(only((await stripe.events.list({ type: "subscription_schedule.expiring" })).data)).toMatchObject({
      data: { object: { id: schedule.id } },
    });
  });
});

describe("manual capture", () => {
  test("authorizes the amount until it is captured, in part if requested", async () => {
    const { stripe } = await start();
    const held = await stripe.paymentIntents.create({
      amount: 5000,
      currency: "usd",
      capture_method: "manual",
      confirm: true,
      payment_method: "pm_card_visa",
    });
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 5000, amount_received: 0 });
    await expect(stripe.paymentIntents.capture(held.id, { amount_to_capture: 5001 })).rejects.toMatchObject({
      param: "amount_to_capture",
    });
    const taken = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 3000 });
    expect(taken).toMatchObject({ status: "succeeded", amount_received: 3000 });
    const charge = only((await stripe.charges.list()).data);
    expect(charge).toMatchObject({ captured: true, amount_captured: 3000 });
    const refund = await stripe.refunds.create({ charge: charge.id });
    expect(refund.amount).toBe(3000);
    expect((await stripe.refunds.update(refund.id, { metadata: { a: "b" } })).metadata).toEqual({ a: "b" });
  });
});
