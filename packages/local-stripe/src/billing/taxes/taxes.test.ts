import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, shop, start } from "../../testing/harness";
import { postForm } from "../../testing/post-form";

function vat(stripe: Stripe, inclusive: boolean, percentage = 19): Promise<Stripe.TaxRate> {
  return stripe.taxRates.create({ display_name: "VAT", percentage, inclusive, country: "DE", tax_type: "vat" });
}

describe("tax rates", () => {
  test("can be created, updated and listed; the percentage never changes", async () => {
    const { stripe } = await start();
    const rate = await vat(stripe, true);
    expect(rate).toMatchObject({ active: true, percentage: 19, inclusive: true });
    await stripe.taxRates.update(rate.id, { active: false, metadata: { a: "b" } });
    expect(only((await stripe.taxRates.list({ active: false, inclusive: true })).data).id).toBe(rate.id);
    expect((await stripe.taxRates.list({ active: true })).data).toEqual([]);
    const types = (await stripe.events.list({ type: "tax_rate.*" })).data.map((event) => event.type);
    expect(types).toEqual(["tax_rate.updated", "tax_rate.created"]);
  });

  test.each([
    [false, 5000, 5950, 950],
    [true, 5000, 5000, 798],
  ])(
    "inclusive %s: a $50 price comes to %i including exclusive tax, on the invoice and on the card",
    async (inclusive, subtotal, total, tax) => {
      const { stripe } = await start();
      const { customer, price } = await shop(stripe);
      const rate = await vat(stripe, inclusive);
      const subscription = await stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }],
        default_tax_rates: [rate.id],
        expand: ["latest_invoice"],
      });
      expect(only(subscription.default_tax_rates ?? []).id).toBe(rate.id);
      expect(subscription.latest_invoice).toMatchObject({
        subtotal,
        total,
        amount_paid: total,
        total_excluding_tax: total - tax,
        total_taxes: [{ amount: tax, taxable_amount: total - tax, tax_rate_details: { tax_rate: rate.id } }],
      });
      expect(only((await stripe.charges.list({ customer: customer.id })).data).amount).toBe(total);
    },
  );

  test("an item's own rate overrides the subscription's, and discounts apply before tax", async () => {
    const { stripe } = await start();
    const { customer, price } = await shop(stripe, { unit_amount: 10000 });
    const [usual, own] = [await vat(stripe, false, 19), await vat(stripe, false, 7)];
    const coupon = await stripe.coupons.create({ percent_off: 10, duration: "forever" });
    const { latest_invoice } = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, tax_rates: [own.id] }],
      default_tax_rates: [usual.id],
      discounts: [{ coupon: coupon.id }],
      expand: ["latest_invoice"],
    });
    expect(latest_invoice).toMatchObject({ subtotal: 10000, total: 9630, total_excluding_tax: 9000 });
  });

  test.each([
    ["exempt", "customer_exempt"],
    ["reverse", "reverse_charge"],
  ] as const)(
    "a customer with tax_exempt %s pays no tax, and the invoice says why",
    async (tax_exempt, taxability_reason) => {
      const { stripe } = await start();
      const { customer, price } = await shop(stripe);
      await stripe.customers.update(customer.id, { tax_exempt });
      const rate = await vat(stripe, false);
      const { latest_invoice } = await stripe.subscriptions.create({
        customer: customer.id,
        items: [{ price: price.id }],
        default_tax_rates: [rate.id],
        expand: ["latest_invoice"],
      });
      expect(latest_invoice).toMatchObject({ total: 5000, total_taxes: [{ amount: 0, taxability_reason }] });
    },
  );

  test("credits for unused time include their tax, and the preview matches", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-06-01" });
    const { customer, product, price } = await shop(stripe, { unit_amount: 10000 });
    const recurring = { interval: "month" } as const;
    const larger = await stripe.prices.create({ currency: "usd", product: product.id, unit_amount: 20000, recurring });
    const rate = await vat(stripe, false, 10);
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      default_tax_rates: [rate.id],
    });
    advanceTo("2026-06-16");
    const items = [{ id: only(subscription.items.data).id, price: larger.id }];
    await stripe.subscriptions.update(subscription.id, { items });
    const preview = await stripe.invoices.createPreview({ subscription: subscription.id });
    advanceTo("2026-07-01T01:00:00Z");
    const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(invoice).toMatchObject({ subtotal: 25000, total: 27500, status: "paid" });
    expect(preview.total).toBe(27500);
  });

  test("manual invoices and invoice items take rates too, and the hosted page names them", async () => {
    const { stripe } = await start();
    const { customer } = await shop(stripe);
    const [usual, own] = [await vat(stripe, false, 19), await vat(stripe, true, 7)];
    const invoice = await stripe.invoices.create({ customer: customer.id, default_tax_rates: [usual.id] });
    await stripe.invoiceItems.create({ customer: customer.id, invoice: invoice.id, amount: 1000, currency: "usd" });
    await stripe.invoiceItems.create({
      customer: customer.id,
      invoice: invoice.id,
      amount: 1070,
      currency: "usd",
      tax_rates: [own.id],
    });
    const open = await stripe.invoices.finalizeInvoice(invoice.id);
    expect(open).toMatchObject({
      subtotal: 2070,
      subtotal_excluding_tax: 2000,
      total: 2260,
      total_excluding_tax: 2000,
    });
    const page = await (await fetch(open.hosted_invoice_url ?? "")).text();
    expect(page).toMatch(/VAT \(19%/);
    expect(page).toMatch(/VAT \(7%[^)]*included\)/);
  });

  test("a checkout shows the tax and charges what it shows", async () => {
    const { stripe } = await start();
    const { price } = await shop(stripe);
    const rate = await vat(stripe, false, 20);
    const session = await stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: price.id, quantity: 2, tax_rates: [rate.id] }],
      success_url: "http://127.0.0.1/done",
    });
    expect(session).toMatchObject({ amount_subtotal: 10000, amount_total: 12000, total_details: { amount_tax: 2000 } });
    expect(await (await fetch(session.url ?? "")).text()).toContain("$120.00");
    const card = { number: "4242424242424242", expiry: "12/34", cvc: "123", name: "Ada", email: "ada@example.com" };
    await postForm(session.url, { ...card, country: "US", postal_code: "10001" });
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["invoice"] });
    expect(done.invoice).toMatchObject({ total: 12000, amount_paid: 12000 });
  });
});
