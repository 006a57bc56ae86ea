import type Stripe from "stripe";
import { describe, expect, test } from "vitest";
import { only, seconds, shop } from "../../testing/harness";
import { startInProcess } from "../../testing/in-process";

async function drafted() {
  const world = startInProcess("2026-04-01");
  const made = await shop(world.stripe);
  const draft = await world.stripe.invoices.create({ customer: made.customer.id });
  return { ...world, ...made, draft };
}

const amounts = (invoice: Stripe.Invoice) => invoice.lines.data.map(({ amount }) => amount);
const types = async (stripe: Stripe, pattern: string) => (await stripe.events.list({ type: pattern })).data;

describe("a draft's lines (docs.stripe.com/api/invoices/add_lines)", () => {
  test("can be added by amount, by price, or from pending items", async () => {
    const { stripe, customer, product, draft } = await drafted();
    const once = await stripe.prices.create({ currency: "usd", product: product.id, unit_amount: 250 });
    const pendingItem = await stripe.invoiceItems.create({ customer: customer.id, amount: 40, currency: "usd" });
    const invoice = await stripe.invoices.addLines(draft.id, {
      lines: [
        { amount: 1_000, description: "Setup" },
        { pricing: { price: once.id }, quantity: 3 },
        { price_data: { currency: "usd", product: product.id, unit_amount: 5 }, quantity: 2 },
        { invoice_item: pendingItem.id },
      ],
    });
    expect(amounts(invoice)).toEqual([1_000, 750, 10, 40]);
    expect(invoice.total).toBe(1_800);
    expect((await stripe.invoiceItems.retrieve(pendingItem.id)).invoice).toBe(draft.id);
  });

  test("can be updated; discounts and taxes are recalculated", async () => {
    const { stripe, draft } = await drafted();
    const rate = await stripe.taxRates.create({ display_name: "VAT", percentage: 20, inclusive: false });
    const coupon = await stripe.coupons.create({ percent_off: 50, duration: "once" });
    const added = await stripe.invoices.addLines(draft.id, { lines: [{ amount: 1_000 }, { amount: 2_000 }] });
    const [first] = added.lines.data;
    const invoice = await stripe.invoices.updateLines(draft.id, {
      lines: [
        {
          id: first?.id ?? "",
          amount: 600,
          description: "Less",
          discounts: [{ coupon: coupon.id }],
          tax_rates: [rate.id],
        },
      ],
    });
    expect(invoice.lines.data[0]).toMatchObject({
      amount: 600,
      description: "Less",
      discount_amounts: [{ amount: 300 }],
    });
    expect(invoice).toMatchObject({ subtotal: 2_600, total_excluding_tax: 2_300, total: 2_360 });
    await stripe.invoices.updateLineItem(draft.id, first?.id ?? "", { discounts: "", tax_rates: "" });
    expect((await stripe.invoices.retrieve(draft.id)).total).toBe(2_600);
  });

  test("can be removed: deleted, or made pending again", async () => {
    const { stripe, customer, draft } = await drafted();
    const added = await stripe.invoices.addLines(draft.id, { lines: [{ amount: 1 }, { amount: 20 }, { amount: 300 }] });
    const [first, second] = added.lines.data;
    const invoice = await stripe.invoices.removeLines(draft.id, {
      lines: [
        { id: first?.id ?? "", behavior: "delete" },
        { id: second?.id ?? "", behavior: "unassign" },
      ],
    });
    expect(amounts(invoice)).toEqual([300]);
    const pendingItem = await stripe.invoiceItems.list({ customer: customer.id, pending: true });
    expect(only(pendingItem.data).amount).toBe(20);
  });

  test("can't be changed after finalization", async () => {
    const { stripe, draft } = await drafted();
    const { lines } = await stripe.invoices.addLines(draft.id, { lines: [{ amount: 500 }] });
    await stripe.invoices.finalizeInvoice(draft.id);
    const id = only(lines.data).id;
    const code = "invoice_not_editable";
    await expect(stripe.invoices.addLines(draft.id, { lines: [{ amount: 1 }] })).rejects.toMatchObject({ code });
    await expect(stripe.invoices.updateLines(draft.id, { lines: [{ id, amount: 1 }] })).rejects.toMatchObject({ code });
    await expect(stripe.invoices.removeLines(draft.id, { lines: [{ id, behavior: "delete" }] })).rejects.toMatchObject({
      code,
    });
  });
});

