import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, seconds, shop } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";

const day = 86_400;

async function createShop(at: string, unit_amount = 2_800) {
  const world = startInProcess(at);
  const made = await shop(world.stripe, { unit_amount });
  const items = [{ price: made.price.id }];
  const subscribe = (params: Partial<Stripe.SubscriptionCreateParams>) =>
    world.stripe.subscriptions.create({ customer: made.customer.id, items, expand: ["latest_invoice"], ...params });
  const totals = async () =>
    (await world.stripe.invoices.list({ customer: made.customer.id, limit: 50 })).data
      .reverse()
      .map(({ total }) => total);
  return { ...world, ...made, begin: subscribe, totals };
}

const amounts = (subscription: Stripe.Subscription) =>
  (subscription.latest_invoice as Stripe.Invoice).lines.data.map(({ amount }) => amount);

describe("backdating (docs.stripe.com/billing/subscriptions/backdating)", () => {
  test("classic: 14 days from February 15 are half of a 28-day month, plus the month from now", async () => {
    const { begin } = await createShop("2026-03-01");
    const created = await begin({ backdate_start_date: seconds("2026-02-15"), billing_mode: { type: "classic" } });
    expect(amounts(created)).toEqual([1_400, 2_800]);
    expect(created).toMatchObject({ start_date: seconds("2026-02-15"), billing_cycle_anchor: seconds("2026-03-01") });
  });

  test("classic: 17 days from January 15 are 17/31 of a month", async () => {
    const { begin } = await createShop("2026-02-01", 3_100);
    const created = await begin({ backdate_start_date: seconds("2026-01-15"), billing_mode: { type: "classic" } });
    expect(amounts(created)).toEqual([1_700, 3_100]);
  });

  test("flexible: one line for each past period", async () => {
    const { begin } = await createShop("2026-04-15", 3_100);
    const created = await begin({ backdate_start_date: seconds("2026-01-25") });
    // January 25 to February 15 is 21 of 31 days of the period that began on January 15.
    expect(amounts(created)).toEqual([2_100, 3_100, 3_100, 3_100]);
  });

  test.each([
    ["classic", [6_000]],
    ["flexible", [3_000, 3_000]],
  ] as const)("%s: on October 15, from September 1 to the anchor November 1: %j", async (type, lines) => {
    const { begin, stripe } = await createShop("2026-10-15", 3_000);
    const created = await begin({
      backdate_start_date: seconds("2026-09-01"),
      billing_cycle_anchor: seconds("2026-11-01"),
      billing_mode: { type },
    });
    expect(amounts(created)).toEqual(lines);
    expect(only(created.items.data).current_period_end).toBe(seconds("2026-11-01"));
    expect((await stripe.subscriptions.retrieve(created.id)).start_date).toBe(seconds("2026-09-01"));
  });

  test("without proration nothing is billed for the past", async () => {
    const { begin } = await createShop("2026-04-15");
    const created = await begin({ backdate_start_date: seconds("2026-01-25"), proration_behavior: "none" });
    expect(amounts(created)).toEqual([2_800]);
    expect(created.start_date).toBe(seconds("2026-01-25"));
    await expect(begin({ backdate_start_date: seconds("2026-05-01") })).rejects.toMatchObject({
      param: "backdate_start_date",
    });
  });
});

