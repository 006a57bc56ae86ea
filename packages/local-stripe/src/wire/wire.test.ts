import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, shop, start } from "../testing/harness";
import { deviations } from "../testing/type-deviations";

async function request(
  origin: string,
  path: string,
  options: { key?: string; body?: string; headers?: Record<string, string> } = {},
) {
  const answer = await fetch(`${origin}${path}`, {
    method: options.body === undefined ? "GET" : "POST",
    headers: {
      Authorization: `Bearer ${options.key ?? "sk_test_x"}`,
      "Stripe-Version": "2026-10-28.endive",
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: new URLSearchParams(options.body) }),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

describe("keys", () => {
  test.each([
    ["sk_live_abc", 401],
    ["rk_live_abc", 401],
    ["pk_test_abc", 401],
    ["nonsense", 401],
    ["sk_test_abc", 200],
  ])("%s → %i", async (key, status) => {
    const { local } = await start();
    expect((await request(local.origin, "/v1/customers", { key })).status).toBe(status);
  });

  test("accepts the key as the user name of Basic authentication", async () => {
    const { local } = await start();
    const answer = await fetch(`${local.origin}/v1/balance`, {
      headers: { Authorization: `Basic ${btoa("sk_test_x:")}` },
    });
    expect(answer.status).toBe(200);
  });

  test("refuses requests without a key", async () => {
    const { local } = await start();
    expect((await fetch(`${local.origin}/v1/customers`)).status).toBe(401);
  });
});

describe("parameters", () => {
  test.each([
    ["/v1/customers", "foo=1", "foo", "parameter_unknown"],
    ["/v1/customers", "invoice_settings[nope]=1", "invoice_settings[nope]", "parameter_unknown"],
    ["/v1/products", "active=true", "name", "parameter_missing"],
    ["/v1/products", "name=", "name", "parameter_invalid_empty"],
    ["/v1/products", "name=a&active=maybe", "active", undefined],
    ["/v1/prices", "currency=usd&product=x&unit_amount=1.5", "unit_amount", "parameter_invalid_integer"],
    ["/v1/prices", "currency=usd&product=nope&unit_amount=1", "product", "resource_missing"],
    ["/v1/prices", "currency=usd&product=x&unit_amount=1&recurring[interval]=moon", "recurring[interval]", undefined],
    [
      "/v1/payment_intents",
      "amount=1&currency=usd&payment_method_types[]=card",
      "payment_method_types",
      "parameter_unknown",
    ],
    ["/v1/coupons", "percent_off=101", "percent_off", undefined],
  ])("%s with %s names %s", async (path, body, param, code) => {
    const { local } = await start();
    const answer = await request(local.origin, path, { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ type: "invalid_request_error", param, ...(code ? { code } : {}) });
  });

  test("a refused request changes nothing", async () => {
    const { stripe } = await start();
    const { customer, price } = await shop(stripe);
    const before = (await stripe.events.list({ limit: 100 })).data.length;
    const create = stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }, { price: "price_nope" }],
    });
    await expect(create).rejects.toMatchObject({ code: "resource_missing", param: "items[1][price]" });
    expect((await stripe.subscriptions.list({ status: "all" })).data).toEqual([]);
    expect((await stripe.events.list({ limit: 100 })).data).toHaveLength(before);
  });

  test("unknown paths and IDs return 404 with Stripe's messages", async () => {
    const { local, stripe } = await start();
    expect((await request(local.origin, "/v1/unicorns")).body.error).toMatchObject({
      message: expect.stringContaining("Unrecognized request URL (GET: /v1/unicorns)"),
    });
    await expect(stripe.customers.retrieve("cus_nope")).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
      param: "id",
    });
  });
});

describe("idempotency", () => {
  test("repeating a key returns the first response; with other parameters it is an error", async () => {
    const { stripe, local } = await start();
    const create = () =>
      request(local.origin, "/v1/customers", { body: "email=a@example.com", headers: { "Idempotency-Key": "k" } });
    const first = await create();
    const again = await create();
    expect(again.body).toEqual(first.body);
    expect([first.headers.get("idempotent-replayed"), again.headers.get("idempotent-replayed")]).toEqual([
      null,
      "true",
    ]);
    expect((await stripe.customers.list()).data).toHaveLength(1);
    await expect(stripe.customers.create({ email: "b@example.com" }, { idempotencyKey: "k" })).rejects.toBeInstanceOf(
      Stripe.errors.StripeIdempotencyError,
    );
  });

  test("a failed execution is stored, a failed validation isn't", async () => {
    const { stripe, local } = await start();
    const headers = { "Idempotency-Key": "k2" };
    await request(local.origin, "/v1/products", { body: "nme=x", headers });
    expect((await request(local.origin, "/v1/products", { body: "name=x", headers })).status).toBe(200);
    const customer = await stripe.customers.create();
    const attach = () =>
      stripe.paymentMethods.attach("pm_card_chargeDeclined", { customer: customer.id }, { idempotencyKey: "k3" });
    const error = await attach().catch((failure: unknown) => failure);
    expect(error).toMatchObject({ statusCode: 402, code: "card_declined" });
    expect(await attach().catch((failure: unknown) => failure)).toMatchObject({
      headers: expect.objectContaining({ "idempotent-replayed": "true" }),
    });
  });
});

