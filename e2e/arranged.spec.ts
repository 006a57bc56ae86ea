import type { Page } from "@playwright/test";
import type Stripe from "stripe";
import { buy, type Customer, newCustomer } from "./support/customer";
import { lookAt } from "./support/look";
import { sessionOf } from "./support/sessions";
import { stack } from "./support/stack";
import { stripe } from "./support/stripe";
import { synced } from "./support/synced";
import { expect, test } from "./support/test";

/** What a person arranges in the Stripe dashboard is shown to the customer in words, and no button of theirs undoes it. */

const look = (page: Page, name: string) => lookAt(page, `arranged-${name}`, ["light", "dark"]);

/** Opens the billing page after the sync, and reloads it if something is still on its way. */
async function shows({ page, organizationId }: Customer, words: string | RegExp): Promise<void> {
  await synced(organizationId);
  await expect(async () => {
    await page.goto("/billing");
    await expect(page.getByText(words).filter({ visible: true }).first()).toBeVisible({ timeout: 1_500 });
  }).toPass({ timeout: 45_000 });
}

async function subscriptionOf(customer: Customer): Promise<Stripe.Subscription> {
  const { data } = await stripe().subscriptions.list({ limit: 100 });
  const subscription = data.find(({ metadata }) => metadata.organization_id === customer.organizationId);
  if (!subscription) throw new Error("The customer has no subscription.");
  return subscription;
}

const idOf = (reference: string | { id: string }) => (typeof reference === "string" ? reference : reference.id);

const product = async (name: string) => (await stripe().products.create({ name })).id;

const ownPrice = async (product: string, unit_amount: number) =>
  stripe().prices.create({ currency: "usd", product, unit_amount, recurring: { interval: "month" } });

