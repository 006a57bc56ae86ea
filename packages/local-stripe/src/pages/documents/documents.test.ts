import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { clientOf, only, shop, start } from "../../testing/harness";
import { pagesOf } from "../../testing/pdf-text";
import { brandStyle } from "../ui/brand-style";

const seller = {
  business: "Łódź Maszyny",
  address: ["ul. Piotrkowska 1", "90-001 Łódź"],
  country: "PL",
  email: "faktury@maszyny.example",
  taxId: "PL1234567890",
};

async function read(address: string | null | undefined): Promise<string[]> {
  const answer = await fetch(address ?? "");
  expect(answer.headers.get("content-type")).toBe("application/pdf");
  return pagesOf(new Uint8Array(await answer.arrayBuffer()));
}

const flat = (text: string): string => text.replace(/\s+/g, " ");

/** A Greek company with a VAT number, billed €100 for two units plus 23% tax and €24 including 9% tax, with 10% off. */
async function billed(stripe: Stripe): Promise<Stripe.Invoice> {
  const { customer } = await shop(stripe);
  await stripe.customers.update(customer.id, {
    name: "Ελλάδα Μηχανές ΑΕ",
    address: { line1: "Οδός Ερμού 5", postal_code: "105 63", city: "Αθήνα", country: "GR" },
    invoice_settings: {
      custom_fields: [{ name: "Purchase order", value: "PO-77" }],
      footer: "Kapitał zakładowy 5.000 €",
    },
  });
  await stripe.customers.createTaxId(customer.id, { type: "eu_vat", value: "EL123456789" });
  const rate = (percentage: number, inclusive: boolean, jurisdiction: string) =>
    stripe.taxRates.create({ display_name: "VAT", percentage, inclusive, jurisdiction });
  const [onTop, inside] = [await rate(23, false, "PL"), await rate(9, true, "IE")];
  const coupon = await stripe.coupons.create({ percent_off: 10, duration: "once", name: "Otwarcie" });
  const invoice = await stripe.invoices.create({
    customer: customer.id,
    currency: "eur",
    collection_method: "send_invoice",
    days_until_due: 14,
    description: "Dziękujemy za zamówienie",
    discounts: [{ coupon: coupon.id }],
    auto_advance: false,
  });
  const period = { start: Date.parse("2026-03-01") / 1000, end: Date.parse("2026-04-01") / 1000 };
  const common = { customer: customer.id, invoice: invoice.id, currency: "eur", period };
  const product = await stripe.products.create({ name: "Tokarka – wynajem" });
  const price = await stripe.prices.create({ currency: "eur", product: product.id, unit_amount: 5000 });
  await stripe.invoiceItems.create({ ...common, quantity: 2, pricing: { price: price.id }, tax_rates: [onTop.id] });
  await stripe.invoiceItems.create({
    ...common,
    amount: 2400,
    description: "Журнал обслуживания",
    tax_rates: [inside.id],
  });
  return stripe.invoices.finalizeInvoice(invoice.id);
}