describe("lists", () => {
  test("page forward and backward, newest first", async () => {
    const { stripe } = await start();
    const made: string[] = [];
    for (let index = 0; index < 5; index += 1)
      made.unshift((await stripe.customers.create({ email: `${index}@example.com` })).id);
    const first = await stripe.customers.list({ limit: 2 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([made.slice(0, 2), true]);
    const next = await stripe.customers.list({ limit: 2, starting_after: made[1] });
    expect(next.data.map(({ id }) => id)).toEqual(made.slice(2, 4));
    const back = await stripe.customers.list({ limit: 2, ending_before: made[3] });
    expect([back.data.map(({ id }) => id), back.has_more]).toEqual([made.slice(1, 3), true]);
    const all = await stripe.customers.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(all.map(({ id }) => id)).toEqual(made);
    await expect(stripe.customers.list({ limit: 101 })).rejects.toMatchObject({ param: "limit" });
  });

  test("find prices by lookup key, with their product; the key can be transferred", async () => {
    const { stripe } = await start();
    const product = await stripe.products.create({ name: "Pro" });
    const input = {
      currency: "usd",
      product: product.id,
      unit_amount: 100,
      recurring: { interval: "month" as const },
      lookup_key: "pro",
    };
    const old = await stripe.prices.create(input);
    await expect(stripe.prices.create(input)).rejects.toMatchObject({ param: "lookup_key" });
    const fresh = await stripe.prices.create({ ...input, transfer_lookup_key: true });
    const found = only((await stripe.prices.list({ lookup_keys: ["pro"], expand: ["data.product"] })).data);
    expect(found).toMatchObject({ id: fresh.id, product: { id: product.id, name: "Pro" } });
    expect((await stripe.prices.retrieve(old.id)).lookup_key).toBeNull();
  });

  test("search supports metadata, substrings, AND and OR", async () => {
    const { stripe } = await start();
    const ada = await stripe.customers.create({ email: "ada@example.com", metadata: { organization: "org_1" } });
    await stripe.customers.create({ email: "bob@example.com", metadata: { organization: "org_2" } });
    const ids = async (query: string) => (await stripe.customers.search({ query })).data.map(({ id }) => id);
    expect(await ids("metadata['organization']:'org_1'")).toEqual([ada.id]);
    expect(await ids("email~'ADA' AND -metadata['organization']:'org_2'")).toEqual([ada.id]);
    expect(await ids("email:'ada@example.com' OR email:'bob@example.com'")).toHaveLength(2);
    await expect(ids("what is this")).rejects.toMatchObject({ param: "query" });
  });
});

test("expansion goes four levels deep and refuses what can't be expanded", async () => {
  const { stripe } = await start();
  const { customer, price } = await shop(stripe);
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: price.id }],
    expand: ["customer", "latest_invoice.payments.data.payment.payment_intent", "items.data.price.product"],
  });
  expect(subscription).toMatchObject({
    customer: { email: "ada@example.com" },
    latest_invoice: { payments: { data: [{ payment: { payment_intent: { status: "succeeded" } } }] } },
    items: { data: [{ price: { product: { name: "Professional" } } }] },
  });
  await expect(stripe.subscriptions.retrieve(subscription.id, { expand: ["nonsense"] })).rejects.toMatchObject({
    param: "expand",
  });
});

test("on-demand properties: a coupon for everything has no applies_to even when expanded", async () => {
  const { stripe } = await start();
  const product = await stripe.products.create({ name: "Pro" });
  const limited = await stripe.coupons.create({ percent_off: 10, applies_to: { products: [product.id] } });
  expect(limited.applies_to).toBeUndefined();
  const read = (id: string) => stripe.coupons.retrieve(id, { expand: ["applies_to"] });
  expect((await read(limited.id)).applies_to).toEqual({ products: [product.id] });
  const general = await stripe.coupons.create({ percent_off: 10 });
  expect("applies_to" in (await read(general.id))).toBe(false);
});

test("the type check detects deviations", () => {
  expect(
    deviations({
      object: "billing.meter_event",
      created: "x",
      event_name: "a",
      identifier: "b",
      payload: {},
      timestamp: 1,
      extra: 1,
    }),
  ).toEqual([
    'billing.meter_event.created: "x" should be a number',
    "billing.meter_event.livemode: missing",
    "billing.meter_event.extra: not in the SDK's type",
  ]);
});
