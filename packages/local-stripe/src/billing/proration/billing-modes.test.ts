import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, seconds, shop } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";

type Mode = "flexible" | "classic";

async function createShop(at = "2026-04-01", unit_amount = 10_000) {
  const world = startInProcess(at);
  const made = await shop(world.stripe, { unit_amount });
  const { stripe } = world;
  const recurring = (amount: number, interval: "month" | "year" = "month") =>
    stripe.prices.create({ currency: "usd", product: made.product.id, unit_amount: amount, recurring: { interval } });
  return { ...world, ...made, recurring };
}

async function metered(stripe: Stripe, product: string, cents = "10") {
  const meter = await stripe.billing.meters.create({
    display_name: "Calls",
    event_name: "calls",
    default_aggregation: { formula: "sum" },
  });
  const price = (amount: string) =>
    stripe.prices.create({
      currency: "usd",
      product,
      unit_amount_decimal: Stripe.Decimal.from(amount),
      recurring: { interval: "month", usage_type: "metered", meter: meter.id },
    });
  const use = (customer: string, value: number) =>
    stripe.billing.meterEvents.create({
      event_name: "calls",
      payload: { stripe_customer_id: customer, value: String(value) },
    });
  return { first: await price(cents), price, use };
}

const pendingItems = async (stripe: Stripe, customer: string) =>
  (await stripe.invoiceItems.list({ customer, pending: true })).data.reverse();

describe("credits (docs.stripe.com/billing/subscriptions/billing-mode/compare, Credit proration calculations)", () => {
  test.each([
    ["flexible", [-5_000]],
    ["classic", [-10_000]],
  ] as const)(
    "%s: removed half a month after a price increase without proration, an item credits %j",
    async (type, credits) => {
      const { stripe, advanceTo, customer, price, recurring } = await createShop();
      const created = await stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }, { price: (await recurring(1)).id }],
        billing_mode: { type },
      });
      const [item] = created.items.data;
      const higher = await recurring(20_000);
      await stripe.subscriptionItems.update(item?.id ?? "", { price: higher.id, proration_behavior: "none" });
      advanceTo(seconds("2026-04-16"));
      await stripe.subscriptionItems.del(item?.id ?? "", { proration_behavior: "create_prorations" });
      expect((await pendingItems(stripe, customer.id)).map(({ amount }) => amount)).toEqual(credits);
    },
  );

  test("flexible: time charged in two parts is credited in two, each linked to its charge", async () => {
    const { stripe, advanceTo, customer, recurring } = await createShop();
    const seat = await recurring(3_000);
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await recurring(1)).id }, { price: seat.id, quantity: 1 }],
    });
    const item = created.items.data[1]?.id ?? "";
    advanceTo(seconds("2026-04-11"));
    await stripe.subscriptions.update(created.id, { cancel_at: seconds("2026-04-21") });
    await stripe.subscriptions.update(created.id, { cancel_at: "" });
    advanceTo(seconds("2026-04-16"));
    await stripe.subscriptionItems.del(item);
    const credits = (await pendingItems(stripe, customer.id)).filter(({ amount }) => amount < -1);
    // First the ten days after cancel_at, which were charged again, then the five days before it.
    expect(credits.map(({ amount }) => amount)).toEqual([-1_000, -500, -1_000]);
    expect(credits.map(({ proration_details }) => proration_details?.credited_items?.type)).toEqual([
      "invoice_line_items",
      "invoice_line_items",
      "invoice_item",
    ]);
  });

  test.each([
    ["flexible", -5_000],
    ["classic", -4_000],
  ] as const)("%s: with a coupon added later the credit is %i", async (type, credit) => {
    const { stripe, advanceTo, customer, price, recurring } = await createShop();
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      billing_mode: { type },
    });
    const coupon = await stripe.coupons.create({ percent_off: 20, duration: "forever" });
    await stripe.subscriptions.update(created.id, { discounts: [{ coupon: coupon.id }] });
    advanceTo(seconds("2026-04-16"));
    const items = [{ id: only(created.items.data).id, price: (await recurring(20_000)).id }];
    await stripe.subscriptions.update(created.id, { items });
    expect((await pendingItems(stripe, customer.id)).map(({ amount }) => amount)).toEqual([credit, 8_000]);
  });

  test("flexible: a voided invoice charged nothing, so nothing is credited", async () => {
    const { stripe, advanceTo, customer, price } = await createShop();
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      collection_method: "send_invoice",
      days_until_due: 30,
    });
    advanceTo(seconds("2026-04-01T02:00:00Z"));
    await stripe.invoices.voidInvoice(created.latest_invoice as string);
    advanceTo(seconds("2026-04-16"));
    await stripe.subscriptionItems.update(only(created.items.data).id, { quantity: 2 });
    expect((await pendingItems(stripe, customer.id)).map(({ amount }) => amount)).toEqual([10_000]);
  });

  test.each([
    ["flexible", [-3_375, -1_125]],
    ["classic", [-3_750, -750]],
  ] as const)("%s distributes an amount_off over the items: %j", async (type, credits) => {
    const { stripe, advanceTo, customer, recurring } = await createShop();
    const coupon = await stripe.coupons.create({ amount_off: 3_000, currency: "usd", duration: "forever" });
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: (await recurring(9_000)).id }, { price: (await recurring(3_000)).id }],
      discounts: [{ coupon: coupon.id }],
      billing_mode: { type },
    });
    advanceTo(seconds("2026-04-16"));
    await stripe.subscriptions.cancel(created.id, { prorate: true });
    expect((await pendingItems(stripe, customer.id)).map(({ amount }) => amount)).toEqual(credits);
  });
});

