import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { type Harness, only, shop, start } from "../../testing/harness";

async function openInvoice({ stripe }: Harness, amount = 5000): Promise<Stripe.Invoice> {
  const { customer } = await shop(stripe);
  const draft = await stripe.invoices.create({ customer: customer.id, auto_advance: false });
  await stripe.invoiceItems.create({ customer: customer.id, invoice: draft.id, amount, currency: "usd" });
  return stripe.invoices.finalizeInvoice(draft.id);
}

async function paidInvoice(harness: Harness, amount = 5000): Promise<Stripe.Invoice> {
  return harness.stripe.invoices.pay((await openInvoice(harness, amount)).id);
}

describe("credit notes (docs.stripe.com/invoicing/dashboard/credit-notes)", () => {
  test("reduces the amount due of an open invoice; voiding the note restores it", async () => {
    const harness = await start();
    const { stripe } = harness;
    const invoice = await openInvoice(harness);
    const note = await stripe.creditNotes.create({ invoice: invoice.id, amount: 2000, reason: "order_change" });
    expect(note).toMatchObject({ type: "pre_payment", total: 2000, number: `${invoice.number}-CN-01` });
    expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({
      amount_due: 3000,
      amount_remaining: 3000,
      pre_payment_credit_notes_amount: 2000,
      total: 5000,
    });
    expect(await stripe.creditNotes.voidCreditNote(note.id)).toMatchObject({ status: "void" });
    expect((await stripe.invoices.retrieve(invoice.id)).amount_remaining).toBe(5000);
    await stripe.creditNotes.create({ invoice: invoice.id, amount: 1500 });
    await stripe.invoices.pay(invoice.id);
    const charge = only((await stripe.charges.list()).data);
    expect(charge.amount).toBe(3500);
  });

  test("marks an open invoice as paid when it is credited in full", async () => {
    const harness = await start();
    const invoice = await openInvoice(harness);
    await harness.stripe.creditNotes.create({ invoice: invoice.id, amount: 5000 });
    expect(await harness.stripe.invoices.retrieve(invoice.id)).toMatchObject({ status: "paid", amount_paid: 0 });
  });

  test("splits a paid invoice's credit between refund, balance and out-of-band, which must add up", async () => {
    const harness = await start();
    const { stripe } = harness;
    const invoice = await paidInvoice(harness);
    await expect(
      stripe.creditNotes.create({ invoice: invoice.id, amount: 4000, refund_amount: 1000 }),
    ).rejects.toMatchObject({ statusCode: 400 });
    const note = await stripe.creditNotes.create({
      invoice: invoice.id,
      amount: 4000,
      refund_amount: 1000,
      credit_amount: 2500,
      out_of_band_amount: 500,
    });
    expect(note).toMatchObject({ type: "post_payment", post_payment_amount: 4000, out_of_band_amount: 500 });
    expect(only((await stripe.refunds.list()).data)).toMatchObject({
      amount: 1000,
      id: only(note.refunds).refund,
    });
    const customer = String(invoice.customer);
    const move = only((await stripe.customers.listBalanceTransactions(customer)).data);
    expect(move).toMatchObject({ amount: -2500, type: "credit_note", credit_note: note.id, ending_balance: -2500 });
    expect(await stripe.invoices.retrieve(invoice.id)).toMatchObject({
      amount_paid: 5000,
      post_payment_credit_notes_amount: 4000,
    });
    await expect(
      stripe.creditNotes.create({ invoice: invoice.id, amount: 1001, credit_amount: 1001 }),
    ).rejects.toMatchObject({ param: "amount" });
  });

  test("counts refunds that no credit note names, so that both together stay within what was paid", async () => {
    const harness = await start();
    const { stripe } = harness;
    const invoice = await paidInvoice(harness);
    const charge = only((await stripe.charges.list()).data);
    const refund = await stripe.refunds.create({ charge: charge.id, amount: 2000 });
    const credit = (amount: number) =>
      stripe.creditNotes.create({ invoice: invoice.id, amount, credit_amount: amount });
    await expect(credit(3001)).rejects.toMatchObject({ param: "amount" });
    await credit(1000);
    await expect(credit(2001)).rejects.toMatchObject({ param: "amount" });
    const refunds = [{ refund: refund.id, amount_refunded: 2000 }];
    await stripe.creditNotes.create({ invoice: invoice.id, amount: 2000, refunds });
    await credit(2000);
    expect((await stripe.invoices.retrieve(invoice.id)).post_payment_credit_notes_amount).toBe(5000);
  });

  test("credits a line with its share of discount and tax; the preview matches and leaves nothing behind", async () => {
    const { stripe } = await start();
    const { customer, price } = await shop(stripe, { unit_amount: 10000 });
    const rate = await stripe.taxRates.create({ display_name: "VAT", percentage: 10, inclusive: false });
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: "forever" });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id, quantity: 2 }],
      default_tax_rates: [rate.id],
      discounts: [{ coupon: coupon.id }],
      expand: ["latest_invoice"],
    });
    const invoice = subscription.latest_invoice as Stripe.Invoice;
    expect(invoice.total).toBe(11000);
    const params = {
      invoice: invoice.id,
      lines: [{ type: "invoice_line_item" as const, invoice_line_item: only(invoice.lines.data).id, quantity: 1 }],
      credit_amount: 5500,
    };
    const preview = await stripe.creditNotes.preview(params);
    expect((await stripe.creditNotes.list()).data).toEqual([]);
    const note = await stripe.creditNotes.create(params);
    for (const one of [preview, note])
      expect(one).toMatchObject({ subtotal: 10000, discount_amount: 5000, total: 5500, total_excluding_tax: 5000 });
    expect(only((await stripe.creditNotes.listLineItems(note.id)).data).quantity).toBe(1);
    expect((await stripe.events.list({ type: "credit_note.*" })).data.map((event) => event.type)).toEqual([
      "credit_note.created",
    ]);
  });

  test("has a PDF, a memo and metadata", async () => {
    const harness = await start();
    const invoice = await openInvoice(harness);
    const note = await harness.stripe.creditNotes.create({ invoice: invoice.id, amount: 100 });
    const answer = await fetch(note.pdf);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    const memo = "With apologies";
    expect((await harness.stripe.creditNotes.update(note.id, { memo, metadata: { a: "b" } })).memo).toBe(memo);
    expect(only((await harness.stripe.creditNotes.list({ invoice: invoice.id })).data).memo).toBe(memo);
  });

  test("is refused for drafts", async () => {
    const { stripe } = await start();
    const { customer } = await shop(stripe);
    const draft = await stripe.invoices.create({ customer: customer.id });
    await expect(stripe.creditNotes.create({ invoice: draft.id, amount: 1 })).rejects.toMatchObject({
      param: "invoice",
    });
  });
});

