import { id, type Step } from "./step";

/** Invoices outside the subscription, and credit notes. */
export const invoices: Step[] = [
  [
    "an invoice item",
    async (stripe, made) => {
      made.item = (
        await stripe.invoiceItems.create({ customer: id(made, "customer"), amount: 700, currency: "usd" })
      ).id;
    },
    ["invoiceitem.created"],
  ],
  [
    "an invoice for it",
    async (stripe, made) => {
      made.invoice = (
        await stripe.invoices.create({ customer: id(made, "customer"), pending_invoice_items_behavior: "include" })
      ).id;
    },
    ["invoice.created"],
  ],
  [
    "a description for the invoice",
    (stripe, made) => stripe.invoices.update(id(made, "invoice"), { description: "Thanks" }),
    ["invoice.updated(description)"],
  ],
  [
    "finalizing the invoice",
    (stripe, made) => stripe.invoices.finalizeInvoice(id(made, "invoice")),
    ["payment_intent.created", "invoice.finalized"],
  ],
  ["sending the invoice", (stripe, made) => stripe.invoices.sendInvoice(id(made, "invoice")), ["invoice.sent"]],
  [
    "paying the invoice",
    (stripe, made) => stripe.invoices.pay(id(made, "invoice")),
    [
      "charge.succeeded",
      "payment_intent.succeeded",
      "invoice_payment.paid",
      "invoice.updated(amount_paid amount_remaining status status_transitions)",
      "invoice.paid",
      "invoice.payment_succeeded",
    ],
  ],
  [
    "a credit note",
    async (stripe, made) => {
      made.note = (
        await stripe.creditNotes.create({ invoice: id(made, "invoice"), amount: 100, credit_amount: 100 })
      ).id;
    },
    ["customer.updated(balance)", "credit_note.created", "invoice.updated(post_payment_credit_notes_amount)"],
  ],
  [
    "a memo for the credit note",
    (stripe, made) => stripe.creditNotes.update(id(made, "note"), { memo: "Sorry" }),
    ["credit_note.updated(memo)"],
  ],
  [
    "voiding the credit note",
    (stripe, made) => stripe.creditNotes.voidCreditNote(id(made, "note")),
    ["customer.updated(balance)", "invoice.updated(post_payment_credit_notes_amount)", "credit_note.voided"],
  ],
  [
    "deleting another invoice item",
    async (stripe, made) => {
      const item = await stripe.invoiceItems.create({ customer: id(made, "customer"), amount: 1, currency: "usd" });
      await stripe.invoiceItems.del(item.id);
    },
    ["invoiceitem.created", "invoiceitem.deleted"],
  ],
  [
    "deleting a draft",
    async (stripe, made) => {
      const draft = await stripe.invoices.create({ customer: id(made, "customer") });
      await stripe.invoices.del(draft.id);
    },
    ["invoice.created", "invoice.deleted"],
  ],
  [
    "voiding an invoice",
    async (stripe, made) => {
      await stripe.invoiceItems.create({ customer: id(made, "customer"), amount: 900, currency: "usd" });
      const draft = await stripe.invoices.create({
        customer: id(made, "customer"),
        pending_invoice_items_behavior: "include",
        auto_advance: false,
      });
      await stripe.invoices.finalizeInvoice(draft.id);
      await stripe.invoices.voidInvoice(draft.id);
    },
    [
      "invoiceitem.created",
      "invoice.created",
      "payment_intent.created",
      "invoice.finalized",
      "payment_intent.canceled",
      "invoice.voided",
    ],
  ],
  [
    "marking an invoice as uncollectible",
    async (stripe, made) => {
      await stripe.invoiceItems.create({ customer: id(made, "customer"), amount: 900, currency: "usd" });
      const draft = await stripe.invoices.create({
        customer: id(made, "customer"),
        pending_invoice_items_behavior: "include",
        auto_advance: false,
      });
      await stripe.invoices.finalizeInvoice(draft.id);
      await stripe.invoices.markUncollectible(draft.id);
    },
    [
      "invoiceitem.created",
      "invoice.created",
      "payment_intent.created",
      "invoice.finalized",
      "invoice.marked_uncollectible",
    ],
  ],
];
