import fs from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { type Harness, seconds, start, temporaryDirectory } from "../testing/harness";

const at = (moment: string) => seconds(`${moment}T09:00:00Z`);
const today = "2026-11-30T12:00:00Z";

async function prices({ stripe }: Harness): Promise<{ small: Stripe.Price; large: Stripe.Price }> {
  const product = await stripe.products.create({ name: "Plan" });
  const price = (unit_amount: number) =>
    stripe.prices.create({ product: product.id, currency: "usd", unit_amount, recurring: { interval: "month" } });
  return { small: await price(4_900), large: await price(19_900) };
}

const subscriber = (price: string, since: string, card = "pm_card_visa") => [
  { at: at(since), path: "/v1/customers", params: { name: "Harbor & Sons = 100%" }, as: "customer" },
  { at: at(since), path: `/v1/payment_methods/${card}/attach`, params: { customer: "{customer}" }, as: "card" },
  {
    at: at(since),
    path: "/v1/customers/{customer}",
    params: { invoice_settings: { default_payment_method: "{card}" } },
  },
  {
    at: at(since),
    path: "/v1/subscriptions",
    params: { customer: "{customer}", items: [{ price, quantity: 1 }] },
    as: "subscription",
  },
];

const play = (harness: Harness, ...histories: object[][]) => send(harness, { histories });

async function send({ local }: Harness, body: object) {
  const answer = await fetch(`${local.origin}/_local/history`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });
  return {
    status: answer.status,
    body: (await answer.json()) as { results: Record<string, string>[]; error?: string },
  };
}