describe("anchors and intervals (docs.stripe.com/billing/subscriptions/mixed-interval)", () => {
  test("flexible: a monthly and a yearly item have their own periods and share an invoice when they coincide", async () => {
    const { stripe, advanceTo, customer, price, recurring } = await createShop("2026-01-31");
    const yearly = await recurring(100_000, "year");
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }, { price: yearly.id }],
    });
    expect(created.items.data.map((item) => item.current_period_end)).toEqual([
      seconds("2026-02-28"),
      seconds("2027-01-31"),
    ]);
    advanceTo(seconds("2027-01-31T01:00:00Z"));
    const totals = (await stripe.invoices.list({ customer: customer.id, limit: 20 })).data.map(({ total }) => total);
    expect(totals).toEqual([110_000, ...Array.from({ length: 11 }, () => 10_000), 110_000]);
    const after = await stripe.subscriptions.retrieve(created.id);
    expect(after.billing_cycle_anchor).toBe(seconds("2026-01-31"));
  });

  test.each([
    ["flexible", "2026-04-01"],
    ["classic", "2026-04-16"],
  ] as const)("%s: changing from month to year leaves the anchor on %s", async (type, anchor) => {
    const { stripe, advanceTo, customer, price, recurring } = await createShop();
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      billing_mode: { type },
    });
    advanceTo(seconds("2026-04-16"));
    const items = [{ id: only(created.items.data).id, price: (await recurring(100_000, "year")).id }];
    const updated = await stripe.subscriptions.update(created.id, { items });
    expect(updated.billing_cycle_anchor).toBe(seconds(anchor));
  });

  test("cancel_at: min_period_end and max_period_end are the earliest and latest period end (…/basil/2025-07-30/cancel-at-enums)", async () => {
    const { stripe, customer, price, recurring } = await createShop();
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }, { price: (await recurring(100_000, "year")).id }],
    });
    const last = await stripe.subscriptions.update(created.id, { cancel_at: "max_period_end" });
    expect(last.cancel_at).toBe(seconds("2027-04-01"));
    const first = await stripe.subscriptions.update(created.id, { cancel_at: "min_period_end" });
    expect(first.cancel_at).toBe(seconds("2026-05-01"));
  });
});

describe("usage (…/billing-mode/compare, Usage-based pricing; …/usage-based/manage-billing-setup)", () => {
  test.each([
    ["flexible", null],
    ["classic", 0],
  ] as const)("%s: a subscription with only a metered price has a first invoice of %j", async (type, total) => {
    const { stripe, customer, product } = await createShop();
    const { first } = await metered(stripe, product.id);
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: first.id }],
      billing_mode: { type },
      expand: ["latest_invoice"],
    });
    expect(created.status).toBe("active");
    expect(created.latest_invoice === null ? null : (created.latest_invoice as Stripe.Invoice).total).toBe(total);
  });

  test.each([
    ["flexible", "create_prorations", [1_000], 200],
    ["flexible", "none", [], 200],
    ["classic", "create_prorations", [], 200],
  ] as const)(
    "%s, %s: switching metered prices mid-month bills %j for the usage so far, and %i in total at renewal",
    async (type: Mode, proration_behavior, items, total) => {
      const { stripe, advanceTo, customer, product } = await createShop();
      const { first, price, use } = await metered(stripe, product.id);
      const second = await price("20");
      const created = await stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: first.id }],
        billing_mode: { type },
      });
      advanceTo(seconds("2026-04-10"));
      await use(customer.id, 100);
      advanceTo(seconds("2026-04-16"));
      const { id } = only(created.items.data);
      await stripe.subscriptionItems.update(id, { price: second.id, proration_behavior });
      expect((await pendingItems(stripe, customer.id)).map(({ amount }) => amount)).toEqual(items);
      advanceTo(seconds("2026-04-20"));
      await use(customer.id, 10);
      advanceTo(seconds("2026-05-01"));
      const [invoice] = (await stripe.invoices.list({ customer: customer.id })).data;
      expect(invoice?.total).toBe(total + items.reduce((sum: number, each: number) => sum + each, 0));
    },
  );

  test("clear_usage is accepted and has no effect on meters (docs.stripe.com/api/subscriptions/update)", async () => {
    const { stripe, advanceTo, customer, product, price } = await createShop();
    const { first, use } = await metered(stripe, product.id);
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }, { price: first.id }],
    });
    advanceTo(seconds("2026-04-16"));
    await use(customer.id, 50);
    await stripe.subscriptions.update(created.id, {
      items: [{ id: created.items.data[1]?.id ?? "", deleted: true, clear_usage: true }],
    });
    expect((await pendingItems(stripe, customer.id)).map(({ amount }) => amount)).toEqual([500]);
  });
});
