import type Stripe from "stripe";
import { declines, typeCard } from "./support/card";
import { expectGoodLayout, tabTo } from "./support/check-page";
import { expect, giveCard, type Shop, test } from "./support/test";

/** A $120 invoice, due within a month. */
async function invoiced({ stripe, customer }: Shop): Promise<Stripe.Invoice> {
  await stripe.customers.update(customer.id, {
    invoice_settings: {
      footer: "Thank you for your business.",
      custom_fields: [{ name: "Purchase order", value: "PO-77" }],
    },
  });
  const invoice = await stripe.invoices.create({
    customer: customer.id,
    collection_method: "send_invoice",
    days_until_due: 30,
  });
  await stripe.invoiceItems.create({
    customer: customer.id,
    invoice: invoice.id,
    currency: "usd",
    amount: 12_000,
    description: "Machine setup",
  });
  return stripe.invoices.finalizeInvoice(invoice.id);
}

test("shows declines, asks for 3D Secure, and accepts a good card", async ({ page, shop }) => {
  const invoice = await invoiced(shop);
  await page.goto(invoice.hosted_invoice_url ?? "");
  await expect(page.getByText("Purchase order")).toBeVisible();
  await expectGoodLayout(page, "invoice-open");
  const pay = page.getByRole("button", { name: "Pay $120.00" });
  for (const [number, message] of declines.slice(0, 2)) {
    await typeCard(page, number);
    await pay.click();
    await expect(page.getByRole("alert")).toHaveText(message);
  }
  await typeCard(page, "4000002760003184");
  await pay.click();
  await page.getByRole("button", { name: "Fail" }).click();
  await expect(page.getByRole("alert")).toContainText("We are unable to authenticate your payment method.");
  await typeCard(page, "4000008260003178");
  await pay.click();
  await page.getByRole("button", { name: "Complete" }).click();
  await expect(page.getByRole("alert")).toHaveText("Your card has insufficient funds.");
  await typeCard(page, "4000002760003184");
  await pay.click();
  await page.getByRole("button", { name: "Complete" }).click();
  await expect(page.getByText("Paid on")).toBeVisible();
  await expect(pay).toHaveCount(0);
  expect((await shop.stripe.invoices.retrieve(invoice.id ?? "")).status).toBe("paid");
});

test("pays with the saved card, with the keyboard alone", async ({ page, shop }) => {
  await giveCard(shop);
  const invoice = await invoiced(shop);
  await page.goto(invoice.hosted_invoice_url ?? "");
  await tabTo(page, "Pay $120.00 with Visa");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Paid on")).toBeVisible();
});

test("two simultaneous submissions are paid once", async ({ page, shop }) => {
  const { stripe } = shop;
  await giveCard(shop);
  const invoice = await invoiced(shop);
  const pay = () => page.request.post(`${invoice.hosted_invoice_url}/pay`, { form: { saved: "1" }, maxRedirects: 0 });
  expect((await Promise.all([pay(), pay()])).map((answer) => answer.status())).toEqual([303, 303]);
  expect((await stripe.charges.list()).data).toHaveLength(1);
});

test("a paid invoice offers its PDF, receipt and credit note", async ({ page, shop }) => {
  const { stripe } = shop;
  await giveCard(shop);
  const open = await invoiced(shop);
  const invoice = await stripe.invoices.pay(open.id ?? "");
  await stripe.creditNotes.create({ invoice: invoice.id ?? "", amount: 2000, credit_amount: 2000 });
  await page.goto(invoice.hosted_invoice_url ?? "");
  await expect(page.getByText("Paid", { exact: true })).toBeVisible();
  await expectGoodLayout(page, "invoice-paid");
  for (const [link, name] of [
    ["Download invoice", `Invoice-${invoice.number}.pdf`],
    ["Download receipt", `Receipt-${invoice.number}.pdf`],
    ["Download credit note", `${invoice.number}-CN-01.pdf`],
  ] as const) {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: link }).click();
    expect((await download).suggestedFilename()).toBe(name);
  }
});

test("void and uncollectible invoices say so and can't be paid", async ({ page, shop }) => {
  const { stripe } = shop;
  const voided = await stripe.invoices.voidInvoice((await invoiced(shop)).id ?? "");
  await page.goto(voided.hosted_invoice_url ?? "");
  await expect(page.getByText("This invoice has been voided. Nothing is due.")).toBeVisible();
  await expect(page.getByLabel("Card number")).toHaveCount(0);
  const uncollectible = await stripe.invoices.markUncollectible((await invoiced(shop)).id ?? "");
  await page.goto(uncollectible.hosted_invoice_url ?? "");
  await expect(page.getByText("Uncollectible", { exact: true })).toBeVisible();
  await expect(page.getByLabel("Card number")).toHaveCount(0);
  const refused = await page.request.post(`${voided.hosted_invoice_url}/pay`, {
    form: { saved: "1" },
    maxRedirects: 0,
  });
  expect(refused.status()).toBe(303);
  expect((await stripe.invoices.retrieve(voided.id ?? "")).status).toBe("void");
});

test("a draft has no page, and a guessed URL shows nothing", async ({ page, shop }) => {
  const draft = await shop.stripe.invoices.create({ customer: shop.customer.id });
  expect(draft.hosted_invoice_url).toBeNull();
  await page.goto(`${shop.local.origin}/invoice/${draft.id}/null`);
  await expect(page.getByRole("heading", { name: "Invoice not found" })).toBeVisible();
});

test("names are escaped", async ({ page, shop }) => {
  await shop.stripe.customers.update(shop.customer.id, { name: `<script>document.title="broken"</script>` });
  await page.goto((await invoiced(shop)).hosted_invoice_url ?? "");
  await expect(page.getByRole("main")).toContainText("<script>");
  await expect(page).not.toHaveTitle("broken");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("pays with a card", async ({ page, shop }) => {
    await page.goto((await invoiced(shop)).hosted_invoice_url ?? "");
    await typeCard(page, "4242424242424242", "12 / 34");
    await page.getByRole("button", { name: "Pay $120.00" }).click();
    await expect(page.getByText("Paid on")).toBeVisible();
  });
});
