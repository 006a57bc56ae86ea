import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { type Harness, only, seconds, shop, start } from "../../testing/harness";
import { postForm } from "../../testing/post-form";

type Update = Stripe.BillingPortal.ConfigurationCreateParams.Features.SubscriptionUpdate;

interface Portal extends Harness {
  url: string;
  subscription: Stripe.Subscription;
  customer: Stripe.Customer;
  large: Stripe.Price;
  path: string;
}

/** $10 a month since April 1, with a portal session on April 16 that also offers $20. */
async function portal(update: Partial<Update> = {}): Promise<Portal> {
  const harness = await start({ at: "2026-04-01" });
  const { stripe } = harness;
  const { customer, product, price } = await shop(stripe, { unit_amount: 1000 });
  const recurring = { interval: "month" } as const;
  const large = await stripe.prices.create({ currency: "usd", product: product.id, unit_amount: 2000, recurring });
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  const configuration = await stripe.billingPortal.configurations.create({
    features: {
      customer_update: { enabled: true, allowed_updates: ["email", "address"] },
      subscription_cancel: {
        enabled: true,
        cancellation_reason: { enabled: true, options: ["too_expensive", "other"] },
      },
      subscription_update: {
        enabled: true,
        default_allowed_updates: ["price", "quantity"],
        products: [{ product: product.id, prices: [price.id, large.id] }],
        proration_behavior: "always_invoice",
        ...update,
      },
    },
  });
  harness.advanceTo("2026-04-16");
  const session = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    configuration: configuration.id,
  });
  const path = `${session.url}/subscriptions/${subscription.id}/update`;
  return { ...harness, url: session.url, subscription, customer, large, path };
}

const text = async (url: string): Promise<string> => (await fetch(url)).text();

describe("plan change", () => {
  test("offers the configured plans, shows what is due today, and charges exactly that", async () => {
    const { stripe, url, path, subscription, large } = await portal();
    expect(await text(url)).toContain("Update subscription");
    expect(await text(path)).toContain("Current");
    const page = await text(`${path}/confirm?price=${large.id}`);
    for (const amount of ["-$5.00", "$10.00", "Amount due today"]) expect(page).toContain(amount);
    expect((await postForm(path, { price: large.id, quantity: "1" })).location).toContain("done=updated");
    const after = await stripe.subscriptions.retrieve(subscription.id, { expand: ["latest_invoice"] });
    expect(only(after.items.data).price.id).toBe(large.id);
    expect(after.latest_invoice).toMatchObject({ total: 500, status: "paid", billing_reason: "subscription_update" });
  });

  test("without proration nothing is due before the next invoice", async () => {
    const { stripe, path, subscription, large } = await portal({ proration_behavior: "none" });
    const page = await text(`${path}/confirm?price=${large.id}&quantity=2`);
    expect(page).toContain("$40.00");
    expect(page).toContain("Nothing is due today");
    await postForm(path, { price: large.id, quantity: "2" });
    expect((await stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(1);
    expect((await stripe.invoices.createPreview({ subscription: subscription.id })).total).toBe(4000);
  });

  test("a declined card is reported, and the plan stays", async () => {
    const { stripe, local, path, subscription, large } = await portal();
    const fault = JSON.stringify({ kind: "decline" });
    await fetch(`${local.origin}/_local/faults`, { method: "POST", body: fault });
    const answer = await postForm(path, { price: large.id, quantity: "1" });
    expect(answer.status).toBe(402);
    expect(answer.text).toContain("Your card was declined.");
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(only(after.items.data).price.unit_amount).toBe(1000);
    expect(after.status).toBe("active");
  });

  test("a downgrade waits for the period's end if configured", async () => {
    const harness = await portal({ schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }] } });
    const { stripe, path, subscription, advanceTo } = harness;
    await stripe.subscriptions.update(subscription.id, {
      items: [{ id: only(subscription.items.data).id, quantity: 3 }],
      proration_behavior: "none",
    });
    const price = only(subscription.items.data).price.id;
    expect(await text(`${path}/confirm?price=${price}&quantity=2`)).toContain(
      "You&#39;ll keep your current plan until May 1, 2026",
    );
    await postForm(path, { price, quantity: "2" });
    expect(only((await stripe.subscriptions.retrieve(subscription.id)).items.data).quantity).toBe(3);
    advanceTo("2026-05-01T02:00:00Z");
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(only(after.items.data)).toMatchObject({ quantity: 2, current_period_start: seconds("2026-05-01") });
    const [invoice] = (await stripe.invoices.list({ subscription: subscription.id })).data;
    expect(invoice).toMatchObject({ total: 2000, status: "paid" });
  });

  test("plans that aren't offered can't be chosen, and an unchanged plan isn't confirmed", async () => {
    const { stripe, path, subscription } = await portal();
    const own = only(subscription.items.data).price;
    const secret = await stripe.prices.create({
      currency: "usd",
      product: String(own.product),
      unit_amount: 1,
      recurring: { interval: "month" },
    });
    expect((await postForm(path, { price: secret.id, quantity: "1" })).location).toMatch(/\/update$/);
    expect((await postForm(path, { price: own.id, quantity: "1" })).location).toMatch(/\/update$/);
    expect((await postForm(path, { price: own.id, quantity: "-1" })).location).toMatch(/\/update$/);
    expect(only((await stripe.subscriptions.retrieve(subscription.id)).items.data).price.id).toBe(own.id);
  });

  test("a session created for a plan change starts there", async () => {
    const { stripe, customer, subscription, large } = await portal();
    const [configuration] = (await stripe.billingPortal.configurations.list()).data;
    const session = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      configuration: configuration?.id,
      flow_data: {
        type: "subscription_update_confirm",
        subscription_update_confirm: {
          subscription: subscription.id,
          items: [{ id: only(subscription.items.data).id, price: large.id, quantity: 1 }],
        },
      },
    });
    expect(await text(session.url)).toContain("Confirm your update");
  });
});

