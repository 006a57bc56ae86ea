import { setTimeout as sleep } from "node:timers/promises";
import Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { postForm } from "../testing/browser";
import { type Harness, receiver, shop, start, theOnly, until } from "../testing/harness";
import { Faults } from "./faults";

async function ask({ local }: Harness, fault: object): Promise<Response> {
  return fetch(`${local.origin}/_local/faults`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(fault),
  });
}

/** The SDK as an app has it, trying again by itself. */
function patient({ local }: Harness, maxNetworkRetries: number, timeout = 5000): Stripe {
  return new Stripe("sk_test_x", { host: "127.0.0.1", port: local.port, protocol: "http", maxNetworkRetries, timeout });
}

describe("requests", () => {
  test.each([
    ["rate_limit", 429, "StripeRateLimitError", "rate_limit"],
    ["lock_timeout", 429, "StripeRateLimitError", "lock_timeout"],
    ["conflict", 409, "StripeAPIError", "idempotency_key_in_use"],
    ["server_error", 500, "StripeAPIError", undefined],
  ])("%s answers %i once, and leaves nothing behind", async (kind, statusCode, type, code) => {
    const here = await start();
    expect((await ask(here, { kind })).status).toBe(201);
    await expect(here.stripe.customers.create()).rejects.toMatchObject({ statusCode, type, code });
    expect((await here.stripe.customers.list()).data).toEqual([]);
  });

  test.each([
    ["lock_timeout", 1],
    ["conflict", 1],
    ["server_error", 1],
    ["rate_limit", 0],
  ])("what the SDK makes of %s when it may try again", async (kind, created) => {
    const here = await start();
    await ask(here, { kind, next: 1 });
    await patient(here, 2)
      .customers.create()
      .catch(() => null);
    expect((await here.stripe.customers.list()).data).toHaveLength(created);
  });

  test("a timeout after execution: the caller sees nothing, and the retry gets the first answer", async () => {
    const here = await start();
    await ask(here, { kind: "timeout", method: "POST", path: "/v1/customers" });
    const customer = await patient(here, 1).customers.create({ name: "Ada" });
    expect(theOnly((await here.stripe.customers.list()).data).id).toBe(customer.id);
    // The SDK tries once more by itself when a connection breaks off, whatever it was told about retries.
    await ask(here, { kind: "timeout", method: "POST", path: "/v1/customers", next: 2 });
    await expect(patient(here, 0).customers.create()).rejects.toMatchObject({ type: "StripeConnectionError" });
    expect((await here.stripe.customers.list()).data).toHaveLength(2);
  });

  test("a slow answer comes all the same, unless the caller is less patient", async () => {
    const here = await start();
    await ask(here, { kind: "slow", ms: 1_000, next: 2, path: "/v1/customers" });
    const answered: string[] = [];
    const slow = here.stripe.customers.list().then(() => answered.push("customers"));
    await here.stripe.subscriptions.list().then(() => answered.push("subscriptions"));
    await slow;
    expect(answered).toEqual(["subscriptions", "customers"]);
    await expect(patient(here, 0, 50).customers.list()).rejects.toMatchObject({ type: "StripeConnectionError" });
  });

  test("only the method and path asked for are struck, as often as asked for", async () => {
    const here = await start();
    await ask(here, { kind: "server_error", method: "POST", path: "/v1/subscriptions*", next: 2 });
    await here.stripe.customers.create();
    await here.stripe.subscriptions.list();
    for (let count = 0; count < 2; count += 1)
      await expect(here.stripe.subscriptions.update("sub_x", {})).rejects.toMatchObject({ statusCode: 500 });
    await expect(here.stripe.subscriptions.update("sub_x", {})).rejects.toMatchObject({ statusCode: 404 });
    const listed = await (await fetch(`${here.local.origin}/_local/faults`)).json();
    expect(listed).toMatchObject({ faults: [{ kind: "server_error", hits: 2 }] });
  });

  test("they can be taken back, and nonsense is refused", async () => {
    const here = await start();
    await ask(here, { kind: "server_error", rate: 1 });
    await fetch(`${here.local.origin}/_local/faults`, { method: "DELETE" });
    await here.stripe.customers.list();
    expect((await ask(here, { kind: "earthquake" })).status).toBe(400);
    expect((await ask(here, { kind: "slow", rate: 0.5, next: 1 })).status).toBe(400);
  });

  test("a rate strikes about as often as it says, and the same ones for the same seed", () => {
    const struck = (seed: string): boolean[] => {
      const faults = new Faults(seed);
      faults.add({ kind: "server_error", rate: 0.3 });
      return Array.from({ length: 1000 }, () => faults.forRequest("GET", "/v1/customers") !== null);
    };
    const hits = struck("a").filter(Boolean).length;
    expect(hits).toBeGreaterThan(240);
    expect(hits).toBeLessThan(360);
    expect(struck("a")).toEqual(struck("a"));
    expect(struck("a")).not.toEqual(struck("b"));
  });
});

