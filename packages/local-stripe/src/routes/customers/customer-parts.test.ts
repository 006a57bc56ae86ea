import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { type Harness, only, shop, start } from "../../testing/harness";

/** A caller that sends no version header. */
async function unversioned({ local }: Harness, path: string, params: Record<string, string>): Promise<{ id: string }> {
  const headers = { Authorization: "Bearer sk_test_x" };
  const answer = await fetch(`${local.origin}${path}`, { method: "POST", headers, body: new URLSearchParams(params) });
  return (await answer.json()) as { id: string };
}

describe("customer-level discounts", () => {
  test("apply to every invoice until removed; versioned callers can't set them", async () => {
    const harness = await start();
    const { stripe } = harness;
    const { customer, price } = await shop(stripe, { unit_amount: 1000 });
    const coupon = await stripe.coupons.create({ percent_off: 20, duration: "forever" });
    await unversioned(harness, `/v1/customers/${customer.id}`, { coupon: coupon.id });
    const discount = (await stripe.customers.retrieve(customer.id)) as unknown as { discount: { id: string } };
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      expand: ["latest_invoice"],
    });
    expect(subscription.latest_invoice).toMatchObject({ total: 800, discounts: [discount.discount.id] });
    expect(await stripe.customers.deleteDiscount(customer.id)).toMatchObject({ deleted: true });
    const types = (await stripe.events.list({ type: "customer.discount.*" })).data.map((event) => event.type);
    expect(types).toEqual(["customer.discount.deleted", "customer.discount.created"]);
    await expect(
      stripe.rawRequest("POST", `/v1/customers/${customer.id}`, { coupon: coupon.id }),
    ).rejects.toMatchObject({ param: "coupon", code: "parameter_unknown" });
  });

  test("lower prorations, and a preview with an empty `discounts` inherits none", async () => {
    const harness = await start();
    const { stripe } = harness;
    const { customer, price } = await shop(stripe, { unit_amount: 1000 });
    const { id: subscription } = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
    });
    const coupon = await stripe.coupons.create({ percent_off: 20, duration: "forever" });
    await unversioned(harness, `/v1/customers/${customer.id}`, { coupon: coupon.id });
    const added = await stripe.products.create({ name: "Added" });
    const addition = await stripe.prices.create({
      currency: "usd",
      product: added.id,
      unit_amount: 500,
      recurring: { interval: "month" },
    });
    const preview = (more: Stripe.InvoiceCreatePreviewParams) =>
      stripe.invoices.createPreview({
        subscription,
        subscription_details: { items: [{ price: addition.id }], proration_behavior: "always_invoice" },
        ...more,
      });
    const inherited = await preview({});
    expect([inherited.total, inherited.total_discount_amounts?.map(({ amount }) => amount)]).toEqual([400, [0]]);
    expect((await preview({ discounts: "" })).total).toBe(500);
    expect((await stripe.customers.retrieve(customer.id)) as unknown).toMatchObject({
      discount: { object: "discount" },
    });
  });

  test("`once` is removed after the first invoice", async () => {
    const harness = await start();
    const { stripe } = harness;
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: "once" });
    const { id } = await unversioned(harness, "/v1/customers", { coupon: coupon.id });
    for (const total of [50, 100]) {
      await stripe.invoiceItems.create({ customer: id, amount: 100, currency: "usd" });
      const invoice = await stripe.invoices.create({ customer: id, pending_invoice_items_behavior: "include" });
      expect(invoice.total).toBe(total);
    }
  });
});

