import type { Page } from "@playwright/test";
import type Stripe from "stripe";
import { declines, typeCard } from "./support/card";
import { expectGoodLayout, tabTo } from "./support/check-page";
import { expect, giveCard, type Shop, test } from "./support/test";

type Features = Stripe.BillingPortal.ConfigurationCreateParams.Features;
type SessionOptions = Partial<Stripe.BillingPortal.SessionCreateParams>;

/** $50 a month since two weeks ago, with $90 a month and $500 a year as options. */
async function subscribed(shop: Shop, behavior: "always_invoice" | "create_prorations" = "always_invoice") {
  const { stripe, customer, price, local } = shop;
  await giveCard(shop);
  const bigger = await stripe.products.create({ name: "Business" });
  const make = (product: string, unit_amount: number, interval: "month" | "year") =>
    stripe.prices.create({ currency: "usd", product, unit_amount, recurring: { interval } });
  const large = await make(bigger.id, 9000, "month");
  const yearly = await make(shop.product.id, 50_000, "year");
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
  local.advance(14 * 86_400);
  const features: Features = {
    customer_update: { enabled: true, allowed_updates: ["name", "email", "phone", "address", "tax_id"] },
    invoice_history: { enabled: true },
    payment_method_update: { enabled: true },
    subscription_cancel: {
      enabled: true,
      mode: "at_period_end",
      cancellation_reason: { enabled: true, options: ["too_expensive", "unused", "other"] },
    },
    subscription_update: {
      enabled: true,
      default_allowed_updates: ["price", "quantity"],
      proration_behavior: behavior,
      products: [
        { product: shop.product.id, prices: [price.id, yearly.id] },
        { product: bigger.id, prices: [large.id] },
      ],
      schedule_at_period_end: { conditions: [{ type: "decreasing_item_amount" }] },
    },
  };
  return { subscription, large, yearly, features };
}

