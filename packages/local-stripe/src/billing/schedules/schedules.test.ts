import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, seconds, shop } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";

const month = { interval: "month" as const };

async function subscribed(extra: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const world = startInProcess("2026-01-01");
  const { stripe } = world;
  const made = await shop(stripe, { unit_amount: 10_000 });
  const support = await stripe.products.create({ name: "Support" });
  const foreign = await stripe.prices.create({
    currency: "usd",
    product: support.id,
    unit_amount: 50_000,
    recurring: month,
  });
  const subscription = await stripe.subscriptions.create({
    customer: made.customer.id,
    items: [{ price: made.price.id, quantity: 3 }, { price: foreign.id }],
    ...extra,
  });
  const itemsNow = async () =>
    (await stripe.subscriptions.retrieve(subscription.id)).items.data.map(({ price, quantity }) => [
      price.id,
      quantity,
    ]);
  return { ...world, ...made, support, foreign, subscription, itemsNow };
}

const first = (schedule: Stripe.SubscriptionSchedule) => {
  const [phase] = schedule.phases;
  if (!phase) throw new Error("no phase");
  return phase;
};

const asInput = (phase: Stripe.SubscriptionSchedule.Phase): Stripe.SubscriptionScheduleUpdateParams.Phase => ({
  start_date: phase.start_date,
  end_date: phase.end_date,
  items: phase.items.map((item) => ({
    price: String(item.price),
    ...(item.quantity === undefined ? {} : { quantity: item.quantity }),
  })),
  discounts: phase.discounts.map(({ discount }) => ({ discount: String(discount) })),
});

describe("a schedule made from a subscription", () => {
  test("has everything the subscription has", async () => {
    const { stripe, subscription, price, foreign } = await subscribed({
      collection_method: "send_invoice",
      days_until_due: 14,
      description: "Contract 7",
    });
    const coupon = await stripe.coupons.create({ percent_off: 10, duration: "forever" });
    const { discounts } = await stripe.subscriptions.update(subscription.id, { discounts: [{ coupon: coupon.id }] });
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    expect(schedule).toMatchObject({
      status: "active",
      end_behavior: "release",
      default_settings: {
        collection_method: "send_invoice",
        description: "Contract 7",
        invoice_settings: { days_until_due: 14 },
      },
    });
    const phase = first(schedule);
    expect(phase.items.map((item) => [item.price, item.quantity])).toEqual([
      [price.id, 3],
      [foreign.id, 1],
    ]);
    expect(phase.discounts).toEqual([{ coupon: null, discount: only(discounts), promotion_code: null }]);
  });

  test("takes no other parameters", async () => {
    const { stripe, subscription, price } = await subscribed();
    const phases = [{ items: [{ price: price.id }] }];
    await expect(
      stripe.subscriptionSchedules.create({ from_subscription: subscription.id, phases }),
    ).rejects.toMatchObject({ param: "phases" });
    await expect(
      stripe.subscriptionSchedules.create({ from_subscription: subscription.id, end_behavior: "cancel" }),
    ).rejects.toMatchObject({ param: "end_behavior" });
  });

  test("keeps a planned cancellation", async () => {
    const { stripe, subscription, advanceTo } = await subscribed();
    await stripe.subscriptions.update(subscription.id, { cancel_at: seconds("2026-02-01") });
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    expect(schedule.end_behavior).toBe("cancel");
    advanceTo(seconds("2026-02-02"));
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
    expect((await stripe.subscriptionSchedules.retrieve(schedule.id)).status).toBe("completed");
  });
});