test("a customer sees what our team arranged at Stripe, and can't undo it", async ({ browser }) => {
  test.setTimeout(420_000);
  const platform = await browser.newContext({
    baseURL: stack().url,
    storageState: sessionOf("platformAdmin"),
  });
  const customer = await newCustomer(browser, platform, "professional");
  const { page } = customer;
  await buy(customer, "Professional");
  const { id, customer: reference, items, latest_invoice } = await subscriptionOf(customer);
  const customerId = idOf(reference);
  const [plan] = items.data;
  if (!plan) throw new Error("The subscription has no item.");

  await test.step("a custom item has its name and price, and is in the total", async () => {
    const price = await ownPrice(await product("Custom contract item"), 50_000);
    const { id: item } = await stripe().subscriptionItems.create({
      subscription: id,
      price: price.id,
      proration_behavior: "none",
    });
    await shows(customer, "Custom contract item");
    await expect(page.getByRole("list", { name: "What you pay for" })).toContainText("Total$699.00 a month");
    await expect(page.getByRole("region", { name: "Next charge" })).toContainText(/\$699\.00 on \w{3} \d+/);
    await look(page, "custom-item");
    await stripe().subscriptionItems.del(item, { proration_behavior: "none" });
  });

  await test.step("a price of the company's own is changed by us alone", async () => {
    const price = await ownPrice(idOf(plan.price.product), 14_900);
    await stripe().subscriptionItems.update(plan.id, { price: price.id, quantity: 5, proration_behavior: "none" });
    await shows(customer, "Your plan has a custom price.");
    await expect(page.getByText("Professional × 5")).toBeVisible();
    await expect(page.getByRole("button", { name: "Change plan" })).toHaveCount(0);
    await look(page, "own-price");
    await stripe().subscriptionItems.update(plan.id, {
      price: plan.price.id,
      quantity: 1,
      proration_behavior: "none",
    });
    await shows(customer, "$199.00/mo");
  });

  await test.step("a scheduled change names us, and leaving asks whether to discard it", async () => {
    const price = await ownPrice(await product("Enterprise agreement"), 150_000);
    const schedule = await stripe().subscriptionSchedules.create({ from_subscription: id });
    const [phase] = schedule.phases;
    await stripe().subscriptionSchedules.update(schedule.id, {
      phases: [
        {
          items: [{ price: plan.price.id, quantity: 1 }],
          start_date: phase?.start_date ?? "now",
          end_date: phase?.end_date ?? "now",
        },
        { items: [{ price: price.id, quantity: 1 }], duration: { interval: "month", interval_count: 12 } },
      ],
    });
    await shows(customer, /your plan changes to Enterprise agreement, \$1,500\.00 a month\. Our team arranged this\./);
    for (const name of ["Undo change", "Change plan", "Apply"]) {
      await expect(page.getByRole("button", { name })).toHaveCount(0);
    }
    await look(page, "scheduled");
    await page.getByRole("button", { name: "Cancel plan" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "Too expensive" }).click();
    await expect(dialog.getByRole("button", { name: /^Cancel on/ })).toBeDisabled();
    await dialog.getByRole("checkbox", { name: "Discard the arranged change" }).click();
    await look(page, "scheduled-cancel");
    await dialog.getByRole("button", { name: /^Cancel on/ }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/^Your Professional plan ends on/).first()).toBeVisible();
    expect((await stripe().subscriptionSchedules.retrieve(schedule.id)).status).toBe("released");
    await page.getByRole("button", { name: "Resume plan" }).click();
    await expect(page.getByText(/^Renews on/)).toBeVisible();
  });

  await test.step("paused payments aren't a plan for nothing", async () => {
    await stripe().subscriptions.update(id, { pause_collection: { behavior: "void" } });
    await shows(customer, "Payments are paused, so nothing is charged.");
    await expect(page.getByText("$0.00")).toHaveCount(0);
    await look(page, "paused");
    await stripe().subscriptions.update(id, { pause_collection: "" });
    await shows(customer, /^Renews on/);
  });

  await test.step("an invoice says what was given back", async () => {
    const invoice = String(latest_invoice);
    const { data } = await stripe().charges.list({ customer: customerId });
    await stripe().refunds.create({ charge: data[0]?.id ?? "", amount: 10_000 });
    await stripe().creditNotes.create({ invoice, amount: 5_000, credit_amount: 5_000 });
    await shows(customer, "Paid $199.00, refunded $100.00, credited $50.00");
    await look(page, "refunded");
  });

  await test.step("a disputed payment is marked", async () => {
    const method = await stripe().paymentMethods.attach("pm_card_createDispute", { customer: customerId });
    const draft = await stripe().invoices.create({ customer: customerId });
    await stripe().invoiceItems.create({
      customer: customerId,
      invoice: draft.id,
      amount: 12_000,
      currency: "usd",
      description: "Onboarding",
    });
    await stripe().invoices.finalizeInvoice(draft.id);
    await stripe().invoices.pay(draft.id, { payment_method: method.id });
    await shows(customer, "Disputed");
    await look(page, "disputed");
  });

  await test.step("invoices that are sent have a due date, a sum, and nothing to do with a card", async () => {
    await stripe().subscriptions.update(id, { collection_method: "send_invoice", days_until_due: 30 });
    const send = async (amount: number, days_until_due: number) => {
      const { id: invoice } = await stripe().invoices.create({
        customer: customerId,
        collection_method: "send_invoice",
        days_until_due,
      });
      await stripe().invoiceItems.create({ customer: customerId, invoice, amount, currency: "usd" });
      await stripe().invoices.finalizeInvoice(invoice);
    };
    await send(19_900, 0);
    await send(29_900, 30);
    await shows(customer, "2 open invoices, $498.00 in total");
    await shows(customer, "1 is overdue. Nothing changes yet. Pay to stay up to date.");
    await expect(page.getByText(/^Invoices are emailed to .*; due in 30 days\.$/)).toBeVisible();
    await expect(page.getByRole("link", { name: "Update card" })).toHaveCount(0);
    await look(page, "overdue");
  });

  await test.step("a suspended organization is offered nothing, can pay, and sees a contact", async () => {
    const { file } = customer;
    await file.goto(`/admin/organizations/${customer.organizationId}`);
    await expect(file.getByRole("table", { name: "Disputes" })).toContainText("Needs response");
    await expect(file.getByRole("table", { name: "Refunds and credit notes" })).toContainText("$100.00");
    await expect(file.getByText("Sends invoices, due in 30 days")).toBeVisible();
    await look(file, "admin");
    await file.getByRole("button", { name: "Actions" }).click();
    await file.getByRole("menuitem", { name: "Suspend…" }).click();
    await file.getByLabel("Reason").fill("Ticket 4712: a test");
    await file.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
    await expect(file.getByText(/^Suspended since /)).toBeVisible();
    await shows(customer, "You can't buy anything while your organization is suspended.");
    await expect(page.getByRole("link", { name: "Contact us" })).toHaveAttribute("href", /^mailto:.+@/);
    await expect(page.getByRole("button", { name: /^(Change plan|Choose|Apply|Add one)/ })).toHaveCount(0);
    await expect(page.getByRole("link", { name: /^Pay / }).first()).toBeVisible();
    await expect(page.getByText("Pay to stay up to date.")).toHaveCount(0);
    await look(page, "suspended");
  });
  expect(customer.errors).toEqual([]);
  await platform.close();
});