async function open(page: Page, shop: Shop, features: Features | null, options: SessionOptions = {}): Promise<string> {
  const { stripe, customer } = shop;
  const configuration = features ? (await stripe.billingPortal.configurations.create({ features })).id : undefined;
  const session = await stripe.billingPortal.sessions.create({
    customer: customer.id,
    return_url: `${shop.site}/billing`,
    ...(configuration ? { configuration } : {}),
    ...options,
  });
  await page.goto(session.url);
  return session.url;
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const link = (page: Page, name: string) => page.getByRole("link", { name, exact: true });
const row = (page: Page, name: string | RegExp) => page.getByRole("row").filter({ hasText: name });

test("changing plans shows the cost line by line before confirming", async ({ page, shop }) => {
  const { features, subscription, large } = await subscribed(shop);
  await open(page, shop, features);
  await expectGoodLayout(page, "portal");
  await link(page, "Update subscription").click();
  await page.getByRole("radio", { name: /Business/ }).check();
  await expectGoodLayout(page, "portal-plans");
  await button(page, "Continue").click();
  await expect(row(page, "Unused time on Professional")).toContainText("-$");
  await expect(row(page, "Remaining time on Business")).toContainText("$");
  const due = (await row(page, "Amount due today").textContent())?.match(/\$[\d.]+/)?.[0] ?? "";
  await expect(row(page, "Next invoice")).toContainText("$90.00");
  await expectGoodLayout(page, "portal-confirm");
  await button(page, "Confirm").click();
  await expect(page.getByRole("status")).toHaveText("Your subscription has been updated.");
  await expect(page.getByText("$90.00 per month")).toBeVisible();
  await expect(row(page, due)).toContainText("Paid");
  const after = await shop.stripe.subscriptions.retrieve(subscription.id);
  expect(after.items.data[0]?.price.id).toBe(large.id);
});

test("from month to year, with another quantity", async ({ page, shop }) => {
  const { features, subscription, yearly } = await subscribed(shop);
  await open(page, shop, features);
  await link(page, "Update subscription").click();
  await page.getByRole("radio", { name: /\$500\.00 per year/ }).check();
  await page.getByLabel("Quantity").fill("2");
  await button(page, "Continue").click();
  await expect(page.getByText("$1,000.00 per year")).toBeVisible();
  await expect(row(page, "Amount due today")).toBeVisible();
  await button(page, "Confirm").click();
  await expect(page.getByText("$1,000.00 per year")).toBeVisible();
  const after = await shop.stripe.subscriptions.retrieve(subscription.id);
  expect(after.items.data[0]).toMatchObject({ price: { id: yearly.id }, quantity: 2 });
});

test("a change billed at renewal costs nothing today", async ({ page, shop }) => {
  const { features } = await subscribed(shop, "create_prorations");
  await open(page, shop, features);
  await link(page, "Update subscription").click();
  await page.getByRole("radio", { name: /Business/ }).check();
  await button(page, "Continue").click();
  await expect(row(page, "Amount due today")).toContainText("$0.00");
  await expect(row(page, "Next invoice")).toBeVisible();
});

test("a change the card can't pay for is refused, and the plan stays", async ({ page, shop }) => {
  const { features, subscription } = await subscribed(shop);
  await giveCard(shop, "pm_card_chargeCustomerFail");
  await open(page, shop, features);
  await link(page, "Update subscription").click();
  await page.getByRole("radio", { name: /Business/ }).check();
  await button(page, "Continue").click();
  await button(page, "Confirm").click();
  await expect(page.getByRole("alert")).toContainText("Your card was declined.");
  const after = await shop.stripe.subscriptions.retrieve(subscription.id);
  expect(after.items.data[0]?.price.id).toBe(shop.price.id);
});

test("a downgrade waits for the period's end, is shown, and can be undone", async ({ page, shop }) => {
  const { features, subscription, large } = await subscribed(shop);
  const item = subscription.items.data[0]?.id ?? "";
  await shop.stripe.subscriptions.update(subscription.id, { items: [{ id: item, price: large.id }] });
  await open(page, shop, features);
  await link(page, "Update subscription").click();
  await page.getByRole("radio", { name: /\$50\.00 per month/ }).check();
  await button(page, "Continue").click();
  await expect(page.getByText("Nothing is due today.")).toBeVisible();
  await button(page, "Confirm").click();
  await expect(page.getByText("Changes to Professional, $50.00 per month on")).toBeVisible();
  await expectGoodLayout(page, "portal-downgrade");
  await button(page, "Keep current plan").click();
  await expect(page.getByRole("status")).toContainText("You'll keep your current plan.");
  expect((await shop.stripe.subscriptions.retrieve(subscription.id)).schedule).toBeNull();
});

test("canceling at the period's end with a reason, with the keyboard alone, and undoing it", async ({ page, shop }) => {
  const { features, subscription } = await subscribed(shop);
  await open(page, shop, features);
  await tabTo(page, "Cancel subscription");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Cancel your subscription" })).toBeVisible();
  await expectGoodLayout(page, "portal-cancel");
  await tabTo(page, "It's too expensive");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("We merged with another company.");
  await tabTo(page, "Cancel subscription");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toHaveText("Your subscription has been canceled.");
  await expect(page.getByText(/^Cancels /)).toBeVisible();
  const ending = await shop.stripe.subscriptions.retrieve(subscription.id);
  expect(ending).toMatchObject({
    status: "active",
    cancel_at: ending.items.data[0]?.current_period_end,
    cancellation_details: { feedback: "too_expensive", comment: "We merged with another company." },
  });
  await button(page, "Don't cancel subscription").click();
  await expect(page.getByRole("status")).toHaveText("Your subscription has been renewed.");
  expect((await shop.stripe.subscriptions.retrieve(subscription.id)).cancel_at).toBeNull();
});

test("canceling immediately", async ({ page, shop }) => {
  const { subscription } = await subscribed(shop);
  await open(page, shop, { subscription_cancel: { enabled: true, mode: "immediately" } });
  await link(page, "Cancel subscription").click();
  await expect(page.getByText("Your subscription will end immediately.")).toBeVisible();
  await button(page, "Cancel subscription").click();
  await expect(page.getByText("You don't have an active subscription.")).toBeVisible();
  expect((await shop.stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
});

test("cards: declined, 3D Secure, added, made default, removed", async ({ page, shop }) => {
  const { features, subscription } = await subscribed(shop);
  await open(page, shop, features);
  await link(page, "Add payment method").click();
  await expectGoodLayout(page, "portal-card");
  for (const [number, message] of declines.slice(0, 3)) {
    await typeCard(page, number);
    await button(page, "Add").click();
    await expect(page.getByRole("alert")).toHaveText(message);
  }
  await typeCard(page, "4000002500003155");
  await button(page, "Add").click();
  await button(page, "Fail").click();
  await expect(page.getByRole("alert")).toContainText("We are unable to authenticate your payment method.");
  expect((await shop.stripe.customers.listPaymentMethods(shop.customer.id)).data).toHaveLength(1);
  await typeCard(page, "4000002500003155");
  await button(page, "Add").click();
  await button(page, "Complete").click();
  await expect(page.getByText("Visa •••• 3155 Default")).toBeVisible();
  await button(page, "Make default Visa •••• 4242").click();
  await expect(page.getByText("Visa •••• 4242 Default")).toBeVisible();
  await button(page, "Delete Visa •••• 3155").click();
  await expect(page.getByText("3155")).toHaveCount(0);
  const kept = (await shop.stripe.customers.listPaymentMethods(shop.customer.id)).data;
  expect(kept.map((method) => method.card?.last4)).toEqual(["4242"]);
  expect((await shop.stripe.subscriptions.retrieve(subscription.id)).default_payment_method).toBe(kept[0]?.id);
});

test("invoices: a PDF for the paid one, a payment link for the open one", async ({ page, shop }) => {
  const { features } = await subscribed(shop);
  const { stripe, customer } = shop;
  const draft = await stripe.invoices.create({
    customer: customer.id,
    collection_method: "send_invoice",
    days_until_due: 7,
  });
  await stripe.invoiceItems.create({ customer: customer.id, invoice: draft.id, currency: "usd", amount: 700 });
  const invoice = await stripe.invoices.finalizeInvoice(draft.id);
  const url = await open(page, shop, features);
  const download = page.waitForEvent("download");
  await row(page, "$50.00").getByRole("link", { name: /^PDF/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^Invoice-.*\.pdf$/);
  await page.getByRole("link", { name: `Pay ${invoice.number}` }).click();
  await page.getByRole("button", { name: "Pay $7.00 with Visa •••• 4242" }).click();
  await expect(page.getByText("Paid on")).toBeVisible();
  await page.goto(url);
  await expect(row(page, "$7.00")).toContainText("Paid");
});

test("billing information: name, email, phone, address and tax IDs", async ({ page, shop }) => {
  const { features } = await subscribed(shop);
  await open(page, shop, features);
  await link(page, "Update information").click();
  await page.getByLabel("Email").fill("nonsense");
  await button(page, "Save").click();
  await expect(page.getByRole("alert")).toHaveText("Your email is invalid.");
  await page.getByLabel("Name", { exact: true }).fill("Ada King");
  await page.getByLabel("Email").fill("billing@example.com");
  await page.getByLabel("Phone").fill("+44 20 7946 0000");
  await page.getByLabel("Country or region").selectOption("United Kingdom");
  await button(page, "Save").click();
  await expect(page.getByRole("alert")).toHaveText("Please enter your complete billing address.");
  await expectGoodLayout(page, "portal-information");
  await page.getByLabel("Address", { exact: true }).fill("12 St James's Square");
  await page.getByLabel("City").fill("London");
  await button(page, "Save").click();
  await expect(page.getByText("12 St James's Square, London, United Kingdom")).toBeVisible();
  await link(page, "Add tax ID").click();
  await page.getByLabel("Tax ID type").selectOption({ label: "United Kingdom – GB VAT" });
  await page.getByRole("textbox", { name: "Tax ID" }).fill("GB1");
  await button(page, "Add").click();
  await expect(page.getByRole("alert")).toContainText("Your tax ID is invalid.");
  await expectGoodLayout(page, "portal-tax-id");
  await page.getByRole("textbox", { name: "Tax ID" }).fill("GB123456789");
  await button(page, "Add").click();
  await expect(page.getByText("GB VAT")).toBeVisible();
  expect(await shop.stripe.customers.retrieve(shop.customer.id)).toMatchObject({
    name: "Ada King",
    email: "billing@example.com",
    phone: "+44 20 7946 0000",
    address: { line1: "12 St James's Square", country: "GB" },
  });
  await button(page, "Delete GB123456789").click();
  await expect(page.getByText("No tax ID yet.")).toBeVisible();
  expect((await shop.stripe.customers.listTaxIds(shop.customer.id)).data).toEqual([]);
});

test.describe("flows", () => {
  const thereAndBack = ({ site }: Shop) => ({ type: "redirect" as const, redirect: { return_url: `${site}/done` } });

  test("adding a card leads back to the shop", async ({ page, shop }) => {
    const { features } = await subscribed(shop);
    await open(page, shop, features, {
      flow_data: { type: "payment_method_update", after_completion: thereAndBack(shop) },
    });
    await expect(page.getByRole("heading", { name: "Add payment method" })).toBeVisible();
    await typeCard(page, "5555555555554444");
    await button(page, "Add").click();
    await page.waitForURL(`${shop.site}/done`);
  });

  test("canceling", async ({ page, shop }) => {
    const { features, subscription } = await subscribed(shop);
    const subscription_cancel = { subscription: subscription.id };
    await open(page, shop, features, {
      flow_data: { type: "subscription_cancel", subscription_cancel, after_completion: thereAndBack(shop) },
    });
    await button(page, "Cancel subscription").click();
    await page.waitForURL(`${shop.site}/done`);
  });

  test("choosing a plan", async ({ page, shop }) => {
    const { features, subscription } = await subscribed(shop);
    const subscription_update = { subscription: subscription.id };
    await open(page, shop, features, {
      flow_data: { type: "subscription_update", subscription_update, after_completion: thereAndBack(shop) },
    });
    await page.getByRole("radio", { name: /Business/ }).check();
    await button(page, "Continue").click();
    await button(page, "Confirm").click();
    await page.waitForURL(`${shop.site}/done`);
  });

  test("confirming a plan chosen in the shop", async ({ page, shop }) => {
    const { features, subscription, large } = await subscribed(shop);
    const items = [{ id: subscription.items.data[0]?.id ?? "", price: large.id, quantity: 1 }];
    const subscription_update_confirm = { subscription: subscription.id, items };
    const hosted = {
      type: "hosted_confirmation",
      hosted_confirmation: { custom_message: "Welcome to Business!" },
    } as const;
    await open(page, shop, features, {
      flow_data: { type: "subscription_update_confirm", subscription_update_confirm, after_completion: hosted },
    });
    await expect(page.getByRole("heading", { name: "Confirm your update" })).toBeVisible();
    await button(page, "Confirm").click();
    await expect(page.getByText("Welcome to Business!")).toBeVisible();
    await link(page, "Return").click();
    await page.waitForURL(`${shop.site}/billing`);
  });
});

test("what the configuration disables is hidden, and refused by URL", async ({ page, shop }) => {
  const { subscription } = await subscribed(shop);
  const url = await open(page, shop, { invoice_history: { enabled: false } });
  for (const name of [
    "Update subscription",
    "Cancel subscription",
    "Add payment method",
    "Update information",
    "Add tax ID",
  ])
    await expect(page.getByRole("link", { name })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Invoice history" })).toHaveCount(0);
  const own = `subscriptions/${subscription.id}`;
  for (const path of ["payment-methods", "information", "tax-ids", `${own}/cancel`, `${own}/update`])
    expect((await page.request.get(`${url}/${path}`)).status(), path).toBe(404);
  const card = {
    number: "4242424242424242",
    expiry: "12/34",
    cvc: "123",
    name: "Ada",
    tax_type: "eu_vat",
    tax_id: "DE1234",
  };
  for (const path of ["payment-methods", "information", "tax-ids", `${own}/cancel`, `${own}/resume`, `${own}/keep`])
    expect((await page.request.post(`${url}/${path}`, { form: card })).status(), path).toBe(404);
  const form = { price: shop.price.id, quantity: "3" };
  expect((await page.request.post(`${url}/${own}/update`, { form })).status()).toBe(404);
  expect(await shop.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
    cancel_at: null,
    items: { data: [{ quantity: 1 }] },
  });
});

test("leads back to the shop; an expired link says so", async ({ page, shop }) => {
  const url = await open(page, shop, null);
  await link(page, "Return to Example Works").click();
  await page.waitForURL(`${shop.site}/billing`);
  shop.local.advance(25 * 3600);
  await page.goto(url);
  await expect(page.getByRole("heading", { name: "This link has expired" })).toBeVisible();
});

test("two simultaneous submissions change the plan once", async ({ page, shop }) => {
  const { features, subscription, large } = await subscribed(shop);
  const url = await open(page, shop, features);
  const confirm = () =>
    page.request.post(`${url}/subscriptions/${subscription.id}/update`, {
      form: { price: large.id, quantity: "1" },
      maxRedirects: 0,
    });
  await Promise.all([confirm(), confirm()]);
  expect((await shop.stripe.invoices.list()).data).toHaveLength(2);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("changes the plan and adds a card", async ({ page, shop }) => {
    const { features } = await subscribed(shop);
    await open(page, shop, features);
    await link(page, "Update subscription").click();
    await page.getByRole("radio", { name: /Business/ }).check();
    await button(page, "Continue").click();
    await button(page, "Confirm").click();
    await expect(page.getByText("$90.00 per month")).toBeVisible();
    await link(page, "Add payment method").click();
    await typeCard(page, "5555555555554444", "12 / 34");
    await button(page, "Add").click();
    await expect(page.getByText("Mastercard •••• 4444 Default")).toBeVisible();
  });
});
