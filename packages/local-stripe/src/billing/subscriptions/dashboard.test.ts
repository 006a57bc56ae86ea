import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, seconds, shop } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";

const month = { interval: "month" as const };
const days = (count: number) => count * 86_400;

async function subscribed(extra: Partial<Stripe.SubscriptionCreateParams> = {}) {
  const world = startInProcess("2026-01-01");
  const { stripe } = world;
  const made = await shop(stripe, { unit_amount: 10_000 });
  const subscription = await stripe.subscriptions.create({
    customer: made.customer.id,
    items: [{ price: made.price.id }],
    ...extra,
  });
  const item = subscription.items.data[0]?.id ?? "";
  const now = () => stripe.subscriptions.retrieve(subscription.id);
  const invoices = async () => (await stripe.invoices.list({ customer: made.customer.id })).data.reverse();
  const totals = async () => (await invoices()).map(({ status, total }) => [status, total]);
  return { ...world, ...made, subscription, item, now, invoices, totals };
}

describe("a subscription that a person arranges in the dashboard", () => {
  test("has prices of its own on a product of the catalog, with quantities", async () => {
    const { stripe, customer, product, totals, advanceTo } = await subscribed();
    const contract = await stripe.subscriptions.create({
      customer: customer.id,
      items: [
        { price_data: { currency: "usd", product: product.id, unit_amount: 150_000, recurring: month }, quantity: 2 },
      ],
    });
    const { price, quantity, id } = only(contract.items.data);
    expect([price.product, price.unit_amount, price.active, quantity]).toEqual([product.id, 150_000, false, 2]);
    await stripe.subscriptions.update(contract.id, { items: [{ id, price: price.id, quantity: 3 }] });
    const yearly = { currency: "usd", product: product.id, unit_amount: 90_000, recurring: month };
    const changed = await stripe.subscriptions.update(contract.id, {
      items: [{ id, price_data: yearly, quantity: 1 }],
      proration_behavior: "none",
    });
    expect(only(changed.items.data)).toMatchObject({ id, quantity: 1, price: { unit_amount: 90_000 } });
    advanceTo(seconds("2026-02-01T02:00:00Z"));
    expect((await totals()).slice(1).sort()).toEqual([
      ["paid", 10_000],
      ["paid", 240_000],
      ["paid", 300_000],
    ]);
  });

  test("gets a free month: a trial that ends in thirty days, without prorations", async () => {
    const { stripe, subscription, now, totals, advanceTo } = await subscribed();
    advanceTo(seconds("2026-01-11"));
    const trial_end = seconds("2026-02-10");
    const updated = await stripe.subscriptions.update(subscription.id, { trial_end, proration_behavior: "none" });
    expect(updated).toMatchObject({ status: "trialing", trial_end, billing_cycle_anchor: trial_end });
    expect(only(updated.items.data)).toMatchObject({ current_period_end: trial_end });
    advanceTo(seconds("2026-02-10T02:00:00Z"));
    expect((await now()).status).toBe("active");
    expect(await totals()).toEqual([
      ["paid", 10_000],
      ["paid", 0],
      ["paid", 10_000],
    ]);
    const later = await stripe.subscriptions.update(subscription.id, { trial_end: seconds("2026-03-20") });
    const longer = await stripe.subscriptions.update(subscription.id, { trial_end: seconds("2026-04-20") });
    expect([later.trial_end, longer.trial_end]).toEqual([seconds("2026-03-20"), seconds("2026-04-20")]);
    expect((await stripe.subscriptions.update(subscription.id, { trial_end: "now" })).status).toBe("active");
  });

  test.each([
    ["keep_as_draft", "draft"],
    ["mark_uncollectible", "uncollectible"],
    ["void", "void"],
  ] as const)("pauses collection: %s leaves it active, with its invoices %s", async (behavior, status) => {
    const { stripe, subscription, item, now, totals, advanceTo } = await subscribed();
    await stripe.subscriptions.update(subscription.id, { pause_collection: { behavior } });
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item, quantity: 2 }],
      proration_behavior: "always_invoice",
    });
    advanceTo(seconds("2026-02-01T02:00:00Z"));
    expect(await now()).toMatchObject({ status: "active", pause_collection: { behavior, resumes_at: null } });
    expect(await totals()).toEqual([
      ["paid", 10_000],
      [status, 10_000],
      [status, 20_000],
    ]);
    await stripe.subscriptions.update(subscription.id, { pause_collection: "" });
    advanceTo(seconds("2026-03-01T02:00:00Z"));
    expect((await totals()).at(-1)).toEqual(["paid", 20_000]);
  });

  test("resumes collection by itself at `resumes_at`", async () => {
    const { stripe, subscription, now, totals, advanceTo } = await subscribed();
    const pause_collection = { behavior: "void" as const, resumes_at: seconds("2026-02-15") };
    await stripe.subscriptions.update(subscription.id, { pause_collection });
    advanceTo(seconds("2026-03-01T02:00:00Z"));
    expect((await now()).pause_collection).toBeNull();
    expect((await totals()).map(([status]) => status)).toEqual(["paid", "void", "paid"]);
  });

  test("is invoiced: due in thirty days, past due after that, and active again when it is paid", async () => {
    const { stripe, subscription, now, invoices, advanceTo } = await subscribed();
    const sent = { collection_method: "send_invoice" as const, days_until_due: 30 };
    expect(await stripe.subscriptions.update(subscription.id, sent)).toMatchObject(sent);
    advanceTo(seconds("2026-02-01T02:00:00Z"));
    const [, invoice] = await invoices();
    expect(invoice).toMatchObject({ status: "open", due_date: seconds("2026-02-01") + days(30), attempt_count: 0 });
    expect((await now()).status).toBe("active");
    const hosted = await stripe.subscriptions.update(subscription.id, { collection_method: "charge_automatically" });
    expect(hosted).toMatchObject({ collection_method: "charge_automatically", days_until_due: null });
    await stripe.subscriptions.update(subscription.id, sent);
    advanceTo((invoice?.due_date ?? 0) + 1);
    expect((await now()).status).toBe("active"); // A newer invoice isn't due yet.
    const [, , newer] = await invoices();
    advanceTo((newer?.due_date ?? 0) + 1);
    expect((await now()).status).toBe("past_due");
    for (const open of (await invoices()).filter(({ status }) => status === "open"))
      await stripe.invoices.pay(open.id, { paid_out_of_band: true });
    expect((await now()).status).toBe("active");
    await expect(
      stripe.subscriptions.update(subscription.id, { collection_method: "charge_automatically", days_until_due: 3 }),
    ).rejects.toMatchObject({ param: "days_until_due" });
  });

  test("with items of two intervals ends with the first period, also after a change of the items", async () => {
    const { stripe, subscription, now, advanceTo } = await subscribed();
    const [item] = subscription.items.data;
    const monthEnd = item?.current_period_end ?? 0;
    const price = async (interval: "week" | "year") =>
      stripe.prices.create({
        product: String(item?.price.product),
        currency: "usd",
        unit_amount: 1_000,
        recurring: { interval },
      });
    const add = async (interval: "week" | "year") =>
      stripe.subscriptionItems.create({
        subscription: subscription.id,
        price: (await price(interval)).id,
        proration_behavior: "none",
      });
    await add("year");
    const marked = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    expect(marked).toMatchObject({ cancel_at: monthEnd, cancel_at_period_end: true });
    await add("week");
    const { cancel_at, items } = await now();
    expect(cancel_at).toBe(Math.min(...items.data.map(({ current_period_end }) => current_period_end)));
    expect(cancel_at).toBeLessThan(monthEnd);
    advanceTo((cancel_at ?? 0) + 1);
    expect(await now()).toMatchObject({ status: "canceled", ended_at: cancel_at });
  });

  test("is canceled at a time of its own, within a period or years later", async () => {
    const { stripe, subscription, now, advanceTo, totals } = await subscribed();
    const far = await stripe.subscriptions.update(subscription.id, { cancel_at: seconds("2028-01-01") });
    expect(far).toMatchObject({ cancel_at: seconds("2028-01-01"), cancel_at_period_end: false, status: "active" });
    const mid = await stripe.subscriptions.update(subscription.id, {
      cancel_at: seconds("2026-02-15"),
      proration_behavior: "none",
    });
    expect(mid.cancel_at).toBe(seconds("2026-02-15"));
    advanceTo(seconds("2026-02-10"));
    expect(await totals()).toEqual([
      ["paid", 10_000],
      ["paid", 5_000],
    ]);
    advanceTo(seconds("2026-02-16"));
    expect((await now()).status).toBe("canceled");
  });

  test("has its anchor reset or kept", async () => {
    const { stripe, subscription, item, now, advanceTo } = await subscribed();
    advanceTo(seconds("2026-01-16"));
    await stripe.subscriptions.update(subscription.id, { billing_cycle_anchor: { type: "unchanged" } });
    expect((await now()).billing_cycle_anchor).toBe(seconds("2026-01-01"));
    const reset = await stripe.subscriptions.update(subscription.id, {
      billing_cycle_anchor: { type: "now" },
      items: [{ id: item, quantity: 2 }],
    });
    expect([reset.billing_cycle_anchor, only(reset.items.data).current_period_end]).toEqual([
      seconds("2026-01-16"),
      seconds("2026-02-16"),
    ]);
  });

  test("rounds quantities in packages", async () => {
    const { stripe, customer, product } = await subscribed();
    const packaged = await stripe.prices.create({
      currency: "usd",
      product: product.id,
      unit_amount: 500,
      recurring: month,
      transform_quantity: { divide_by: 10, round: "up" },
    });
    const { latest_invoice } = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: packaged.id, quantity: 41 }],
      expand: ["latest_invoice"],
    });
    expect((latest_invoice as Stripe.Invoice).total).toBe(2_500);
  });
});