describe("anchors (docs.stripe.com/billing/subscriptions/billing-cycle)", () => {
  test("a day of the month: its next occurrence at the given hour; the last day in short months", async () => {
    const { begin, advanceTo, stripe } = await createShop("2026-02-10T08:00:00Z");
    const created = await begin({
      billing_cycle_anchor_config: { day_of_month: 31, hour: 12, minute: 0, second: 0 },
      proration_behavior: "none",
    });
    expect(created.latest_invoice).toBeNull();
    expect(created.billing_cycle_anchor).toBe(seconds("2026-02-28T12:00:00Z"));
    expect(created.billing_cycle_anchor_config).toMatchObject({ day_of_month: 31, month: null });
    advanceTo(seconds("2026-05-01"));
    const dates = (await stripe.invoices.list({ subscription: created.id })).data.map(({ created: at }) => at);
    expect(dates).toEqual(["2026-04-30T12:00:00Z", "2026-03-31T12:00:00Z", "2026-02-28T12:00:00Z"].map(seconds));
  });

  test("a month too, but not together with a timestamp", async () => {
    const { begin } = await createShop("2026-02-10");
    const config = { day_of_month: 1, month: 2, hour: 0, minute: 0, second: 0 };
    expect((await begin({ billing_cycle_anchor_config: config })).billing_cycle_anchor).toBe(seconds("2027-02-01"));
    const both = { billing_cycle_anchor_config: config, billing_cycle_anchor: seconds("2026-03-01") };
    await expect(begin(both)).rejects.toMatchObject({ type: "StripeInvalidRequestError" });
  });

  test.each([
    ["create_prorations", [3_000, -1_500 + 3_000]],
    ["always_invoice", [3_000, -1_500 + 3_000]],
    ["none", [3_000, 3_000]],
  ] as const)("reset in the middle of the month, %s: invoices of %j", async (proration_behavior, expected) => {
    const { begin, advanceTo, stripe, totals } = await createShop("2026-04-01", 3_000);
    const created = await begin({});
    advanceTo(seconds("2026-04-16"));
    const reset = { billing_cycle_anchor: { type: "now" as const }, proration_behavior };
    const updated = await stripe.subscriptions.update(created.id, reset);
    expect(only(updated.items.data).current_period_end).toBe(seconds("2026-05-16"));
    expect(await totals()).toEqual(expected);
  });
});

describe("trials (docs.stripe.com/billing/subscriptions/trials)", () => {
  test.each([
    ["create_prorations", -1_500],
    ["none", undefined],
  ] as const)(
    "set on an active subscription with %s, a trial credits %j and moves the anchor",
    async (proration_behavior, credit) => {
      const { begin, advanceTo, stripe, totals } = await createShop("2026-04-01", 3_000);
      const created = await begin({});
      advanceTo(seconds("2026-04-16"));
      const trial_end = seconds("2026-04-26");
      const updated = await stripe.subscriptions.update(created.id, { trial_end, proration_behavior });
      expect(updated).toMatchObject({ status: "trialing", trial_end, billing_cycle_anchor: trial_end });
      advanceTo(seconds("2026-04-26T01:00:00Z"));
      expect((await stripe.subscriptions.retrieve(created.id)).status).toBe("active");
      expect(await totals()).toEqual([3_000, credit ?? 0, 3_000]);
    },
  );

  test("ended with `now`, a month starts immediately at the full price", async () => {
    const { begin, advanceTo, stripe, totals } = await createShop("2026-04-01", 3_000);
    const created = await begin({ trial_period_days: 14 });
    advanceTo(seconds("2026-04-05"));
    const updated = await stripe.subscriptions.update(created.id, { trial_end: "now" });
    expect(only(updated.items.data).current_period_end).toBe(seconds("2026-05-05"));
    expect(await totals()).toEqual([0, 3_000]);
  });

  test("a trial that keeps the anchor bills the time up to it", async () => {
    const { begin, advanceTo, stripe, totals } = await createShop("2026-04-01", 3_000);
    const created = await begin({});
    await stripe.subscriptions.update(created.id, {
      trial_end: seconds("2026-04-16"),
      billing_cycle_anchor: { type: "unchanged" },
      proration_behavior: "none",
    });
    advanceTo(seconds("2026-05-01T01:00:00Z"));
    expect(await totals()).toEqual([3_000, 0, 1_500, 3_000]);
  });

  test("missing_payment_method can be changed during the trial", async () => {
    const { stripe, price, advanceTo } = await createShop("2026-04-01");
    const customer = await stripe.customers.create({});
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      trial_end: seconds("2026-04-08"),
    });
    const trial_settings = { end_behavior: { missing_payment_method: "pause" as const } };
    await stripe.subscriptions.update(created.id, { trial_settings });
    advanceTo(seconds("2026-04-08"));
    expect((await stripe.subscriptions.retrieve(created.id)).status).toBe("paused");
  });
});