describe("phases", () => {
  test("replace the whole subscription: what a phase doesn't name is gone, with its own prices, discounts and quantities", async () => {
    const { stripe, subscription, product, foreign, price, itemsNow, advanceTo, customer } = await subscribed();
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: "forever" });
    await stripe.subscriptions.update(subscription.id, { discounts: [{ coupon: coupon.id }] });
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const updated = await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        asInput(first(schedule)),
        {
          items: [
            {
              price_data: { currency: "usd", product: product.id, unit_amount: 150_000, recurring: month },
              quantity: 2,
            },
          ],
          duration: { interval: "month", interval_count: 2 },
          discounts: [{ coupon: (await stripe.coupons.create({ amount_off: 1_000, currency: "usd" })).id }],
        },
        { items: [{ price: foreign.id }], duration: { interval: "month" } },
      ],
    });
    expect(await itemsNow()).toEqual([
      [price.id, 3],
      [foreign.id, 1],
    ]);
    expect((await stripe.subscriptions.retrieve(subscription.id)).discounts).toHaveLength(1);
    advanceTo(seconds("2026-02-01T02:00:00Z"));
    expect(await itemsNow()).toEqual([[String(updated.phases[1]?.items[0]?.price), 2]]);
    advanceTo(seconds("2026-03-01T02:00:00Z"));
    advanceTo(seconds("2026-04-01T02:00:00Z"));
    expect(await itemsNow()).toEqual([[foreign.id, 1]]);
    advanceTo(seconds("2026-05-01T02:00:00Z"));
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect([after.schedule, after.status, after.discounts]).toEqual([null, "active", []]);
    const totals = (await stripe.invoices.list({ customer: customer.id })).data.map(({ total }) => total).reverse();
    // Half of $300 and $500 again was paid before the coupon; then 2 × $1,500 less $10 once, 2 × $1,500, $500, $500.
    expect(totals).toEqual([80_000, 299_000, 300_000, 50_000, 50_000]);
  });

  test("add an item with the renewal, which charges it once", async () => {
    const { stripe, subscription, price, foreign, product, customer, advanceTo } = await subscribed();
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const price_data = { currency: "usd", product: product.id, unit_amount: 4_200, recurring: month } as const;
    await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        asInput(first(schedule)),
        { items: [{ price: price.id, quantity: 3 }, { price: foreign.id }, { price_data }], duration: month },
      ],
    });
    advanceTo(seconds("2026-02-01T02:00:00Z"));
    const [renewal] = (await stripe.invoices.list({ customer: customer.id })).data;
    expect(renewal?.total).toBe(80_000 + 4_200);
    const waiting = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(waiting.data).toEqual([]);
  });

  test("can end the current one now, change its terms, and start with one-time charges", async () => {
    const { stripe, subscription, price, foreign, customer, advanceTo } = await subscribed();
    advanceTo(seconds("2026-01-11"));
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const setup = await stripe.prices.create({ currency: "usd", product: String(price.product), unit_amount: 7_700 });
    await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { ...asInput(first(schedule)), end_date: "now" },
        {
          start_date: "now",
          items: [{ price: foreign.id }],
          add_invoice_items: [{ price: setup.id }],
          collection_method: "send_invoice",
          invoice_settings: { days_until_due: 45 },
          proration_behavior: "none",
          duration: { interval: "month", interval_count: 3 },
        },
      ],
    });
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(after).toMatchObject({ collection_method: "send_invoice", days_until_due: 45, status: "active" });
    expect(after.items.data.map((item) => item.price.id)).toEqual([foreign.id]);
    advanceTo(seconds("2026-02-01T02:00:00Z"));
    const [invoice] = (await stripe.invoices.list({ customer: customer.id })).data;
    expect(invoice).toMatchObject({ collection_method: "send_invoice", status: "open", total: 57_700 });
    expect(invoice?.due_date).toBe((invoice?.created ?? 0) + 45 * 86_400);
  });

  test("edited later leave the current one alone, also when its coupon was redeemed or its price archived", async () => {
    const { stripe, subscription, price, foreign, itemsNow } = await subscribed();
    const coupon = await stripe.coupons.create({ percent_off: 10, duration: "forever" });
    await stripe.subscriptions.update(subscription.id, { discounts: [{ coupon: coupon.id }] });
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    await stripe.prices.update(price.id, { active: false });
    await stripe.coupons.del(coupon.id);
    const before = await stripe.subscriptions.retrieve(subscription.id);
    await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [asInput(first(schedule)), { items: [{ price: price.id, quantity: 3 }, { price: foreign.id }] }],
    });
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect([after.discounts, after.latest_invoice]).toEqual([before.discounts, before.latest_invoice]);
    expect(await itemsNow()).toEqual([
      [price.id, 3],
      [foreign.id, 1],
    ]);
    expect((await stripe.invoiceItems.list({ customer: String(after.customer) })).data).toEqual([]);
  });

  test("follow a change made on the subscription itself", async () => {
    const { stripe, subscription, price, foreign } = await subscribed();
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const [item] = subscription.items.data;
    await stripe.subscriptions.update(subscription.id, { items: [{ id: item?.id ?? "", quantity: 8 }] });
    const read = await stripe.subscriptionSchedules.retrieve(schedule.id);
    expect(first(read).items.map((each) => [each.price, each.quantity])).toEqual([
      [price.id, 8],
      [foreign.id, 1],
    ]);
  });

  test("must include the current one at its start, with no gaps", async () => {
    const { stripe, subscription, price } = await subscribed();
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const current = asInput(first(schedule));
    const update = (phases: Stripe.SubscriptionScheduleUpdateParams.Phase[]) =>
      stripe.subscriptionSchedules.update(schedule.id, { phases });
    const { start_date: _, ...withoutStart } = current;
    await expect(update([withoutStart])).rejects.toMatchObject({ param: "phases[0][start_date]" });
    await expect(update([{ ...current, start_date: seconds("2025-12-01") }])).rejects.toMatchObject({
      message: "You can not modify the start date of the current phase.",
    });
    const later = { items: [{ price: price.id }], start_date: seconds("2026-03-01") };
    await expect(update([current, later])).rejects.toMatchObject({ param: "phases[1][start_date]" });
    await expect(update([{ ...current, end_date: seconds("2025-12-31") }])).rejects.toMatchObject({
      param: "phases[0][end_date]",
    });
  });
});

