import { expect, test } from "vitest";
import { only, receiver, shop, start } from "./testing/harness";
import { postForm } from "./testing/post-form";

const visa = {
  number: "4242 4242 4242 4242",
  expiry: "12 / 34",
  cvc: "123",
  name: "Ada Lovelace",
  email: "ada@example.com",
};

test("a customer subscribes at checkout, sees an invoice, cancels and resumes in the portal", async () => {
  const { stripe, local } = await start();
  const { customer, price } = await shop(stripe);
  const session = await stripe.checkout.sessions.create({
    mode: "subscription",
    customer: customer.id,
    line_items: [{ price: price.id, quantity: 1 }],
    success_url: "http://127.0.0.1:9/return?session={CHECKOUT_SESSION_ID}",
    cancel_url: "http://127.0.0.1:9/pricing",
    client_reference_id: "org_1",
    subscription_data: { metadata: { organization: "org_1" } },
  });

  const declined = await postForm(session.url, { ...visa, number: "4000 0000 0000 0002" });
  expect(declined.text).toContain("Your card was declined.");
  expect((await stripe.subscriptions.list({ customer: customer.id, status: "all" })).data).toEqual([]);
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
  expect((await stripe.charges.list({ customer: customer.id })).data.map((charge) => charge.status)).toEqual([
    "failed",
  ]);

  const paid = await postForm(session.url, visa);
  expect(paid.location).toBe(`http://127.0.0.1:9/return?session=${session.id}`);
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription", "line_items"] });
  expect(done).toMatchObject({
    status: "complete",
    payment_status: "paid",
    subscription: { status: "active", metadata: { organization: "org_1" } },
  });
  expect(done.line_items?.data[0]?.amount_total).toBe(5000);

  const invoice = only((await stripe.invoices.list({ customer: customer.id, expand: ["data.payments"] })).data);
  expect(invoice).toMatchObject({ status: "paid", total: 5000, payments: { data: [{ status: "paid" }] } });
  const pdf = await fetch(invoice.invoice_pdf ?? "");
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe("%PDF-");

  const portal = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    return_url: "http://127.0.0.1:9/billing",
  });
  const subscription = only((await stripe.subscriptions.list({ customer: customer.id })).data);
  const end = only(subscription.items.data).current_period_end;
  await postForm(`${portal.url}/subscriptions/${subscription.id}/cancel`, {});
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
    status: "active",
    cancel_at: end,
    cancel_at_period_end: false,
  });
  await postForm(`${portal.url}/subscriptions/${subscription.id}/resume`, {});
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ cancel_at: null, canceled_at: null });
  expect(local.port).toBeGreaterThan(0);
});

test("every event reaches the endpoint, signed with its secret", async () => {
  const endpoint = await receiver();
  const { stripe, local } = await start({ webhook: { url: endpoint.url, secret: "whsec_of_the_app" } });
  const { customer, price } = await shop(stripe);
  await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  await local.delivered();
  const types = endpoint.received.map(
    ({ body, signature }) => stripe.webhooks.constructEvent(body, signature, "whsec_of_the_app").type,
  );
  expect(types).toEqual(
    expect.arrayContaining([
      "customer.created",
      "payment_method.attached",
      "customer.subscription.created",
      "invoice.paid",
      "charge.succeeded",
    ]),
  );
  expect((await stripe.events.list({ limit: 100 })).data.every((event) => event.pending_webhooks === 0)).toBe(true);
});
