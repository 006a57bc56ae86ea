import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { taxAt } from "../../engine/tax-table";
import { only, shop, start } from "../../testing/harness";
import { postForm } from "../../testing/post-form";

const germany = { line1: "Long St 1", city: "Berlin", postal_code: "10115", country: "DE" };
const newYork = { line1: "1 Main St", city: "New York", state: "NY", postal_code: "10001", country: "US" };

/** Registers the account for tax in a country. */
const register = (stripe: Stripe, country: string, options: object) =>
  stripe.tax.registrations.create({
    country,
    country_options: { [country.toLowerCase()]: options },
    active_from: "now",
  });

const inGermany = { type: "standard", standard: { place_of_supply_scheme: "standard" } };

async function taxedShop(
  stripe: Stripe,
  address: Stripe.AddressParam,
  tax_behavior: "exclusive" | "inclusive" | "unspecified" = "unspecified",
) {
  const found = await shop(stripe, { unit_amount: 10_000, tax_behavior });
  await stripe.customers.update(found.customer.id, { address });
  return found;
}

const subscribe = (stripe: Stripe, customer: { id: string }, price: { id: string }) =>
  stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    automatic_tax: { enabled: true },
    expand: ["latest_invoice"],
  });

test.each([
  ["DE", null, 19],
  ["US", "NY", 4],
  ["CA", "ON", 13],
  ["NZ", null, 15],
])("%s %s has a rate of %d%%", (country, state, percentage) => {
  expect(taxAt({ country, state })?.percentage).toBe(percentage);
});

test("a place without a tax on software has none", () => {
  expect([taxAt({ country: "US", state: "CA" }), taxAt({ country: "AQ", state: null })]).toEqual([null, null]);
});