describe("the customer's balance (docs.stripe.com/billing/customer/balance)", () => {
  test("the next invoice applies credit, the ledger shows it, and voiding returns it", async () => {
    const harness = await start();
    const { stripe } = harness;
    const { customer } = await shop(stripe);
    const credit = await stripe.customers.createBalanceTransaction(customer.id, {
      amount: -2000,
      currency: "usd",
      description: "Goodwill",
    });
    expect(credit).toMatchObject({ type: "adjustment", ending_balance: -2000 });
    const draft = await stripe.invoices.create({ customer: customer.id, auto_advance: false });
    await stripe.invoiceItems.create({ customer: customer.id, invoice: draft.id, amount: 5000, currency: "usd" });
    const open = await stripe.invoices.finalizeInvoice(draft.id);
    expect(open).toMatchObject({ total: 5000, amount_due: 3000, starting_balance: -2000, ending_balance: 0 });
    await stripe.invoices.voidInvoice(open.id);
    expect((await stripe.customers.retrieve(customer.id)) as Stripe.Customer).toMatchObject({ balance: -2000 });
    const ledger = (await stripe.customers.listBalanceTransactions(customer.id)).data;
    expect(ledger.map(({ type, amount }) => [type, amount])).toEqual([
      ["unapplied_from_invoice", -2000],
      ["applied_to_invoice", 2000],
      ["adjustment", -2000],
    ]);
    const noted = await stripe.customers.updateBalanceTransaction(customer.id, credit.id, { description: "Sorry" });
    expect(noted.description).toBe("Sorry");
    expect(await stripe.customers.retrieveBalanceTransaction(customer.id, credit.id)).toEqual(noted);
  });

  test("setting the balance is recorded as an adjustment", async () => {
    const { stripe } = await start();
    const customer = await stripe.customers.create();
    expect((await stripe.customers.update(customer.id, { balance: -700 })).balance).toBe(-700);
    expect(only((await stripe.customers.listBalanceTransactions(customer.id)).data).amount).toBe(-700);
  });
});