describe("the end of a schedule", () => {
  test("that cancels is shown on the subscription, until the schedule is released", async () => {
    const { stripe, subscription } = await subscribed();
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    await stripe.subscriptionSchedules.update(schedule.id, { end_behavior: "cancel" });
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at).toBe(seconds("2026-02-01"));
    await stripe.subscriptionSchedules.release(schedule.id);
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ cancel_at: null, schedule: null });
  });

  test("that is none is the old name of cancel", async () => {
    const { stripe, subscription } = await subscribed();
    const { id } = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const schedule = await stripe.subscriptionSchedules.update(id, { end_behavior: "none" });
    expect(schedule.end_behavior).toBe("cancel");
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at).toBe(seconds("2026-02-01"));
  });

  test("can't be set to renew, which only schedules from before 2019 have", async () => {
    const { stripe, subscription } = await subscribed();
    const { id } = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    await expect(stripe.subscriptionSchedules.update(id, { end_behavior: "renew" })).rejects.toMatchObject({
      statusCode: 400,
      type: "StripeInvalidRequestError",
      param: "end_behavior",
    });
    expect((await stripe.subscriptionSchedules.retrieve(id)).end_behavior).toBe("release");
  });

  test("is kept after a release that preserves the cancellation", async () => {
    const { stripe, subscription, advanceTo } = await subscribed();
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    await stripe.subscriptionSchedules.update(schedule.id, { end_behavior: "cancel" });
    await stripe.subscriptionSchedules.release(schedule.id, { preserve_cancel_date: true });
    advanceTo(seconds("2026-02-02"));
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
  });

  test("can't be changed on the subscription", async () => {
    const { stripe, subscription } = await subscribed();
    const { id } = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    for (const params of [{ cancel_at_period_end: true }, { cancel_at: seconds("2026-06-01") }])
      await expect(stripe.subscriptions.update(subscription.id, params)).rejects.toMatchObject({
        message: expect.stringContaining(`is managed by the subscription schedule \`${id}\``),
      });
  });

  test("comes at once when it is canceled, or when its customer is deleted", async () => {
    const { stripe, subscription, customer, price } = await subscribed();
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    expect((await stripe.subscriptionSchedules.cancel(schedule.id)).status).toBe("canceled");
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
    const later = await stripe.subscriptionSchedules.create({
      customer: customer.id,
      start_date: seconds("2026-03-01"),
      phases: [{ items: [{ price: price.id }] }],
    });
    await stripe.customers.del(customer.id);
    expect((await stripe.subscriptionSchedules.retrieve(later.id)).status).toBe("canceled");
  });
});