describe("documents", () => {
  test("an invoice has all required lines, in Greek and Latin letters", async () => {
    const { stripe } = await start({ at: "2026-03-05", settings: seller });
    const invoice = await billed(stripe);
    const text = flat((await read(invoice.invoice_pdf)).join("\n"));
    for (const expected of [
      ...["Łódź Maszyny", "ul. Piotrkowska 1", "90-001 Łódź", "Poland", "faktury@maszyny.example", "PL1234567890"],
      ...["Ελλάδα Μηχανές ΑΕ", "Οδός Ερμού 5", "105 63 Αθήνα", "Greece", "EU VAT EL123456789", "ada@example.com"],
      ...[`Invoice number${invoice.number}`, "Date of issueMarch 5, 2026", "Date dueMarch 19, 2026"].map(
        (each) => each,
      ),
      ...["Mar 1, 2026 – Apr 1, 2026", "CurrencyEUR", "Purchase orderPO-77", "Dziękujemy za zamówienie"],
      ...["Tokarka – wynajem", "€50.00", "€100.00", "23%", "Журнал обслуживания", "9% incl."],
      ...[
        "Otwarcie (10% off)",
        "-€12.40",
        "VAT – PL (23% on €90.00)",
        "€20.70",
        "VAT – IE (9% on €19.82, included)",
        "€1.78",
      ],
      ...[
        "Subtotal€124.00",
        "Total excluding tax€109.82",
        "Total€132.30",
        "Amount due€132.30",
        "€132.30 EUR due March 19, 2026",
      ],
      ...["Kapitał zakładowy 5.000 €", "Page 1 of 1"],
    ])
      expect(text.replaceAll(" ", "")).toContain(expected.replaceAll(" ", ""));
  });

  test("a long invoice spans pages, each with table headers and a page number", async () => {
    const { stripe } = await start({ at: "2026-03-05" });
    const { customer } = await shop(stripe);
    const invoice = await stripe.invoices.create({ customer: customer.id, auto_advance: false });
    for (let number = 1; number <= 40; number += 1) {
      const description = `Machine ${number}, rented by the day with everything that belongs to it`;
      await stripe.invoiceItems.create({
        customer: customer.id,
        invoice: invoice.id,
        amount: 100,
        currency: "usd",
        description,
      });
    }
    const pages = await read((await stripe.invoices.finalizeInvoice(invoice.id)).invoice_pdf);
    expect(pages.length).toBeGreaterThan(1);
    for (const [index, page] of pages.entries()) expect(flat(page)).toContain(`Page ${index + 1} of ${pages.length}`);
    for (const page of pages.slice(0, -1)) expect(flat(page)).toMatch(/Description.*Amount/);
    expect(flat(pages.join(" ")).match(/Machine \d+,/g)).toHaveLength(40);
    expect(flat(pages.at(-1) ?? "").replaceAll(" ", "")).toContain("Amountdue$40.00");
  });

  test("show applied credit, a reverse charge, and the card on the receipt", async () => {
    const { stripe } = await start({ at: "2026-03-05" });
    const { customer, price } = await shop(stripe);
    await stripe.customers.update(customer.id, { balance: -1500, tax_exempt: "reverse" });
    await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    const invoice = only((await stripe.invoices.list()).data);
    const text = flat((await read(invoice.invoice_pdf)).join("\n"));
    for (const expected of ["Applied balance", "-$15.00", "Amount due", "$35.00", "Amount paid", "reverse charge"])
      expect(text).toContain(expected);
    const receipt = flat((await read(`${invoice.hosted_invoice_url}/receipt`)).join("\n"));
    for (const expected of ["Receipt", invoice.number ?? "", "Visa •••• 4242", "$35.00 USD paid March 5, 2026"])
      expect(receipt).toContain(expected);
  });

  test("a credit note names its invoice, reason and tax", async () => {
    const { stripe, local } = await start({ at: "2026-03-05", settings: seller });
    const { customer, price } = await shop(stripe);
    const vat = await stripe.taxRates.create({ display_name: "VAT", percentage: 19, inclusive: false });
    await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      default_tax_rates: [vat.id],
    });
    const invoice = only((await stripe.invoices.list()).data);
    const line = only(invoice.lines.data);
    const note = await clientOf(local).creditNotes.create({
      invoice: invoice.id ?? "",
      lines: [{ type: "invoice_line_item", invoice_line_item: line.id, amount: 1000 }],
      reason: "order_change",
      memo: "Ένα λάθος",
      credit_amount: 1190,
    });
    const text = flat((await read(note.pdf)).join("\n"));
    for (const expected of [
      "Credit note",
      note.number,
      invoice.number ?? "",
      "Order change",
      "VAT (19% on $10.00)",
      "$1.90",
      "$11.90",
      "Ένα λάθος",
      "Łódź Maszyny",
    ])
      expect(text).toContain(expected);
  });

  test("an invoice's page names both parties with their tax IDs, in the seller's color", async () => {
    const { stripe } = await start({ at: "2026-03-05", settings: { ...seller, brandColor: "#3f60a7" } });
    const invoice = await billed(stripe);
    const page = await (await fetch(invoice.hosted_invoice_url ?? "")).text();
    for (const expected of ["ul. Piotrkowska 1", "Tax ID PL1234567890", "Οδός Ερμού 5", "EU VAT EL123456789"]) {
      expect(page).toContain(expected);
    }
    expect(page).toContain("--accent:#3f60a7");
    const account = await stripe.accounts.retrieveCurrent();
    expect(account).toMatchObject({
      business_profile: { name: "Łódź Maszyny" },
      settings: { branding: { primary_color: "#3f60a7" } },
    });
  });

  test("text on the seller's color is white or black, whichever can be read", async () => {
    expect(brandStyle("#3f60a7")).toContain("--accent-text:#ffffff");
    expect(brandStyle("#ffd84d")).toContain("--accent-text:#11121f");
    expect(brandStyle(null)).toBe("");
  });
});
