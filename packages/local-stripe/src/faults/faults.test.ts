import { setTimeout as sleep } from "node:timers/promises";
import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { type Harness, only, receiver, shop, start, waitUntil } from "../testing/harness";
import { postForm } from "../testing/post-form";
import { Faults } from "./faults";

async function injectFault({ local }: Harness, fault: object): Promise<Response> {
  return fetch(`${local.origin}/_local/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(fault),
  });
}

/** The SDK with automatic retries, as an app uses it. */
function retrying({ local }: Harness, maxNetworkRetries: number, timeout = 5000): Stripe {
  return new Stripe("sk_test_x", { host: "127.0.0.1", port: local.port, protocol: "http", maxNetworkRetries, timeout });
}

describe("requests", () => {
  test.each([
    ["rate_limit", 429, "StripeRateLimitError", "rate_limit"],
    ["lock_timeout", 429, "StripeRateLimitError", "lock_timeout"],
    ["conflict", 409, "StripeAPIError", "idempotency_key_in_use"],
    ["server_error", 500, "StripeAPIError", undefined],
  ])("%s answers %i once and changes nothing", async (kind, statusCode, type, code) => {
    const harness = await start();
    expect((await injectFault(harness, { kind })).status).toBe(201);
    await expect(harness.stripe.customers.create()).rejects.toMatchObject({ statusCode, type, code });
    expect((await harness.stripe.customers.list()).data).toEqual([]);
  });

  test.each([
    ["lock_timeout", 1],
    ["conflict", 1],
    ["server_error", 1],
    ["rate_limit", 0],
  ])("the SDK's retries after %s: %i", async (kind, created) => {
    const harness = await start();
    await injectFault(harness, { kind, next: 1 });
    await retrying(harness, 2)
      .customers.create()
      .catch(() => null);
    expect((await harness.stripe.customers.list()).data).toHaveLength(created);
  });

  test("timeout after execution: the caller gets no response, and the retry gets the first one", async () => {
    const harness = await start();
    await injectFault(harness, { kind: "timeout", method: "POST", path: "/v1/customers" });
    const customer = await retrying(harness, 1).customers.create({ name: "Ada" });
    expect(only((await harness.stripe.customers.list()).data).id).toBe(customer.id);
    // The SDK retries a broken connection once by itself, whatever maxNetworkRetries says.
    await injectFault(harness, { kind: "timeout", method: "POST", path: "/v1/customers", next: 2 });
    await expect(retrying(harness, 0).customers.create()).rejects.toMatchObject({ type: "StripeConnectionError" });
    expect((await harness.stripe.customers.list()).data).toHaveLength(2);
  });

  test("a slow response arrives unless the caller times out first", async () => {
    const harness = await start();
    await injectFault(harness, { kind: "slow", ms: 1_000, next: 2, path: "/v1/customers" });
    const answered: string[] = [];
    const slow = harness.stripe.customers.list().then(() => answered.push("customers"));
    await harness.stripe.subscriptions.list().then(() => answered.push("subscriptions"));
    await slow;
    expect(answered).toEqual(["subscriptions", "customers"]);
    await expect(retrying(harness, 0, 50).customers.list()).rejects.toMatchObject({ type: "StripeConnectionError" });
  });

  test("only the given method and path are hit, as often as requested", async () => {
    const harness = await start();
    await injectFault(harness, { kind: "server_error", method: "POST", path: "/v1/subscriptions*", next: 2 });
    await harness.stripe.customers.create();
    await harness.stripe.subscriptions.list();
    for (let count = 0; count < 2; count += 1)
      await expect(harness.stripe.subscriptions.update("sub_x", {})).rejects.toMatchObject({ statusCode: 500 });
    await expect(harness.stripe.subscriptions.update("sub_x", {})).rejects.toMatchObject({ statusCode: 404 });
    const listed = await (await fetch(`${harness.local.origin}/_local/faults`)).json();
    expect(listed).toMatchObject({ faults: [{ kind: "server_error", hits: 2 }] });
  });

  test("faults can be cleared, and invalid ones are refused", async () => {
    const harness = await start();
    await injectFault(harness, { kind: "server_error", rate: 1 });
    await fetch(`${harness.local.origin}/_local/faults`, { method: "DELETE" });
    await harness.stripe.customers.list();
    expect((await injectFault(harness, { kind: "earthquake" })).status).toBe(400);
    expect((await injectFault(harness, { kind: "slow", rate: 0.5, next: 1 })).status).toBe(400);
  });

  test("a rate hits about as often as it says, and the same requests for the same seed", () => {
    const hitsOf = (seed: string): boolean[] => {
      const faults = new Faults(seed);
      faults.add({ kind: "server_error", rate: 0.3 });
      return Array.from({ length: 1000 }, () => faults.forRequest("GET", "/v1/customers") !== null);
    };
    const hits = hitsOf("a").filter(Boolean).length;
    expect(hits).toBeGreaterThan(240);
    expect(hits).toBeLessThan(360);
    expect(hitsOf("a")).toEqual(hitsOf("a"));
    expect(hitsOf("a")).not.toEqual(hitsOf("b"));
  });
});

describe("webhooks", () => {
  const type = (body: string): string => (JSON.parse(body) as { type: string }).type;

  async function withEndpoint(): Promise<Harness & { endpoint: Awaited<ReturnType<typeof receiver>> }> {
    const endpoint = await receiver();
    return { ...(await start({ webhook: { url: endpoint.url, secret: "whsec_x" } })), endpoint };
  }

  test("delayed: arrives later", async () => {
    const harness = await withEndpoint();
    await injectFault(harness, { kind: "webhook_delay", event: "customer.created", ms: 200 });
    await harness.stripe.customers.create();
    await harness.stripe.products.create({ name: "Professional" });
    await waitUntil(() => harness.endpoint.received.length === 2);
    expect(harness.endpoint.received.map(({ body }) => type(body))).toEqual(["product.created", "customer.created"]);
  });

  test("duplicated: the same event twice, each with a valid signature", async () => {
    const harness = await withEndpoint();
    await injectFault(harness, { kind: "webhook_duplicate" });
    await harness.stripe.customers.create();
    await waitUntil(() => harness.endpoint.received.length === 2);
    const events = harness.endpoint.received.map(({ body, signature }) =>
      harness.stripe.webhooks.constructEvent(body, signature, "whsec_x"),
    );
    expect(events).toHaveLength(2);
    expect(events[0]?.id).toBe(events[1]?.id);
  });

  test("dropped: isn't sent, but the event exists and can be resent", async () => {
    const harness = await withEndpoint();
    await injectFault(harness, { kind: "webhook_drop" });
    await harness.stripe.customers.create();
    await sleep(50);
    expect(harness.endpoint.received).toEqual([]);
    const event = only((await harness.stripe.events.list({ delivery_success: false })).data);
    const page = await (await fetch(`${harness.local.origin}/_local/events/${event.id}`)).text();
    const delivery = /name="delivery" value="([^"]+)"/.exec(page)?.[1] ?? "";
    await postForm(`${harness.local.origin}/_local/events/${event.id}/resend`, { delivery });
    await waitUntil(() => harness.endpoint.received.length === 1);
  });

  test("shuffled: all arrive, in a different order", async () => {
    const endpoint = await receiver();
    const harness = await start({ webhook: { url: endpoint.url }, settings: { seed: "shuffle" } });
    await injectFault(harness, { kind: "webhook_shuffle", ms: 250, rate: 1 });
    const made: string[] = [];
    for (let count = 0; count < 8; count += 1) made.push((await harness.stripe.customers.create()).id);
    await waitUntil(() => endpoint.received.length === made.length);
    const came = endpoint.received.map(
      ({ body }) => (JSON.parse(body) as { data: { object: { id: string } } }).data.object.id,
    );
    expect([...came].sort()).toEqual([...made].sort());
    expect(came).not.toEqual(made);
  });
});

describe("decline the next charge", () => {
  test("a working card is declined once, with the requested code", async () => {
    const harness = await start();
    const { customer, price } = await shop(harness.stripe);
    await injectFault(harness, { kind: "decline", decline_code: "insufficient_funds", customer: customer.id });
    const create = () => harness.stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    expect((await create()).status).toBe("incomplete");
    const charge = only((await harness.stripe.charges.list({ customer: customer.id })).data);
    expect(charge).toMatchObject({ status: "failed", outcome: { reason: "insufficient_funds" } });
    expect((await create()).status).toBe("active");
  });

  test("at checkout the customer sees the decline, and nothing is charged", async () => {
    const harness = await start();
    const { customer, price } = await shop(harness.stripe);
    const session = await harness.stripe.checkout.sessions.create({
      mode: "subscription",
      customer: customer.id,
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: "http://127.0.0.1/done",
    });
    await injectFault(harness, { kind: "decline" });
    const card = { number: "4242424242424242", expiry: "12/34", cvc: "123", name: "Ada", email: "ada@example.com" };
    const answer = await postForm(session.url, { ...card, country: "US", postal_code: "10001" });
    expect(answer.status).toBe(402);
    expect(answer.text).toContain("Your card was declined.");
    expect(only((await harness.stripe.charges.list({ customer: customer.id })).data).status).toBe("failed");
  });
});