describe("payments made outside the invoice (docs.stripe.com/api/invoices/attach_payment)", () => {
  async function open(amount: number) {
    const made = await drafted();
    await made.stripe.invoices.addLines(made.draft.id, { lines: [{ amount }] });
    await made.stripe.invoices.finalizeInvoice(made.draft.id);
    const pay = (part: number, confirm: boolean) =>
      made.stripe.paymentIntents.create({
        amount: part,
        currency: "usd",
        customer: made.customer.id,
        payment_method: "pm_card_visa",
        confirm,
      });
    return { ...made, id: made.draft.id, pay };
  }

  test("count once they have succeeded, also in parts", async () => {
    const { stripe, id, pay } = await open(1_000);
    const half = await stripe.invoices.attachPayment(id, { payment_intent: (await pay(400, true)).id });
    expect(half).toMatchObject({ status: "open", amount_paid: 400, amount_remaining: 600 });
    const whole = await stripe.invoices.attachPayment(id, { payment_intent: (await pay(600, true)).id });
    expect(whole).toMatchObject({ status: "paid", amount_remaining: 0 });
    const payments = (await stripe.invoicePayments.list({ invoice: id })).data.map(({ status }) => status);
    expect(payments.sort()).toEqual(["canceled", "paid", "paid"]);
  });

  test("count when they succeed later", async () => {
    const { stripe, id, pay } = await open(1_000);
    const intent = await pay(1_000, false);
    expect((await stripe.invoices.attachPayment(id, { payment_intent: intent.id })).status).toBe("open");
    await stripe.paymentIntents.confirm(intent.id, { payment_method: "pm_card_visa" });
    expect((await stripe.invoices.retrieve(id)).status).toBe("paid");
  });

  test("confirming the invoice's own payment intent through the API pays it too", async () => {
    const { stripe, id } = await open(1_000);
    const own = only((await stripe.invoicePayments.list({ invoice: id })).data).payment.payment_intent as string;
    await stripe.paymentIntents.confirm(own, { payment_method: "pm_card_visa" });
    expect(await stripe.invoices.retrieve(id)).toMatchObject({ status: "paid", amount_paid: 1_000 });
  });

  test("only apply to open invoices in the same currency", async () => {
    const { stripe, id, draft, customer } = await open(1_000);
    const euro = await stripe.paymentIntents.create({ amount: 5, currency: "eur", customer: customer.id });
    await expect(stripe.invoices.attachPayment(id, { payment_intent: euro.id })).rejects.toMatchObject({
      param: "payment_intent",
    });
    await stripe.invoices.voidInvoice(draft.id);
    const late = stripe.invoices.attachPayment(id, { payment_intent: euro.id });
    await expect(late).rejects.toMatchObject({ param: "invoice" });
  });
});

describe("notices (docs.stripe.com/api/events/types)", () => {
  test("invoice.upcoming is sent a week before a renewal, with the upcoming invoice, and not before a cancellation", async () => {
    const { stripe, advanceTo, customer, price } = await drafted();
    const created = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    advanceTo(seconds("2026-04-24") - 1);
    expect(await types(stripe, "invoice.upcoming")).toEqual([]);
    advanceTo(seconds("2026-04-24"));
    const event = only(await types(stripe, "invoice.upcoming"));
    expect(event.data.object).toMatchObject({ billing_reason: "upcoming", total: 5_000, status: "draft" });
    await stripe.subscriptions.update(created.id, { cancel_at_period_end: true });
    advanceTo(seconds("2026-06-01"));
    expect(await types(stripe, "invoice.upcoming")).toHaveLength(1);
  });

  test.each([
    [2, 1],
    [null, 0],
  ])("with upcomingDays %j, %i are sent", async (upcomingDays, count) => {
    const notices = { upcomingDays, willBeDueDays: null, overdueDays: null };
    const { stripe, advanceTo } = startInProcess("2026-04-01", { notices });
    const { customer, price } = await shop(stripe);
    await stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }] });
    advanceTo(seconds("2026-04-28"));
    expect(await types(stripe, "invoice.upcoming")).toEqual([]);
    advanceTo(seconds("2026-04-30"));
    expect(await types(stripe, "invoice.upcoming")).toHaveLength(count);
  });

  test("invoices sent by email get will_be_due and overdue, and the subscription becomes past due", async () => {
    const { stripe, advanceTo, customer, price } = await drafted();
    const created = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: price.id }],
      collection_method: "send_invoice",
      days_until_due: 10,
    });
    const due = seconds("2026-04-11");
    expect((await stripe.invoices.retrieve(created.latest_invoice as string)).due_date).toBe(due);
    advanceTo(seconds("2026-04-08"));
    expect(await types(stripe, "invoice.will_be_due")).toHaveLength(1);
    expect((await stripe.subscriptions.retrieve(created.id)).status).toBe("active");
    advanceTo(due);
    expect(await types(stripe, "invoice.overdue")).toHaveLength(1);
    expect((await stripe.subscriptions.retrieve(created.id)).status).toBe("past_due");
    await stripe.invoices.pay(created.latest_invoice as string, { paid_out_of_band: true });
    expect((await stripe.subscriptions.retrieve(created.id)).status).toBe("active");
  });

  test("an uncollectible invoice gets neither, and can still be voided", async () => {
    const { stripe, advanceTo, draft } = await drafted();
    await stripe.invoices.addLines(draft.id, { lines: [{ amount: 100 }] });
    await stripe.invoices.finalizeInvoice(draft.id);
    expect((await stripe.invoices.markUncollectible(draft.id)).status).toBe("uncollectible");
    advanceTo(seconds("2026-06-01"));
    expect(await types(stripe, "invoice.overdue")).toEqual([]);
    expect((await stripe.invoices.voidInvoice(draft.id)).status).toBe("void");
  });
});
