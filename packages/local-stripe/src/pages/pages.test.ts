import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, shop, start } from "../testing/harness";
import { postForm, postTogether } from "../testing/post-form";

const card = (number: string, more: Record<string, string> = {}) => ({
  number,
  expiry: "12 / 34",
  cvc: "123",
  name: "Ada Lovelace",
  email: "ada@example.com",
  ...more,
});

async function opened(options: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
  const harness = await start();
  const made = await shop(harness.stripe);
  const session = await harness.stripe.checkout.sessions.create({
    mode: "subscription",
    customer: made.customer.id,
    line_items: [{ price: made.price.id, quantity: 1 }],
    success_url: "http://127.0.0.1:9/ok?{CHECKOUT_SESSION_ID}",
    cancel_url: "http://127.0.0.1:9/back",
    ...options,
  });
  return { ...harness, ...made, session, url: session.url ?? "" };
}

describe("checkout", () => {
  test("shows the items, the way back, and labeled fields", async () => {
    const { url } = await opened();
    const page = await (await fetch(url)).text();
    for (const text of ["Professional", "$50.00", 'href="http://127.0.0.1:9/back"', ">Subscribe</button>"])
      expect(page).toContain(text);
    for (const label of ["Email", "Card number", "Expiration date", "CVC", "Name on card"])
      expect(page).toMatch(new RegExp(`<label for="\\w+">${label}</label>`));
    expect(page).not.toMatch(/src="http|href="https/);
  });

  test.each([
    ["4000 0000 0000 0002", {}, 402, "Your card was declined."],
    ["4000 0000 0000 9995", {}, 402, "Your card has insufficient funds."],
    ["4242 4242 4242 4241", {}, 402, "Your card number is incorrect."],
    ["4242 4242 4242 4242", { expiry: "01 / 20" }, 402, "Your card&#39;s expiration date is in the past."],
    ["4242 4242 4242 4242", { expiry: "13 / 34" }, 402, "Your card&#39;s expiration month is invalid."],
    ["4242", {}, 422, "Your card number is incomplete."],
    ["4242 4242 4242 4242", { cvc: "1" }, 422, "Your card&#39;s security code is incomplete."],
    ["4242 4242 4242 4242", { name: "" }, 422, "Please enter the name on your card."],
  ])("%s %o stays on the page: %i %s", async (number, more, status, message) => {
    const { stripe, url, session } = await opened();
    const answer = await postForm(url, card(number, more));
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(message);
    expect((await stripe.subscriptions.list({ status: "all" })).data).toEqual([]);
    expect((await stripe.invoices.list()).data).toEqual([]);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
  });

  test("3D Secure: failing returns to the form, completing pays", async () => {
    const { stripe, url, local, session } = await opened();
    const challenge = await postForm(url, card("4000 0025 0000 3155"));
    const failed = await postForm(`${local.origin}${challenge.location}`, { outcome: "fail" });
    expect(await (await fetch(`${local.origin}${failed.location}`)).text()).toContain(
      "We are unable to authenticate your payment method.",
    );
    const again = await postForm(url, card("4000 0025 0000 3155"));
    expect(await (await fetch(`${local.origin}${again.location}`)).text()).toContain("$50.00");
    const passed = await postForm(`${local.origin}${again.location}`, { outcome: "complete" });
    expect(passed.location).toBe(`http://127.0.0.1:9/ok?${session.id}`);
    expect(only((await stripe.subscriptions.list()).data).status).toBe("active");
  });

  test("a promotion code is applied, a wrong one refused", async () => {
    const { stripe, url, session } = await opened({ allow_promotion_codes: true });
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: "forever", name: "Half" });
    await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "HALF" });
    expect((await postForm(`${url}/promotion`, { code: "nope" })).text).toContain("This code is invalid.");
    await postForm(`${url}/promotion`, { code: "half" });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      amount_subtotal: 5000,
      amount_total: 2500,
    });
    await postForm(url, card("4242 4242 4242 4242"));
    expect(only((await stripe.invoices.list()).data).total).toBe(2500);
  });

  test("a trial takes a card and charges nothing", async () => {
    const { stripe, url, session } = await opened({ subscription_data: { trial_period_days: 14 } });
    expect(await (await fetch(url)).text()).toContain("$0.00 today");
    await postForm(url, card("4242 4242 4242 4242"));
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      status: "complete",
      payment_status: "no_payment_required",
    });
    expect(only((await stripe.subscriptions.list()).data)).toMatchObject({
      status: "trialing",
      default_payment_method: expect.stringMatching(/^pm_/),
    });
  });

  test("an unknown buyer becomes a customer", async () => {
    const { stripe, url, session } = await opened({ customer: undefined });
    expect((await postForm(url, card("4242 4242 4242 4242", { email: "nonsense" }))).status).toBe(422);
    await postForm(url, card("4242 4242 4242 4242", { email: "new@example.com" }));
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["customer"] });
    expect(done.customer).toMatchObject({ email: "new@example.com", name: "Ada Lovelace" });
  });

  test("asks for an address where it is required", async () => {
    const { stripe, url, customer } = await opened({
      billing_address_collection: "required",
      customer_update: { address: "auto" },
    });
    expect((await postForm(url, card("4242 4242 4242 4242"))).text).toContain(
      "Please enter your complete billing address.",
    );
    await postForm(
      url,
      card("4242 4242 4242 4242", { line1: "Main Street 1", city: "Berlin", postal_code: "10115", country: "de" }),
    );
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
      address: { line1: "Main Street 1", country: "DE" },
    });
  });

  test("two simultaneous submissions are paid once", async () => {
    const { stripe, url } = await opened();
    const answers = await postTogether(url, card("4242 4242 4242 4242"));
    expect(answers).toEqual([303, 303]);
    expect((await stripe.subscriptions.list()).data).toHaveLength(1);
  });

  test("a second submission isn't charged; an expired session is closed", async () => {
    const { stripe, url, session, advanceTo, local } = await opened();
    await postForm(url, card("4242 4242 4242 4242"));
    expect((await postForm(url, card("4242 4242 4242 4242"))).location).toBe(`http://127.0.0.1:9/ok?${session.id}`);
    expect((await stripe.subscriptions.list()).data).toHaveLength(1);
    const other = await stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: session.id ? [{ price: only((await stripe.prices.list()).data).id }] : [],
      success_url: "http://127.0.0.1:9/ok",
    });
    advanceTo(local.now() + 24 * 3600);
    expect((await stripe.checkout.sessions.retrieve(other.id)).status).toBe("expired");
    expect((await fetch(other.url ?? "")).status).toBe(410);
  });
});