describe("ends (docs.stripe.com/api/subscriptions/update, cancel_at)", () => {
  test("within the current period with proration: the unused time is credited now", async () => {
    const { begin, advanceTo, stripe, customer } = await createShop("2026-04-01", 3_000);
    const created = await begin({});
    advanceTo(seconds("2026-04-06"));
    const updated = await stripe.subscriptions.update(created.id, { cancel_at: seconds("2026-04-21") });
    expect(only(updated.items.data).current_period_end).toBe(seconds("2026-04-21"));
    const pending = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(only(pending.data)).toMatchObject({
      amount: -1_000,
      period: { start: seconds("2026-04-21"), end: seconds("2026-05-01") },
    });
    advanceTo(seconds("2026-04-21"));
    expect((await stripe.subscriptions.retrieve(created.id)).status).toBe("canceled");
    expect((await stripe.customers.retrieve(customer.id)) as Stripe.Customer).toMatchObject({ balance: -1_000 });
  });

  test("without proration nothing is credited, and clearing it charges nothing twice", async () => {
    const { begin, advanceTo, stripe, totals } = await createShop("2026-04-01", 3_000);
    const created = await begin({});
    const cancel_at = seconds("2026-04-21");
    await stripe.subscriptions.update(created.id, { cancel_at, proration_behavior: "none" });
    const unset = await stripe.subscriptions.update(created.id, { cancel_at: "" });
    expect(only(unset.items.data).current_period_end).toBe(seconds("2026-05-01"));
    advanceTo(seconds("2026-05-01T01:00:00Z"));
    expect(await totals()).toEqual([3_000, 3_000]);
  });

  test("cleared after a proration, the time is charged again", async () => {
    const { begin, advanceTo, stripe, totals } = await createShop("2026-04-01", 3_000);
    const created = await begin({});
    await stripe.subscriptions.update(created.id, { cancel_at: seconds("2026-04-21") });
    await stripe.subscriptions.update(created.id, { cancel_at: "" });
    advanceTo(seconds("2026-05-01T01:00:00Z"));
    expect(await totals()).toEqual([3_000, -1_000 + 1_000 + 3_000]);
  });

  test.each(["none", "create_prorations"] as const)(
    "within a later period, that period is always prorated (%s)",
    async (proration_behavior) => {
      const { begin, advanceTo, stripe, totals } = await createShop("2026-04-01", 3_100);
      const created = await begin({});
      await stripe.subscriptions.update(created.id, { cancel_at: seconds("2026-05-11"), proration_behavior });
      advanceTo(seconds("2026-06-15"));
      expect(await totals()).toEqual([3_100, 1_000]);
      expect((await stripe.subscriptions.retrieve(created.id)).ended_at).toBe(seconds("2026-05-11"));
    },
  );

  test.each([
    [{ invoice_now: true, prorate: true }, [3_000, -1_500], []],
    [{ prorate: true }, [3_000], [-1_500]],
    [{ invoice_now: true }, [3_000], []],
    [{}, [3_000], []],
  ] as const)("canceled now with %j: invoices %j, pending %j", async (how, invoices, pendingAmounts) => {
    const { begin, advanceTo, stripe, totals, customer } = await createShop("2026-04-01", 3_000);
    const created = await begin({});
    advanceTo(seconds("2026-04-16"));
    await stripe.subscriptions.cancel(created.id, how);
    expect(await totals()).toEqual(invoices);
    const items = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(items.data.map(({ amount }) => amount)).toEqual(pendingAmounts);
  });
});

describe("pausing collection (docs.stripe.com/billing/subscriptions/pause-payment)", () => {
  test.each([
    ["keep_as_draft", "draft"],
    ["mark_uncollectible", "uncollectible"],
    ["void", "void"],
  ] as const)(
    "%s: invoices become %s, the subscription stays active, and resumes_at restores everything",
    async (behavior, status) => {
      const { begin, advanceTo, stripe } = await createShop("2026-04-01");
      const created = await begin({});
      const pause_collection = { behavior, resumes_at: seconds("2026-05-20") };
      await stripe.subscriptions.update(created.id, { pause_collection });
      advanceTo(seconds("2026-05-02"));
      const [paused] = (await stripe.invoices.list({ subscription: created.id })).data;
      expect(paused?.status).toBe(status);
      const meanwhile = await stripe.subscriptions.retrieve(created.id);
      expect(meanwhile).toMatchObject({ status: "active", pause_collection });
      advanceTo(seconds("2026-06-01T01:00:00Z"));
      const [latest] = (await stripe.invoices.list({ subscription: created.id })).data;
      expect(latest).toMatchObject({ status: "paid", created: seconds("2026-06-01") });
      expect((await stripe.subscriptions.retrieve(created.id)).pause_collection).toBeNull();
    },
  );
});