describe("an imported history", () => {
  it("leaves the objects as if the customer had been here all along", async () => {
    const harness = await start({ at: today });
    const { small, large } = await prices(harness);
    const { body } = await play(harness, [
      ...subscriber(small.id, "2025-01-31"),
      {
        at: at("2025-06-15"),
        path: "/v1/subscriptions/{subscription}",
        params: {
          items: [{ id: "{subscription.items.data.0.id}", price: large.id }],
          proration_behavior: "always_invoice",
        },
      },
    ]);
    const [{ customer = "", subscription = "" } = {}] = body.results;
    const { stripe } = harness;
    expect(await stripe.customers.retrieve(customer)).toMatchObject({
      name: "Harbor & Sons = 100%",
      created: at("2025-01-31"),
      test_clock: null,
    });
    expect(await stripe.subscriptions.retrieve(subscription)).toMatchObject({
      status: "active",
      start_date: at("2025-01-31"),
      items: { data: [{ price: { id: large.id }, current_period_end: at("2026-12-31") }] },
    });
    const { data: invoices } = await stripe.invoices.list({ customer, limit: 100 });
    expect(invoices).toHaveLength(24);
    expect(new Set(invoices.map(({ status }) => status))).toEqual(new Set(["paid"]));
    expect(invoices.map(({ created }) => created)).toEqual(
      invoices.map(({ created }) => created).sort((a, b) => b - a),
    );
    expect(invoices.at(-1)).toMatchObject({ total: 4_900, created: at("2025-01-31") });
    expect(invoices[0]).toMatchObject({ total: 19_900, created: at("2026-11-30") });
  });

  it("sends no events about the past, and lives on by the clock", async () => {
    const harness = await start({ at: today });
    const { small } = await prices(harness);
    const before = (await harness.stripe.events.list({ limit: 100 })).data.length;
    const { body } = await play(harness, subscriber(small.id, "2026-01-15"));
    expect((await harness.stripe.events.list({ limit: 100 })).data).toHaveLength(before);
    expect(harness.local.now()).toBe(seconds(today));
    harness.advanceTo("2026-12-16T12:00:00Z");
    const { data: invoices } = await harness.stripe.invoices.list({ customer: body.results[0]?.customer ?? "" });
    expect(invoices[0]).toMatchObject({ created: at("2026-12-15"), status: "paid" });
    expect((await harness.stripe.events.list({ type: "invoice.paid" })).data).toHaveLength(1);
  });

  it("records the events since a time, and sends none of them", async () => {
    const received: string[] = [];
    const receiver = createServer((_, response) => {
      received.push("event");
      response.end();
    }).listen(0);
    const { port } = receiver.address() as AddressInfo;
    const harness = await start({ at: today, webhook: { url: `http://127.0.0.1:${port}/` } });
    const { small } = await prices(harness);
    await harness.local.delivered();
    const before = received.length;
    const events_since = seconds("2026-11-01T00:00:00Z");
    const { body } = await send(harness, { histories: [subscriber(small.id, "2026-01-15")], events_since });
    await harness.local.delivered();
    receiver.close();
    const { data } = await harness.stripe.events.list({ limit: 100, type: "invoice.paid" });
    expect(data.map(({ created, pending_webhooks }) => [created, pending_webhooks])).toEqual([
      [at("2026-11-15") + 3_600, 0],
    ]);
    expect(data[0]?.data.object).toMatchObject({ customer: body.results[0]?.customer });
    const undelivered = await harness.stripe.events.list({ limit: 100, delivery_success: false });
    expect(undelivered.data).toEqual([]);
    expect(received).toHaveLength(before);
  });

  it("retries a failed payment at its times, and ends the subscription when the last retry fails", async () => {
    const harness = await start({ at: today });
    const { small } = await prices(harness);
    const failing = [
      ...subscriber(small.id, "2026-01-15"),
      {
        at: at("2026-09-01"),
        path: "/v1/payment_methods/pm_card_chargeCustomerFail/attach",
        params: { customer: "{customer}" },
        as: "other_card",
      },
      {
        at: at("2026-09-01"),
        path: "/v1/customers/{customer}",
        params: { invoice_settings: { default_payment_method: "{other_card}" } },
      },
    ];
    const { body } = await play(harness, failing);
    expect(await harness.stripe.subscriptions.retrieve(body.results[0]?.subscription ?? "")).toMatchObject({
      status: "canceled",
      cancellation_details: { reason: "payment_failed" },
      ended_at: at("2026-09-29") + 3_600,
    });
  });

  it("plays each history on its own", async () => {
    const harness = await start({ at: today });
    const { small } = await prices(harness);
    const { body } = await play(harness, subscriber(small.id, "2026-03-01"), subscriber(small.id, "2025-03-01"));
    const paid = async (customer = "") => (await harness.stripe.invoices.list({ customer, limit: 100 })).data.length;
    expect([await paid(body.results[0]?.customer), await paid(body.results[1]?.customer)]).toEqual([9, 21]);
  });

  it("is kept on disk", async () => {
    const data = temporaryDirectory();
    const first = await start({ at: today, data });
    const { small } = await prices(first);
    const { body } = await play(first, subscriber(small.id, "2026-10-15"));
    const copy = temporaryDirectory();
    fs.copyFileSync(path.join(data, "journal.jsonl"), path.join(copy, "journal.jsonl"));
    const again = await start({ at: today, data: copy });
    expect(await again.stripe.subscriptions.retrieve(body.results[0]?.subscription ?? "")).toMatchObject({
      status: "active",
    });
  });

  it.each([
    ["a request that Stripe refuses", { at: at("2026-05-01"), path: "/v1/subscriptions", params: { items: [] } }],
    ["a request before the one it follows", { at: at("2025-01-01"), path: "/v1/customers" }],
    ["a request in the future", { at: at("2026-12-01"), path: "/v1/customers" }],
    ["an unknown path", { at: at("2026-05-01"), path: "/v1/nothing" }],
    ["a name that nothing before it has", { at: at("2026-05-01"), path: "/v1/customers/{nobody}" }],
  ])("is refused as a whole for %s", async (_, wrong) => {
    const harness = await start({ at: today });
    const { small } = await prices(harness);
    const { status, body } = await play(harness, [...subscriber(small.id, "2026-01-15"), wrong]);
    expect(status).toBe(400);
    expect(body.error).toContain("History 0");
    expect((await harness.stripe.customers.list()).data).toEqual([]);
    harness.advanceTo("2027-02-01T00:00:00Z");
    expect((await harness.stripe.invoices.list()).data).toEqual([]);
  });

  it("is refused without a list of histories", async () => {
    const harness = await start({ at: today });
    const answer = await fetch(`${harness.local.origin}/_local/history`, { method: "POST", body: "{}" });
    expect(answer.status).toBe(400);
  });
});