describe("portal", () => {
  async function portal(
    options: Partial<Stripe.BillingPortal.SessionCreateParams> = {},
    billing: "classic" | "flexible" = "flexible",
  ) {
    const harness = await start();
    const made = await shop(harness.stripe);
    const subscription = await harness.stripe.subscriptions.create({
      customer: made.customer.id,
      items: [{ price: made.price.id }],
      billing_mode: { type: billing },
    });
    const session = await harness.stripe.billingPortal.sessions.create({
      customer: made.customer.id,
      return_url: "http://127.0.0.1:9/billing",
      ...options,
    });
    return { ...harness, ...made, subscription, url: session.url };
  }

  test("shows plan, renewal, card, invoices and the way back", async () => {
    const { url } = await portal();
    const page = await (await fetch(url)).text();
    for (const text of [
      "Professional",
      "Your next billing date is",
      "Cancel subscription",
      "Visa •••• 4242",
      "Add payment method",
      "Paid",
      "Return to Local business",
    ]) {
      expect(page).toContain(text);
    }
  });

  test("flexible: canceling sets cancel_at and not the flag; the page shows the date and can undo it", async () => {
    const { stripe, url, subscription } = await portal();
    const path = `${url}/subscriptions/${subscription.id}`;
    expect(await (await fetch(`${path}/cancel`)).text()).toContain("Cancel your subscription");
    await postForm(`${path}/cancel`, {});
    const end = only(subscription.items.data).current_period_end;
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      cancel_at: end,
      cancel_at_period_end: false,
      status: "active",
    });
    const page = await (await fetch(`${url}?done=canceled`)).text();
    expect(page).toContain("Don&#39;t cancel subscription".replace("&#39;", "'"));
    await postForm(`${path}/resume`, {});
    expect((await stripe.subscriptions.retrieve(subscription.id)).cancel_at).toBeNull();
  });

  test("classic: canceling sets the flag", async () => {
    const { stripe, url, subscription } = await portal({}, "classic");
    await postForm(`${url}/subscriptions/${subscription.id}/cancel`, {});
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      cancel_at_period_end: true,
      status: "active",
    });
  });

  test("a new card becomes the default; a declined one isn't kept", async () => {
    const { stripe, url, customer, subscription } = await portal();
    const declined = await postForm(`${url}/payment-methods`, card("4000 0000 0000 0002"));
    expect(declined.text).toContain("Your card was declined.");
    expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
    await postForm(`${url}/payment-methods`, card("5555 5555 5555 4444"));
    const methods = (await stripe.customers.listPaymentMethods(customer.id)).data;
    const newCard = methods.find((method) => method.card?.brand === "mastercard");
    expect((await stripe.subscriptions.retrieve(subscription.id)).default_payment_method).toBe(newCard?.id);
    const old = methods.find((method) => method.card?.brand === "visa");
    await postForm(`${url}/payment-methods/${old?.id}/remove`, {});
    expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
  });

  test("flows open their page", async () => {
    const card = await portal({ flow_data: { type: "payment_method_update" } });
    expect((await fetch(card.url, { redirect: "manual" })).headers.get("location")).toMatch(/payment-methods$/);
    const { stripe, customer, subscription } = card;
    const cancel = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      flow_data: { type: "subscription_cancel", subscription_cancel: { subscription: subscription.id } },
    });
    expect((await fetch(cancel.url, { redirect: "manual" })).headers.get("location")).toMatch(/\/cancel$/);
  });

  test("customers can't see each other's subscriptions, and links expire", async () => {
    const { stripe, url, local, advanceTo } = await portal();
    const other = await shop(stripe);
    const theirs = await stripe.subscriptions.create({
      customer: other.customer.id,
      items: [{ price: other.price.id }],
    });
    expect((await postForm(`${url}/subscriptions/${theirs.id}/cancel`, {})).status).toBe(404);
    advanceTo(local.now() + 25 * 3600);
    expect((await fetch(url)).status).toBe(410);
  });
});