describe("a customer in the dashboard", () => {
  test("has several subscriptions, each with its own cycle", async () => {
    const { stripe, customer, price, advanceTo, totals } = await subscribed();
    advanceTo(seconds("2026-01-16"));
    await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id, quantity: 3 }] });
    const { data } = await stripe.subscriptions.list({ customer: customer.id });
    expect(data).toHaveLength(2);
    advanceTo(seconds("2026-02-17"));
    expect((await totals()).map(([, total]) => total)).toEqual([10_000, 30_000, 10_000, 30_000]);
  });

  test("loses a default card: the subscription's falls back to the customer's, then nothing can be charged", async () => {
    const { stripe, customer, subscription, now, invoices, advanceTo } = await subscribed();
    const other = await stripe.paymentMethods.attach("pm_card_mastercard", { customer: customer.id });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: other.id });
    await stripe.paymentMethods.detach(other.id);
    expect((await now()).default_payment_method).toBeNull();
    advanceTo(seconds("2026-02-01T02:00:00Z"));
    const { invoice_settings } = (await stripe.customers.retrieve(customer.id)) as Stripe.Customer;
    await stripe.paymentMethods.detach(String(invoice_settings.default_payment_method));
    advanceTo(seconds("2026-03-01T02:00:00Z"));
    expect((await invoices()).map(({ status }) => status)).toEqual(["paid", "paid", "open"]);
    expect((await now()).status).toBe("past_due");
  });

  test("is deleted: subscriptions end at once, and nothing is charged or finalized afterwards", async () => {
    const { stripe, customer, subscription, now, advanceTo, invoices } = await subscribed();
    await stripe.subscriptions.update(subscription.id, {
      collection_method: "send_invoice",
      days_until_due: 10,
    });
    advanceTo(seconds("2026-02-01T00:30:00Z"));
    await stripe.invoiceItems.create({ customer: customer.id, amount: 100, currency: "usd" });
    await stripe.invoices.create({ customer: customer.id, auto_advance: true });
    expect(await stripe.customers.del(customer.id)).toMatchObject({ deleted: true });
    expect(await stripe.customers.retrieve(customer.id)).toEqual(
      expect.objectContaining({ id: customer.id, deleted: true }),
    );
    expect(await now()).toMatchObject({ status: "canceled", ended_at: seconds("2026-02-01T00:30:00Z") });
    advanceTo(seconds("2026-04-01"));
    expect((await invoices()).map(({ status }) => status)).toEqual(["paid", "draft", "draft"]);
    for (const call of [
      () => stripe.customers.update(customer.id, { name: "Nobody" }),
      () => stripe.billingPortal.sessions.create({ customer: customer.id }),
      () => stripe.subscriptions.create({ customer: customer.id, items: [] }),
    ])
      await expect(call()).rejects.toMatchObject({ code: "resource_missing" });
    const types = (await stripe.events.list({ limit: 100 })).data.map(({ type }) => type);
    expect(types.indexOf("customer.deleted")).toBeLessThan(types.indexOf("customer.subscription.deleted"));
  });
});