describe("webhooks", () => {
  const type = (body: string): string => (JSON.parse(body) as { type: string }).type;

  async function withDoor(): Promise<Harness & { door: Awaited<ReturnType<typeof receiver>> }> {
    const door = await receiver();
    return { ...(await start({ webhook: { url: door.url, secret: "whsec_x" } })), door };
  }

  test("delayed: it comes, but later", async () => {
    const here = await withDoor();
    await ask(here, { kind: "webhook_delay", event: "customer.created", ms: 200 });
    await here.stripe.customers.create();
    await here.stripe.products.create({ name: "Professional" });
    await until(() => here.door.received.length === 2);
    expect(here.door.received.map(({ body }) => type(body))).toEqual(["product.created", "customer.created"]);
  });

  test("duplicated: twice the same event, each with a signature that holds", async () => {
    const here = await withDoor();
    await ask(here, { kind: "webhook_duplicate" });
    await here.stripe.customers.create();
    await until(() => here.door.received.length === 2);
    const events = here.door.received.map(({ body, signature }) =>
      here.stripe.webhooks.constructEvent(body, signature, "whsec_x"),
    );
    expect(events).toHaveLength(2);
    expect(events[0]?.id).toBe(events[1]?.id);
  });

  test("dropped: it never comes, but the event is there to be found and can be sent again", async () => {
    const here = await withDoor();
    await ask(here, { kind: "webhook_drop" });
    await here.stripe.customers.create();
    await sleep(50);
    expect(here.door.received).toEqual([]);
    const event = theOnly((await here.stripe.events.list({ delivery_success: false })).data);
    const page = await (await fetch(`${here.local.origin}/_local/events/${event.id}`)).text();
    const delivery = /name="delivery" value="([^"]+)"/.exec(page)?.[1] ?? "";
    await postForm(`${here.local.origin}/_local/events/${event.id}/resend`, { delivery });
    await until(() => here.door.received.length === 1);
  });

  test("shuffled: all of them come, in another order", async () => {
    const door = await receiver();
    const here = await start({ webhook: { url: door.url }, settings: { seed: "shuffle" } });
    await ask(here, { kind: "webhook_shuffle", ms: 250, rate: 1 });
    const made: string[] = [];
    for (let count = 0; count < 8; count += 1) made.push((await here.stripe.customers.create()).id);
    await until(() => door.received.length === made.length);
    const came = door.received.map(
      ({ body }) => (JSON.parse(body) as { data: { object: { id: string } } }).data.object.id,
    );
    expect([...came].sort()).toEqual([...made].sort());
    expect(came).not.toEqual(made);
  });
});

describe("decline the next charge", () => {
  test("a card that works is declined once, with the reason asked for", async () => {
    const here = await start();
    const { customer, price } = await shop(here.stripe);
    await ask(here, { kind: "decline", decline_code: "insufficient_funds", customer: customer.id });
    const create = () => here.stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    expect((await create()).status).toBe("incomplete");
    const charge = theOnly((await here.stripe.charges.list({ customer: customer.id })).data);
    expect(charge).toMatchObject({ status: "failed", outcome: { reason: "insufficient_funds" } });
    expect((await create()).status).toBe("active");
  });

  test("at the checkout it is told to the buyer, and nothing is taken", async () => {
    const here = await start();
    const { customer, price } = await shop(here.stripe);
    const session = await here.stripe.checkout.sessions.create({
      mode: "subscription",
      customer: customer.id,
      line_items: [{ price: price.id, quantity: 1 }],
      success_url: "http://127.0.0.1/done",
    });
    await ask(here, { kind: "decline" });
    const card = { number: "4242424242424242", expiry: "12/34", cvc: "123", name: "Ada", email: "ada@example.com" };
    const answer = await postForm(session.url, { ...card, country: "US", postal_code: "10001" });
    expect(answer.status).toBe(402);
    expect(answer.text).toContain("Your card was declined.");
    expect(theOnly((await here.stripe.charges.list({ customer: customer.id })).data).status).toBe("failed");
  });
});