describe("legacy card sources", () => {
  test("are stored on the customer, returned as cards, and can pay", async () => {
    const { stripe } = await start();
    const { price } = await shop(stripe);
    const { id } = await stripe.customers.create({ source: "tok_visa" });
    const card = only((await stripe.customers.listSources(id)).data);
    expect(card).toMatchObject({ object: "card", brand: "Visa", last4: "4242" });
    expect((await stripe.customers.retrieve(id, { expand: ["sources"] })) as object).toMatchObject({
      default_source: card.id,
      sources: { data: [{ id: card.id }] },
    });
    await stripe.customers.updateSource(id, card.id, { metadata: { used: "yes" } });
    const subscription = await stripe.subscriptions.create({ customer: id, items: [{ price: price.id }] });
    expect(subscription.status).toBe("active");
    const second = await stripe.customers.createSource(id, { source: "tok_mastercard" });
    await stripe.customers.deleteSource(id, card.id);
    expect((await stripe.customers.retrieve(id)) as object).toMatchObject({ default_source: second.id });
    await expect(stripe.customers.createSource(id, { source: "tok_nobody" })).rejects.toMatchObject({
      param: "source",
    });
    const types = (await stripe.events.list({ type: "customer.source.*" })).data.map((event) => event.type);
    expect(types.reverse()).toEqual([
      "customer.source.created",
      "customer.source.updated",
      "customer.source.created",
      "customer.source.deleted",
    ]);
  });
});

describe("tax IDs (docs.stripe.com/billing/customer/tax-ids)", () => {
  test("are stored, validated, and shown on invoices until finalization", async () => {
    const { stripe } = await start();
    const { id } = await stripe.customers.create({ tax_id_data: [{ type: "eu_vat", value: "DE123456789" }] });
    const first = only((await stripe.customers.listTaxIds(id)).data);
    expect(first).toMatchObject({ country: "DE", verification: { status: "verified" }, owner: { type: "customer" } });
    await stripe.invoiceItems.create({ customer: id, amount: 100, currency: "usd" });
    const draft = await stripe.invoices.create({ customer: id, pending_invoice_items_behavior: "include" });
    expect(draft.customer_tax_ids).toEqual([{ type: "eu_vat", value: "DE123456789" }]);
    const second = await stripe.customers.createTaxId(id, { type: "us_ein", value: "12-3456789" });
    expect(second.verification?.status).toBe("unavailable");
    expect((await stripe.invoices.finalizeInvoice(draft.id)).customer_tax_ids).toHaveLength(2);
    await stripe.customers.deleteTaxId(id, second.id);
    await expect(stripe.taxIds.retrieve(second.id)).rejects.toMatchObject({ code: "resource_missing" });
    expect((await stripe.invoices.retrieve(draft.id)).customer_tax_ids).toHaveLength(2);
    await expect(stripe.customers.createTaxId(id, { type: "eu_vat", value: "123" })).rejects.toMatchObject({
      code: "tax_id_invalid",
    });
    const types = (await stripe.events.list({ type: "customer.tax_id.*" })).data.map((event) => event.type);
    expect(types).toEqual(["customer.tax_id.deleted", "customer.tax_id.created", "customer.tax_id.created"]);
  });

  test("the account can have its own", async () => {
    const { stripe } = await start();
    const own = await stripe.taxIds.create({ type: "gb_vat", value: "GB123456789" });
    expect(own).toMatchObject({ customer: null, owner: { type: "self" } });
    expect(only((await stripe.taxIds.list()).data).id).toBe(own.id);
    expect(await stripe.taxIds.del(own.id)).toMatchObject({ deleted: true });
  });
});

test("a summary event is sent when a customer's entitlements change, and only then", async () => {
  const { stripe } = await start();
  const { customer, product, price } = await shop(stripe);
  const feature = await stripe.entitlements.features.create({ lookup_key: "sso", name: "Single sign-on" });
  const { id } = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  await stripe.products.createFeature(product.id, { entitlement_feature: feature.id });
  const active = only((await stripe.entitlements.activeEntitlements.list({ customer: customer.id })).data);
  expect((await stripe.entitlements.activeEntitlements.retrieve(active.id)).lookup_key).toBe("sso");
  await stripe.subscriptions.update(id, { metadata: { seen: "yes" } });
  await stripe.subscriptions.cancel(id);
  const { data } = await stripe.events.list({ type: "entitlements.active_entitlement_summary.updated" });
  expect(data.map((event) => event.data.object)).toMatchObject([
    { customer: customer.id, entitlements: { data: [] } },
    { customer: customer.id, entitlements: { data: [{ lookup_key: "sso", feature: feature.id }] } },
  ]);
  expect(data[0]?.data.previous_attributes).toMatchObject({ entitlements: { data: [{ lookup_key: "sso" }] } });
});