describe("the next invoice", () => {
  test("of a scheduled subscription has the items of the phase that begins by then", async () => {
    const { stripe, subscription, price, product } = await subscribed();
    const schedule = await stripe.subscriptionSchedules.create({ from_subscription: subscription.id });
    const [current] = schedule.phases;
    const own = { currency: "usd", product: product.id, unit_amount: 77_700, recurring: month };
    await stripe.subscriptionSchedules.update(schedule.id, {
      phases: [
        { items: [{ price: price.id }], start_date: current?.start_date ?? 0, end_date: current?.end_date ?? 0 },
        { items: [{ price_data: own }], proration_behavior: "none" },
      ],
    });
    expect((await stripe.invoices.createPreview({ subscription: subscription.id })).total).toBe(77_700);
    expect((await stripe.invoices.createPreview({ schedule: schedule.id })).total).toBe(77_700);
    const edited = await stripe.invoices.createPreview({
      schedule: schedule.id,
      schedule_details: {
        phases: [
          { items: [{ price: price.id }], start_date: current?.start_date ?? 0, end_date: current?.end_date ?? 0 },
          { items: [{ price: price.id, quantity: 9 }] },
        ],
      },
    });
    expect(edited).toMatchObject({ total: 90_000, status: "draft", amount_paid: 0, amount_remaining: 90_000 });
    await stripe.subscriptionSchedules.update(schedule.id, {
      end_behavior: "cancel",
      phases: [
        { items: [{ price: price.id }], start_date: current?.start_date ?? 0, end_date: current?.end_date ?? 0 },
      ],
    });
    await expect(stripe.invoices.createPreview({ subscription: subscription.id })).rejects.toMatchObject({
      code: "invoice_upcoming_none",
    });
  });

  test("of a schedule that begins later is its first one, also of one that doesn't exist yet", async () => {
    const { stripe, customer, price } = await subscribed();
    const phases = [{ items: [{ price: price.id, quantity: 4 }] }];
    const start_date = seconds("2026-06-01");
    const later = await stripe.subscriptionSchedules.create({ customer: customer.id, start_date, phases });
    const preview = await stripe.invoices.createPreview({ schedule: later.id });
    expect(preview).toMatchObject({ total: 40_000, created: start_date, amount_remaining: 40_000 });
    const imagined = await stripe.invoices.createPreview({
      customer: customer.id,
      schedule_details: { phases: [{ items: [{ price: price.id, quantity: 5 }], start_date }] },
    });
    expect(imagined.total).toBe(50_000);
    expect((await stripe.subscriptions.list({ customer: customer.id })).data).toHaveLength(1);
  });

  test("of a customer needs to know what for", async () => {
    const { stripe, customer } = await subscribed();
    await stripe.invoiceItems.create({ customer: customer.id, amount: 700, currency: "usd" });
    const extra = [{ amount: 300, currency: "usd" }];
    expect((await stripe.invoices.createPreview({ customer: customer.id, invoice_items: extra })).total).toBe(1_000);
    await expect(stripe.invoices.createPreview({ customer: customer.id })).rejects.toMatchObject({
      code: "parameter_missing",
    });
  });
});
