import "@/testing/billing/local-stripe";
import { createServer } from "node:http";
import Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { found } from "@/lib/errors";
import { stripe } from "../stripe/stripe";
import { syncWebhook } from "./sync-webhook";

const received = new Set<string>();
const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  received.add((JSON.parse(body) as { type: string }).type);
  response.end();
});
let url = "";

beforeAll(async () => {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  url = `http://127.0.0.1:${address.port}/`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** A customer with a paid subscription to a price of its own. */
async function customerWithPlan(card = "pm_card_visa") {
  const customer = await stripe().customers.create({ email: "person@example.com" });
  const { id: method } = await stripe().paymentMethods.attach(card, { customer: customer.id });
  await stripe().customers.update(customer.id, { invoice_settings: { default_payment_method: method } });
  const product = await stripe().products.create({ name: "Contract" });
  const price = await stripe().prices.create({
    product: product.id,
    currency: "usd",
    unit_amount: 50_000,
    recurring: { interval: "month" },
  });
  const subscription = await stripe().subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  return { customer: customer.id, price: price.id, subscription };
}

describe("the registered webhook endpoint", () => {
  it("is created once, with the pinned API version, and updated when a type is missing", async () => {
    expect(await syncWebhook(stripe(), url)).toMatchObject({
      done: "created",
      secret: expect.stringMatching(/^whsec_/),
    });
    expect(await syncWebhook(stripe(), url)).toEqual({ what: `webhook ${url}`, done: "kept" });
    const endpoint = found((await stripe().webhookEndpoints.list()).data[0], "endpoint");
    expect(endpoint.api_version).toBe(Stripe.API_VERSION);
    await stripe().webhookEndpoints.update(endpoint.id, { enabled_events: ["invoice.paid"] });
    expect((await syncWebhook(stripe(), url)).done).toBe("updated");
  });

  it("receives what a person does in the dashboard", async () => {
    const { customer, price, subscription } = await customerWithPlan();
    const schedule = await stripe().subscriptionSchedules.create({ from_subscription: subscription.id });
    await stripe().subscriptionSchedules.update(schedule.id, { metadata: { note: "edited" } });
    await stripe().subscriptionSchedules.release(schedule.id);
    const invoice = String(subscription.latest_invoice);
    await stripe().creditNotes.create({ invoice, amount: 1000, credit_amount: 1000 });
    const [payment] = (await stripe().invoicePayments.list({ invoice })).data;
    await stripe().refunds.create({ payment_intent: String(payment?.payment.payment_intent), amount: 1000 });
    const coupon = await stripe().coupons.create({ percent_off: 10, duration: "forever" });
    await stripe().subscriptions.update(subscription.id, { discounts: [{ coupon: coupon.id }] });
    await stripe().subscriptions.update(subscription.id, { discounts: "" });
    await stripe().coupons.del(coupon.id);
    await stripe().prices.update(price, { active: false });
    await stripe().customers.del(customer);
    await expect
      .poll(() => [...received], { timeout: 5000 })
      .toEqual(
        expect.arrayContaining([
          "subscription_schedule.created",
          "subscription_schedule.updated",
          "subscription_schedule.released",
          "credit_note.created",
          "charge.refunded",
          "refund.created",
          "customer.discount.created",
          "customer.discount.deleted",
          "coupon.deleted",
          "price.updated",
          "customer.subscription.deleted",
          "customer.deleted",
        ]),
      );
  });

  it("receives a dispute from its first day to its last", async () => {
    await customerWithPlan("pm_card_createDispute");
    const dispute = found((await stripe().disputes.list()).data[0], "dispute");
    await stripe().disputes.update(dispute.id, { evidence: { uncategorized_text: "winning_evidence" } });
    await stripe().disputes.retrieve(dispute.id);
    await expect
      .poll(() => [...received], { timeout: 5000 })
      .toEqual(
        expect.arrayContaining([
          "charge.dispute.created",
          "charge.dispute.funds_withdrawn",
          "charge.dispute.updated",
          "charge.dispute.closed",
          "charge.dispute.funds_reinstated",
        ]),
      );
  });
});