describe("cancellation and billing information", () => {
  test("the cancellation reason is asked and stored", async () => {
    const { stripe, url, subscription } = await portal();
    const path = `${url}/subscriptions/${subscription.id}/cancel`;
    expect(await text(path)).toContain("too expensive");
    await postForm(path, { feedback: "too_expensive", comment: "We have grown" });
    const { cancellation_details } = await stripe.subscriptions.retrieve(subscription.id);
    expect(cancellation_details).toMatchObject({
      feedback: "too_expensive",
      comment: "We have grown",
      reason: "cancellation_requested",
    });
  });

  test("customers can edit their email and address, and only what is allowed", async () => {
    const { stripe, url, customer } = await portal();
    expect(await text(`${url}/information`)).toContain("ada@example.com");
    const typed = { email: "new@example.com", line1: "1 Main St", city: "Springfield", country: "us", name: "Mallory" };
    expect((await postForm(`${url}/information`, typed)).location).toContain("done=saved");
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
      email: "new@example.com",
      name: "Ada Lovelace",
      address: { line1: "1 Main St", city: "Springfield", country: "US", line2: null },
    });
    expect((await postForm(`${url}/information`, { ...typed, email: "nonsense" })).status).toBe(422);
    expect((await postForm(`${url}/information`, { ...typed, country: "Narnia" })).status).toBe(422);
  });
});

describe("the login page", () => {
  const features = { invoice_history: { enabled: true } };

  test("asks for an email address and leads to the portal of the customer who has it", async () => {
    const { stripe } = await start();
    const { customer } = await shop(stripe, { unit_amount: 1000 });
    await stripe.customers.update(customer.id, { email: "Ada@Example.com" });
    const made = await stripe.billingPortal.configurations.create({ features, login_page: { enabled: true } });
    expect(made.login_page).toEqual({ enabled: true, url: expect.stringMatching(/^http.*\/portal\/login\/test_/) });
    const { url } = made.login_page;
    expect(await text(url ?? "")).toContain("Enter the email address of your subscription");
    const answer = await postForm(url, { email: "ada@example.com" });
    expect(answer.text).toContain("Check your email");
    const [, link = ""] = answer.text.match(/href="(\/portal\/bps_[^"]+)"/) ?? [];
    expect(await text(new URL(link, url ?? "").href)).toContain("Invoice history");
  });

  test("says nothing of whether an address is known, and refuses what isn't one", async () => {
    const { stripe } = await start();
    const { login_page } = await stripe.billingPortal.configurations.create({
      features,
      login_page: { enabled: true },
    });
    const unknown = await postForm(login_page.url, { email: "grace@example.com" });
    expect(unknown.text).toContain("If grace@example.com belongs to a customer, we've sent a link");
    expect(unknown.text).not.toContain("/portal/bps_");
    expect((await postForm(login_page.url, { email: "grace" })).status).toBe(400);
  });

  test("is gone once it is disabled, and has another address when it is enabled again", async () => {
    const { stripe } = await start();
    const { id, login_page } = await stripe.billingPortal.configurations.create({
      features,
      login_page: { enabled: true },
    });
    const set = async (enabled: boolean) =>
      (await stripe.billingPortal.configurations.update(id, { login_page: { enabled } })).login_page;
    expect(await set(true)).toEqual(login_page);
    expect(await set(false)).toEqual({ enabled: false, url: null });
    expect((await fetch(login_page.url ?? "")).status).toBe(404);
    const { url } = await set(true);
    expect([url === login_page.url, (await fetch(url ?? "")).status]).toEqual([false, 200]);
  });
});
