import Stripe from "stripe";
import { expect, test } from "vitest";
import { start } from "../testing/harness";

test("other API versions are refused, in requests and for webhook endpoints", async () => {
  const { local, stripe } = await start();
  const answer = await fetch(`${local.origin}/v1/customers`, {
    headers: { Authorization: "Bearer sk_test_x", "Stripe-Version": "2024-06-20" },
  });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    error: { message: `local-stripe implements API version ${Stripe.API_VERSION} only, not 2024-06-20.` },
  });
  const endpoint = { url: "http://127.0.0.1:9/hook", enabled_events: ["*" as const] };
  await expect(stripe.webhookEndpoints.create({ ...endpoint, api_version: "2024-06-20" })).rejects.toMatchObject({
    param: "api_version",
  });
  const pinned = await stripe.webhookEndpoints.create({ ...endpoint, api_version: Stripe.API_VERSION });
  expect(pinned.api_version).toBe(Stripe.API_VERSION);
});

test("a tax ID can only be collected from an existing customer whose name may be updated", async () => {
  const { stripe } = await start();
  const customer = await stripe.customers.create();
  const session = {
    mode: "setup" as const,
    currency: "usd",
    success_url: "http://127.0.0.1/done",
    tax_id_collection: { enabled: true },
  };
  await expect(
    stripe.checkout.sessions.create({ ...session, customer: customer.id, customer_update: { address: "auto" } }),
  ).rejects.toMatchObject({
    statusCode: 400,
    message: expect.stringContaining("please set `customer_update[name]` to `auto`"),
  });
  const allowed = { ...session, customer: customer.id, customer_update: { name: "auto" as const } };
  expect((await stripe.checkout.sessions.create(allowed)).tax_id_collection?.enabled).toBe(true);
  expect((await stripe.checkout.sessions.create(session)).tax_id_collection?.enabled).toBe(true);
});
