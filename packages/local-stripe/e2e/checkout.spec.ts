import type { Page } from "@playwright/test";
import type Stripe from "stripe";
import { declines, typeCard } from "./support/card";
import { expectGoodLayout, tabTo } from "./support/check-page";
import { expect, type Shop, test } from "./support/test";

type Options = Partial<Stripe.Checkout.SessionCreateParams>;

async function open(page: Page, shop: Shop, options: Options = {}): Promise<Stripe.Checkout.Session> {
  const session = await shop.stripe.checkout.sessions.create({
    mode: "subscription",
    customer: shop.customer.id,
    line_items: [{ price: shop.price.id, quantity: 1 }],
    success_url: `${shop.site}/ok?{CHECKOUT_SESSION_ID}`,
    cancel_url: `${shop.site}/back`,
    ...options,
  });
  await page.goto(session.url ?? "");
  return session;
}

const subscribe = (page: Page) => page.getByRole("button", { name: "Subscribe" }).click();
const total = (page: Page) => page.locator(".row.total");

async function subscriptions({ stripe }: Shop): Promise<Stripe.Subscription[]> {
  return (await stripe.subscriptions.list({ status: "all" })).data;
}

test("subscribes with the keyboard alone", async ({ page, shop }) => {
  const session = await open(page, shop);
  await tabTo(page, "Card number");
  await page.keyboard.type("4242424242424242");
  await expect(page.getByLabel("Card number")).toHaveValue("4242 4242 4242 4242");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1234");
  await expect(page.getByLabel("Expiration date")).toHaveValue("12 / 34");
  await page.keyboard.press("Tab");
  await page.keyboard.type("123");
  await tabTo(page, "Subscribe");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${shop.site}/ok?${session.id}`);
  expect((await subscriptions(shop)).map(({ status }) => status)).toEqual(["active"]);
});

test("every declined card shows Stripe's message, and nothing is bought", async ({ page, shop }) => {
  await open(page, shop);
  for (const [number, message] of declines) {
    await typeCard(page, number);
    await subscribe(page);
    await expect(page.getByRole("alert")).toHaveText(message);
    await expect(page.getByLabel("Card number")).toHaveValue("");
  }
  expect(await subscriptions(shop)).toEqual([]);
  expect((await shop.stripe.charges.list()).data.every((charge) => !charge.paid)).toBe(true);
  await typeCard(page, "4242424242424242");
  await subscribe(page);
  await page.waitForURL(`${shop.site}/ok?**`);
});

test("missing fields are reported next to the field", async ({ page, shop }) => {
  await open(page, shop, { customer: undefined });
  await subscribe(page);
  await expect(page.getByLabel("Email")).toBeFocused();
  await page.getByLabel("Email").fill("new@example.com");
  await subscribe(page);
  await expect(page.getByRole("alert")).toHaveText("Your card number is incomplete.");
  await expect(page.getByLabel("Email")).toHaveValue("new@example.com");
  await typeCard(page, "4242424242424242", "0120");
  await subscribe(page);
  await expect(page.getByRole("alert")).toHaveText("Your card's expiration date is in the past.");
  await expectGoodLayout(page, "checkout-error");
});

test("3D Secure: failing returns to the form, completing pays", async ({ page, shop }) => {
  await open(page, shop);
  await typeCard(page, "4000002500003155");
  await subscribe(page);
  await expect(page.getByRole("heading", { name: "3D Secure test page" })).toBeVisible();
  await expectGoodLayout(page, "3d-secure");
  await page.getByRole("button", { name: "Fail" }).click();
  await expect(page.getByRole("alert")).toContainText("We are unable to authenticate your payment method.");
  expect(await subscriptions(shop)).toEqual([]);
  await typeCard(page, "4000002500003155");
  await subscribe(page);
  await page.getByRole("button", { name: "Complete" }).click();
  await page.waitForURL(`${shop.site}/ok?**`);
  expect((await subscriptions(shop)).map(({ status }) => status)).toEqual(["active"]);
});

test("3D Secure passed, but the charge is declined", async ({ page, shop }) => {
  await open(page, shop);
  await typeCard(page, "4000008260003178");
  await subscribe(page);
  await page.getByRole("button", { name: "Complete" }).click();
  await expect(page.getByRole("alert")).toHaveText("Your card has insufficient funds.");
  expect(await subscriptions(shop)).toEqual([]);
});

test("a trial costs nothing today and shows the later price", async ({ page, shop }) => {
  await open(page, shop, { subscription_data: { trial_period_days: 14 } });
  await expect(page.getByText("$0.00 today")).toContainText("then $50.00 per month from");
  await expect(total(page)).toContainText("$0.00");
  await expectGoodLayout(page, "checkout-trial");
  await typeCard(page, "4242424242424242");
  await page.getByRole("button", { name: "Start trial" }).click();
  await page.waitForURL(`${shop.site}/ok?**`);
  expect((await subscriptions(shop)).map(({ status }) => status)).toEqual(["trialing"]);
});

test("a trial that needs no card doesn't ask for one", async ({ page, shop }) => {
  await open(page, shop, { payment_method_collection: "if_required", subscription_data: { trial_period_days: 14 } });
  await expect(page.getByLabel("Card number")).toHaveCount(0);
  await page.getByRole("button", { name: "Start trial" }).click();
  await page.waitForURL(`${shop.site}/ok?**`);
});

test("promotion codes: wrong, expired, someone else's, then a valid one and its removal; other fields are kept", async ({
  page,
  shop,
}) => {
  const { stripe, local } = shop;
  const coupon = await stripe.coupons.create({ percent_off: 20, duration: "forever" });
  const code = (name: string, more: Partial<Stripe.PromotionCodeCreateParams> = {}) =>
    stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: name, ...more });
  const stranger = await stripe.customers.create({ email: "someone@example.com" });
  await code("GOOD");
  await code("OLD", { expires_at: local.now() + 60 });
  await code("THEIRS", { customer: stranger.id });
  await code("LARGE", { restrictions: { minimum_amount: 9900, minimum_amount_currency: "usd" } });
  local.advance(120);
  await open(page, shop, { allow_promotion_codes: true });
  await typeCard(page, "4242424242424242");
  const apply = async (name: string) => {
    await page.getByLabel("Promotion code").fill(name);
    await page.getByRole("button", { name: "Apply" }).click();
  };
  for (const [name, message] of [
    ["NOPE", "This code is invalid."],
    ["OLD", "This code has expired."],
    ["THEIRS", "This code is invalid."],
    ["LARGE", "Your order doesn't meet this code's minimum amount."],
  ] as const) {
    await apply(name);
    await expect(page.getByRole("alert")).toHaveText(message);
    await expect(page.getByLabel("Promotion code")).toHaveValue(name);
  }
  await apply("good");
  await expect(total(page)).toContainText("$40.00");
  await expect(page.getByText("20% off forever")).toBeVisible();
  await page.getByRole("button", { name: "Remove promotion code GOOD" }).click();
  await expect(total(page)).toContainText("$50.00");
  await apply("GOOD");
  await expect(total(page)).toContainText("$40.00");
  await expect(page.getByLabel("Card number")).toHaveValue("4242 4242 4242 4242");
  await subscribe(page);
  await page.waitForURL(`${shop.site}/ok?**`);
  expect((await stripe.invoices.list()).data.map((invoice) => invoice.total)).toEqual([4000]);
});

test("the quantity can be changed within the allowed range", async ({ page, shop }) => {
  await open(page, shop, {
    line_items: [{ price: shop.price.id, quantity: 2, adjustable_quantity: { enabled: true, minimum: 1, maximum: 5 } }],
  });
  await expect(total(page)).toContainText("$100.00");
  const change = async (quantity: string) => {
    await page.getByLabel("Quantity").fill(quantity);
    await page.getByRole("button", { name: "Update" }).click();
  };
  await change("9");
  await expect(page.getByRole("alert")).toHaveText("Enter a quantity between 1 and 5.");
  await change("3");
  await expect(total(page)).toContainText("$150.00");
  await typeCard(page, "4242424242424242");
  await subscribe(page);
  await page.waitForURL(`${shop.site}/ok?**`);
  expect((await subscriptions(shop))[0]?.items.data[0]?.quantity).toBe(3);
});

test("collects address, phone, company and consent, and adds tax, as configured", async ({ page, shop }) => {
  const { stripe } = shop;
  const vat = await stripe.taxRates.create({ display_name: "VAT", percentage: 20, inclusive: false });
  const session = await open(page, shop, {
    customer: undefined,
    billing_address_collection: "required",
    phone_number_collection: { enabled: true },
    tax_id_collection: { enabled: true },
    consent_collection: { terms_of_service: "required", promotions: "auto" },
    custom_text: {
      submit: { message: "You'll hear from us within a day." },
      terms_of_service_acceptance: { message: "I agree to the terms of Example Works" },
    },
    line_items: [{ price: shop.price.id, quantity: 1, tax_rates: [vat.id] }],
  });
  await expect(total(page)).toContainText("$60.00");
  await expect(page.getByText("You'll hear from us within a day.")).toBeVisible();
  await expectGoodLayout(page, "checkout-everything");
  await page.getByLabel("Email").fill("new@example.com");
  await page.getByLabel("Phone number").fill("+49 30 123456");
  await typeCard(page, "4242424242424242");
  await page.getByLabel("Country or region").selectOption("Germany");
  await page.getByLabel("Address", { exact: true }).fill("Main Street 1");
  await page.getByLabel("City").fill("Berlin");
  await page.getByLabel("I'm purchasing as a business").check();
  await page.getByLabel("Business name").fill("Analytical Engines");
  await page.getByRole("textbox", { name: "Tax ID" }).fill("nonsense");
  await subscribe(page);
  await expect(page.getByRole("alert")).toContainText("Your tax ID is invalid.");
  await page.getByRole("textbox", { name: "Tax ID" }).fill("DE123456789");
  await typeCard(page, "4242424242424242");
  await subscribe(page);
  await expect(page.getByRole("alert")).toHaveText("Please accept the terms to continue.");
  await page.getByLabel("I agree to the terms of Example Works").check();
  await typeCard(page, "4242424242424242");
  await subscribe(page);
  await page.waitForURL(`${shop.site}/ok?**`);
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["customer"] });
  expect(done).toMatchObject({
    amount_total: 6000,
    consent: { terms_of_service: "accepted", promotions: "opt_out" },
    customer_details: { business_name: "Analytical Engines", tax_ids: [{ type: "eu_vat", value: "DE123456789" }] },
    customer: { phone: "+49 30 123456", address: { country: "DE", city: "Berlin" } },
  });
});

test("inclusive tax is labeled and adds nothing", async ({ page, shop }) => {
  const vat = await shop.stripe.taxRates.create({ display_name: "VAT", percentage: 25, inclusive: true });
  await open(page, shop, { subscription_data: { default_tax_rates: [vat.id] } });
  await expect(page.getByText("Tax included")).toBeVisible();
  await expect(page.getByText("$10.00")).toBeVisible();
  await expect(total(page)).toContainText("$50.00");
});

test("leads back to the shop; expired and completed sessions say so", async ({ page, shop }) => {
  const { stripe, local } = shop;
  const session = await open(page, shop);
  await page.getByRole("link", { name: "Back to Example Works" }).click();
  await page.waitForURL(`${shop.site}/back`);
  await page.goto(session.url ?? "");
  await typeCard(page, "4242424242424242");
  await subscribe(page);
  await page.waitForURL(`${shop.site}/ok?**`);
  await page.goto(session.url ?? "");
  await expect(page.getByRole("heading", { name: "You're all done here" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Continue to Example Works" })).toHaveAttribute(
    "href",
    `${shop.site}/ok?${session.id}`,
  );
  await expectGoodLayout(page, "checkout-done");
  const other = await open(page, shop);
  local.advance(25 * 3600);
  await page.reload();
  await expect(page.getByRole("heading", { name: "This page has expired" })).toBeVisible();
  expect((await stripe.checkout.sessions.retrieve(other.id)).status).toBe("expired");
});

test("two simultaneous submissions are paid once", async ({ page, shop }) => {
  const session = await open(page, shop);
  const form = { number: "4242424242424242", expiry: "12/34", cvc: "123", name: "Ada Lovelace" };
  const twice = await Promise.all([1, 2].map(() => page.request.post(session.url ?? "", { form, maxRedirects: 0 })));
  expect(twice.map((answer) => answer.status())).toEqual([303, 303]);
  expect(await subscriptions(shop)).toHaveLength(1);
  expect((await shop.stripe.charges.list()).data).toHaveLength(1);
});

test("a double click on the button pays once", async ({ page, shop }) => {
  await open(page, shop);
  await typeCard(page, "4242424242424242");
  await page.getByRole("button", { name: "Subscribe" }).dblclick();
  await page.waitForURL(`${shop.site}/ok?**`);
  expect(await subscriptions(shop)).toHaveLength(1);
});

test("a returning customer can pay with a saved card", async ({ page, shop }) => {
  const { stripe, customer } = shop;
  const card = await stripe.paymentMethods.attach("pm_card_mastercard", { customer: customer.id });
  await stripe.paymentMethods.update(card.id, { allow_redisplay: "always" });
  await open(page, shop);
  await expect(page.getByRole("radio", { name: /Mastercard •••• 4444/ })).toBeChecked();
  await expect(page.getByLabel("Card number")).toBeHidden();
  await expectGoodLayout(page, "checkout-saved-card");
  await page.getByRole("radio", { name: "Use another card" }).check();
  await expect(page.getByLabel("Card number")).toBeVisible();
  await page.getByRole("radio", { name: /Mastercard/ }).check();
  await subscribe(page);
  await page.waitForURL(`${shop.site}/ok?**`);
  expect((await subscriptions(shop))[0]?.default_payment_method).toBe(card.id);
});

test("a one-time payment", async ({ page, shop }) => {
  const { stripe, product } = shop;
  const once = await stripe.prices.create({ currency: "usd", product: product.id, unit_amount: 1999 });
  const session = await open(page, shop, { mode: "payment", line_items: [{ price: once.id, quantity: 2 }] });
  await expectGoodLayout(page, "checkout-payment");
  await typeCard(page, "4000000000000002");
  await page.getByRole("button", { name: "Pay $39.98" }).click();
  await expect(page.getByRole("alert")).toHaveText("Your card was declined.");
  await typeCard(page, "4242424242424242");
  await page.getByRole("button", { name: "Pay $39.98" }).click();
  await page.waitForURL(`${shop.site}/ok?**`);
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    payment_status: "paid",
    amount_total: 3998,
  });
});

test("saves a card without a payment, after 3D Secure", async ({ page, shop }) => {
  const { stripe, customer } = shop;
  const session = await open(page, shop, { mode: "setup", currency: "usd", line_items: undefined });
  await expectGoodLayout(page, "checkout-setup");
  await typeCard(page, "4000002500003155");
  await page.getByRole("button", { name: "Save card" }).click();
  await page.getByRole("button", { name: "Complete" }).click();
  await page.waitForURL(`${shop.site}/ok?**`);
  expect((await stripe.checkout.sessions.retrieve(session.id)).setup_intent).toMatch(/^seti_/);
  expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
});

test("a bank account pays by debit where it is accepted", async ({ page, shop }) => {
  const once = await shop.stripe.prices.create({ currency: "eur", product: shop.product.id, unit_amount: 1999 });
  const session = await open(page, shop, {
    mode: "payment",
    line_items: [{ price: once.id, quantity: 1 }],
    allowed_payment_method_types: ["card", "sepa_debit"],
  });
  await expect(page.getByLabel("IBAN")).toBeHidden();
  await page.getByRole("radio", { name: "SEPA Direct Debit" }).check();
  await page.getByLabel("IBAN").fill("DE89 3704 0044 0532 0130 01");
  await page.getByLabel("Account holder").fill("Ada Lovelace");
  await page.getByRole("button", { name: "Pay €19.99" }).click();
  await expect(page.getByRole("alert")).toHaveText("The IBAN you provided is invalid.");
  await page.getByLabel("IBAN").fill("DE89 3704 0044 0532 0130 00");
  await page.getByRole("button", { name: "Pay €19.99" }).click();
  await page.waitForURL(`${shop.site}/ok?**`);
  expect((await shop.stripe.checkout.sessions.retrieve(session.id)).status).toBe("complete");
});

test("names are escaped", async ({ page, shop }) => {
  const markup = `<script>document.title="broken"</script>"><img src=x onerror=document.title="broken">`;
  await shop.stripe.products.update(shop.product.id, { name: markup });
  await shop.stripe.customers.update(shop.customer.id, { name: markup });
  await open(page, shop, { allow_promotion_codes: true, custom_text: { submit: { message: markup } } });
  await page.getByLabel("Promotion code").fill(markup);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("alert")).toHaveText("This code is invalid.");
  await expect(page.getByLabel("Name on card")).toHaveValue(markup);
  await subscribe(page);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("<script>");
  await expect(page).toHaveTitle("Example Works · Checkout");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("applies a code and pays with a card", async ({ page, shop }) => {
    const coupon = await shop.stripe.coupons.create({ amount_off: 1000, currency: "usd", duration: "once" });
    await shop.stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "TEN" });
    await open(page, shop, { allow_promotion_codes: true });
    await page.getByLabel("Promotion code").fill("TEN");
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(total(page)).toContainText("$40.00");
    await typeCard(page, "4242424242424242", "12 / 34");
    await subscribe(page);
    await page.waitForURL(`${shop.site}/ok?**`);
  });
});
