import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { only, receiver, start, waitUntil } from "../testing/harness";
import { previousAttributes } from "./emit";
import { signatureHeader } from "./signature";

const fastRetries = { webhooks: { timeoutMs: 300, retrySeconds: [0.05, 0.05, 0.05] } };

test("the signature is an HMAC of timestamp and body", () => {
  const expected = createHmac("sha256", "whsec_x").update('1700000000.{"a":1}').digest("hex");
  expect(signatureHeader('{"a":1}', "whsec_x", 1_700_000_000)).toBe(`t=1700000000,v1=${expected}`);
});

test("an endpoint created by API gets its own secret, shown once, and only the events it subscribed to", async () => {
  const receiverServer = await receiver();
  const { stripe, local } = await start();
  const endpoint = await stripe.webhookEndpoints.create({
    url: receiverServer.url,
    enabled_events: ["customer.created"],
  });
  expect(endpoint.secret).toMatch(/^whsec_/);
  expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();
  await stripe.products.create({ name: "Ignored" });
  const customer = await stripe.customers.create({ email: "ada@example.com" });
  await local.delivered();
  const { body, signature } = only(receiverServer.received);
  const event = stripe.webhooks.constructEvent(body, signature, endpoint.secret ?? "");
  expect(event).toMatchObject({
    type: "customer.created",
    data: { object: { id: customer.id } },
    api_version: "2026-10-28.endive",
  });
  expect(event.request?.id).toMatch(/^req_/);
});

test.each([500, 302, 404])(
  "a %i is a failure: it is retried with a new signature until it succeeds",
  async (status) => {
    const receiverServer = await receiver((count) => (count < 3 ? status : 200));
    const { stripe } = await start({ webhook: { url: receiverServer.url, secret: "whsec_x" }, settings: fastRetries });
    await stripe.customers.create();
    await waitUntil(async () => only((await stripe.events.list()).data).pending_webhooks === 0);
    expect(receiverServer.received).toHaveLength(3);
    for (const { body, signature } of receiverServer.received)
      expect(stripe.webhooks.constructEvent(body, signature, "whsec_x").type).toBe("customer.created");
  },
);

test("a delivery that keeps failing is shown as failed and can be resent", async () => {
  let broken = true;
  const receiverServer = await receiver(() => (broken ? 500 : 200));
  const { stripe, local } = await start({
    webhook: { url: receiverServer.url, secret: "whsec_x" },
    settings: fastRetries,
  });
  await stripe.customers.create();
  await waitUntil(() => receiverServer.received.length === 4);
  const event = only((await stripe.events.list({ delivery_success: false })).data);
  const page = await (await fetch(`${local.origin}/_local/events/${event.id}`)).text();
  expect(page).toContain("500");
  broken = false;
  const delivery = /name="delivery" value="([^"]+)"/.exec(page)?.[1] ?? "";
  await fetch(`${local.origin}/_local/events/${event.id}/resend`, {
    method: "POST",
    body: new URLSearchParams({ delivery }),
    redirect: "manual",
  });
  await waitUntil(async () => (await stripe.events.retrieve(event.id)).pending_webhooks === 0);
  expect(await (await fetch(`${local.origin}/_local/events`)).text()).toContain("delivered");
});

test("an unreachable endpoint doesn't affect anything else", async () => {
  const { stripe } = await start({ webhook: { url: "http://127.0.0.1:9/nobody" }, settings: fastRetries });
  const customer = await stripe.customers.create();
  expect((await stripe.customers.retrieve(customer.id)).id).toBe(customer.id);
});

test("previous_attributes has the old values of what changed: partial objects, complete lists", () => {
  const list = (quantity: number) => ({ object: "list", data: [{ quantity }] });
  expect(
    previousAttributes(
      { id: "sub", status: "trialing", metadata: { a: "1", b: "2" }, items: list(1), same: [1] },
      { id: "sub", status: "active", metadata: { a: "1", b: "3", c: "4" }, items: list(2), same: [1] },
    ),
  ).toEqual({ status: "trialing", metadata: { b: "2", c: null }, items: list(1) });
});

test("events include previous_attributes", async () => {
  const { stripe } = await start();
  const customer = await stripe.customers.create({ name: "Ada" });
  await stripe.customers.update(customer.id, { name: "Ada Lovelace" });
  const updated = only((await stripe.events.list({ type: "customer.updated" })).data);
  expect(updated.data.previous_attributes).toEqual({ name: "Ada" });
  await stripe.customers.update(customer.id, { name: "Ada Lovelace" });
  expect((await stripe.events.list({ type: "customer.updated" })).data).toHaveLength(1);
});

test("an endpoint that the app registers is signed with the secret the server was started with", async () => {
  const { url, received } = await receiver();
  const { stripe } = await start({ settings: { webhookSecret: "whsec_agreed" } });
  const endpoint = await stripe.webhookEndpoints.create({ url, enabled_events: ["customer.created"] });
  expect(endpoint.secret).toBe("whsec_agreed");
  await stripe.customers.create();
  await waitUntil(() => received.length === 1);
  const { body, signature } = only(received);
  expect(stripe.webhooks.constructEvent(body, signature, "whsec_agreed").type).toBe("customer.created");
});