describe("hosted invoice", () => {
  test("paying an unpaid first invoice on its page activates the subscription", async () => {
    const { stripe } = await start();
    const { customer, price } = await shop(stripe, { card: "pm_card_chargeCustomerFail" });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      expand: ["latest_invoice"],
    });
    const invoice = subscription.latest_invoice as Stripe.Invoice;
    const url = invoice.hosted_invoice_url ?? "";
    expect(await (await fetch(url)).text()).toContain("Pay $50.00");
    expect((await postForm(`${url}/pay`, card("4000 0000 0000 0002"))).text).toContain("Your card was declined.");
    await postForm(`${url}/pay`, card("4242 4242 4242 4242"));
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
    expect(await (await fetch(url)).text()).toContain("Paid on");
  });

  test("a payment that needs 3D Secure goes through the bank's page", async () => {
    const { stripe, local } = await start();
    const { customer, price } = await shop(stripe, { card: "pm_card_authenticationRequired" });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      expand: ["latest_invoice"],
    });
    const invoice = subscription.latest_invoice as Stripe.Invoice;
    const step = await postForm(`${invoice.hosted_invoice_url}/pay`, { saved: "1" });
    expect(step.location).toMatch(/^\/pay\/challenge\/pi_/);
    await postForm(`${local.origin}${step.location}`, { outcome: "complete" });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });

  test("a wrong token shows nothing", async () => {
    const { stripe } = await start();
    const { customer, price } = await shop(stripe);
    await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const invoice = only((await stripe.invoices.list()).data);
    expect((await fetch(`${invoice.hosted_invoice_url}x`)).status).toBe(404);
    expect((await fetch(invoice.hosted_invoice_url ?? "")).status).toBe(200);
  });
});