describe("thresholds (docs.stripe.com/billing/subscriptions/usage-based/thresholds)", () => {
  async function calls(reset: boolean, usage_gte?: number) {
    const made = await createShop("2026-04-01", 1_000);
    const { stripe, product, customer, price } = made;
    const meter = await stripe.billing.meters.create({
      display_name: "Calls",
      event_name: "calls",
      default_aggregation: { formula: "sum" },
    });
    const metered = await stripe.prices.create({
      currency: "usd",
      product: product.id,
      billing_scheme: "tiered",
      tiers_mode: "graduated",
      tiers: [
        { up_to: 100, unit_amount: 10 },
        { up_to: "inf", unit_amount: 1 },
      ],
      recurring: { interval: "month", usage_type: "metered", meter: meter.id },
    });
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }, { price: metered.id, ...(usage_gte ? { billing_thresholds: { usage_gte } } : {}) }],
      ...(usage_gte ? {} : { billing_thresholds: { amount_gte: 800, reset_billing_cycle_anchor: reset } }),
    });
    const use = (value: number) =>
      stripe.billing.meterEvents.create({
        event_name: "calls",
        payload: { stripe_customer_id: customer.id, value: String(value) },
      });
    return { ...made, created, use };
  }

  test("reaching the amount invoices the usage so far; the rest of the period continues in its tiers", async () => {
    const { use, advanceTo, totals, stripe, created } = await calls(false);
    advanceTo(seconds("2026-04-10"));
    await use(79);
    expect(await totals()).toEqual([1_000]);
    await use(1);
    const [reached] = (await stripe.invoices.list({ subscription: created.id })).data;
    expect(reached).toMatchObject({
      billing_reason: "subscription_threshold",
      status: "draft",
      total: 800,
      threshold_reason: { amount_gte: 800, item_reasons: [] },
    });
    advanceTo(seconds("2026-04-12"));
    await use(30);
    advanceTo(seconds("2026-05-01T01:00:00Z"));
    // 110 calls cost $10.10 in total, of which $8.00 has been billed.
    expect(await totals()).toEqual([1_000, 800, 210 + 1_000]);
  });

  test("resetting the anchor starts a new period", async () => {
    const { use, advanceTo, totals, stripe, created } = await calls(true);
    advanceTo(seconds("2026-04-10"));
    await use(90);
    expect(await totals()).toEqual([1_000, 1_000 + 900]);
    const after = await stripe.subscriptions.retrieve(created.id);
    expect(after.billing_cycle_anchor).toBe(seconds("2026-04-10"));
    expect(after.items.data.map((item) => item.current_period_end)).toEqual(Array(2).fill(seconds("2026-05-10")));
  });

  test("an item's usage threshold works too; never on a period's last day or in a trial", async () => {
    const { use, advanceTo, totals, stripe, created } = await calls(false, 50);
    advanceTo(seconds("2026-04-10"));
    await use(60);
    const [reached] = (await stripe.invoices.list({ subscription: created.id })).data;
    expect(reached?.threshold_reason?.item_reasons).toMatchObject([{ usage_gte: 50 }]);
    advanceTo(seconds("2026-05-01") - day);
    await use(60);
    expect(await totals()).toEqual([1_000, 600]);
  });

  test("can be removed, and must be at least 50", async () => {
    const { stripe, created } = await calls(false);
    const low = { billing_thresholds: { amount_gte: 49 } };
    await expect(stripe.subscriptions.update(created.id, low)).rejects.toMatchObject({
      param: "billing_thresholds[amount_gte]",
    });
    expect((await stripe.subscriptions.update(created.id, { billing_thresholds: "" })).billing_thresholds).toBeNull();
  });
});