describe("Stripe Tax", () => {
  test.each([
    ["exclusive", 10_000, 11_900, 1_900],
    ["inclusive", 10_000, 10_000, 1_597],
    ["unspecified", 10_000, 11_900, 1_900],
  ] as const)("a price with %s tax is charged as %i plus tax = %i", async (tax_behavior, subtotal, total, tax) => {
    const { stripe } = await start();
    await register(stripe, "DE", inGermany);
    const { customer, price } = await taxedShop(stripe, germany, tax_behavior);
    const { automatic_tax, latest_invoice } = await subscribe(stripe, customer, price);
    expect(automatic_tax).toMatchObject({ enabled: true });
    expect(latest_invoice).toMatchObject({
      subtotal,
      total,
      amount_paid: total,
      total_excluding_tax: total - tax,
      automatic_tax: { enabled: true, status: "complete" },
      total_taxes: [{ amount: tax, taxability_reason: "standard_rated" }],
    });
  });

  test("the account's default decides for prices without a behavior", async () => {
    const { stripe } = await start();
    await stripe.tax.settings.update({ defaults: { tax_behavior: "inclusive" } });
    expect((await stripe.tax.settings.retrieve()).defaults.tax_behavior).toBe("inclusive");
    await register(stripe, "DE", inGermany);
    const { customer, price } = await taxedShop(stripe, germany);
    expect((await subscribe(stripe, customer, price)).latest_invoice).toMatchObject({ total: 10_000 });
  });

  test("collects only where the account is registered, from then on", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-01-01" });
    const { customer, price } = await taxedShop(stripe, newYork);
    const { id, latest_invoice } = await subscribe(stripe, customer, price);
    expect(latest_invoice).toMatchObject({ total: 10_000, total_taxes: [] });
    const { id: registration } = await register(stripe, "US", { type: "state_sales_tax", state: "NY" });
    expect((await stripe.invoices.createPreview({ subscription: id })).total).toBe(10_400);
    advanceTo("2026-02-02");
    await stripe.tax.registrations.update(registration, { expires_at: "now" });
    advanceTo("2026-03-02");
    const totals = (await stripe.invoices.list({ subscription: id })).data.map(({ total }) => total);
    expect(totals).toEqual([10_000, 10_400, 10_000]);
    expect(only((await stripe.tax.registrations.list({ status: "expired" })).data).id).toBe(registration);
  });

  test("a registration for one scheme covers the European Union", async () => {
    const { stripe } = await start();
    await register(stripe, "IE", { type: "oss_non_union" });
    const { customer, price } = await taxedShop(stripe, germany);
    expect((await subscribe(stripe, customer, price)).latest_invoice).toMatchObject({ total: 11_900 });
  });

  test("a business with a VAT ID accounts for the tax itself", async () => {
    const { stripe } = await start();
    await register(stripe, "DE", inGermany);
    const { customer, price } = await taxedShop(stripe, germany);
    await stripe.customers.createTaxId(customer.id, { type: "eu_vat", value: "DE123456789" });
    expect((await subscribe(stripe, customer, price)).latest_invoice).toMatchObject({
      total: 10_000,
      total_taxes: [{ amount: 0, taxability_reason: "reverse_charge" }],
    });
  });

  test("a customer without an address can't be taxed", async () => {
    const { stripe } = await start();
    const { customer, price } = await shop(stripe);
    const refused = { code: "customer_tax_location_invalid" };
    await expect(subscribe(stripe, customer, price)).rejects.toMatchObject(refused);
    const session = stripe.checkout.sessions.create({
      mode: "subscription",
      customer: customer.id,
      line_items: [{ price: price.id, quantity: 1 }],
      automatic_tax: { enabled: true },
      success_url: "http://127.0.0.1/done",
    });
    await expect(session).rejects.toMatchObject(refused);
  });

  test("a place without a known rate can't be registered, because it would be billed as untaxed", async () => {
    const { stripe } = await start();
    await expect(register(stripe, "AE", { type: "standard" })).rejects.toMatchObject({
      code: "parameter_unsupported_locally",
    });
  });

  test("an upgrade credits and charges the tax, as previewed", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-06-01" });
    await register(stripe, "DE", inGermany);
    const { customer, product, price } = await taxedShop(stripe, germany);
    const recurring = { interval: "month" } as const;
    const larger = await stripe.prices.create({ currency: "usd", product: product.id, unit_amount: 20_000, recurring });
    const { id, items } = await subscribe(stripe, customer, price);
    advanceTo("2026-06-16");
    const change: Stripe.SubscriptionUpdateParams & Stripe.InvoiceCreatePreviewParams.SubscriptionDetails = {
      items: [{ id: only(items.data).id, price: larger.id }],
      proration_behavior: "always_invoice",
    };
    const preview = await stripe.invoices.createPreview({ subscription: id, subscription_details: change });
    expect(preview.total).toBe(5_950);
    await stripe.subscriptions.update(id, change);
    expect((await stripe.invoices.list({ subscription: id })).data[0]).toMatchObject({
      total: 5_950,
      amount_paid: 5_950,
    });
    const [billed] = (await stripe.invoices.list({ subscription: id })).data;
    expect(billed?.total_taxes).toEqual(preview.total_taxes);
  });

  test("a schedule's phases stay taxed", async () => {
    const { stripe, advanceTo } = await start({ at: "2026-06-01" });
    await register(stripe, "DE", inGermany);
    const { customer, price } = await taxedShop(stripe, germany);
    const { id } = await subscribe(stripe, customer, price);
    await stripe.subscriptionSchedules.create({ from_subscription: id });
    advanceTo("2026-07-02");
    expect((await stripe.invoices.list({ subscription: id })).data[0]).toMatchObject({ total: 11_900 });
  });

  test("checkout shows the tax for the address that was entered before it charges it", async () => {
    const { stripe } = await start();
    await register(stripe, "DE", inGermany);
    const { price } = await shop(stripe, { unit_amount: 10_000 });
    const { id, url, amount_total } = await stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: price.id, quantity: 1 }],
      automatic_tax: { enabled: true },
      success_url: "http://127.0.0.1/done",
    });
    expect(amount_total).toBe(10_000);
    const form = {
      number: "4242424242424242",
      expiry: "12/34",
      cvc: "123",
      name: "Ada",
      email: "ada@example.com",
      ...germany,
    };
    const asked = await postForm(url, form);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain("We calculated tax for your address");
    expect(asked.text).toContain("$119.00");
    expect((await stripe.checkout.sessions.retrieve(id)).status).toBe("open");
    await postForm(url, form);
    const done = await stripe.checkout.sessions.retrieve(id, { expand: ["invoice"] });
    expect(done).toMatchObject({
      status: "complete",
      amount_total: 11_900,
      total_details: { amount_tax: 1_900 },
      invoice: { total: 11_900 },
    });
  });
});
