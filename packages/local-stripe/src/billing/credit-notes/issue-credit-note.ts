import type Stripe from "stripe";
import { emit, emitChange } from "../../events/emit";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import { embeddedList, type Wire } from "../../wire/types";
import type { World } from "../../world";
import { changeBalance } from "../customers/balance";
import { onInvoicePaid } from "../invoices/collect-invoice";
import { paymentIntentOf } from "../invoices/finalize-invoice";
import { markPaid } from "../invoices/mark-paid";
import { createRefund } from "../payments/create-refund";
import { taxSum, totalTaxes } from "../taxes/taxes";
import { creditLines } from "./credit-note-lines";

type CreditNote = PublicTables["credit_note"];
type Invoice = PublicTables["invoice"];
type Input = Wire<Stripe.CreditNoteCreateParams>;

/**
 * Issues a credit note. It reduces what is due on an open invoice. For a paid one the money goes to the card, to the
 * customer's balance, or was returned outside Stripe.
 */
export function issueCreditNote(world: World, invoice: Invoice, input: Input): CreditNote {
  if (invoice.status !== "open" && invoice.status !== "paid")
    throw invalidRequest("You can only create a credit note for an open or paid invoice.", "invoice");
  const lines = creditLines(world, invoice, input);
  const taxes = totalTaxes(lines);
  const subtotal = sum(lines, (line) => line.amount);
  const discount = sum(lines, (line) => line.discount_amount);
  const total = subtotal - discount + taxSum(taxes, "exclusive");
  checkTotal(world, invoice, input, total);
  const paid = invoice.status === "paid";
  const id = world.ids.next("cn");
  const earlier = world.store.where("credit_note", "invoice", invoice.id).length;
  const note: CreditNote = {
    id,
    object: "credit_note",
    amount: total,
    amount_shipping: 0,
    created: world.clock.now(),
    currency: invoice.currency,
    customer: invoice.customer ?? "",
    customer_account: null,
    customer_balance_transaction: null,
    discount_amount: discount,
    discount_amounts: [],
    effective_at: input.effective_at ?? world.clock.now(),
    invoice: invoice.id,
    lines: embeddedList(`/v1/credit_notes/${id}/lines`, lines),
    livemode: false,
    memo: input.memo ?? null,
    metadata: mergeMetadata({}, input.metadata),
    number: `${invoice.number ?? invoice.id}-CN-${String(earlier + 1).padStart(2, "0")}`,
    out_of_band_amount: input.out_of_band_amount ?? null,
    pdf: `/credit-note/${id}/${world.ids.token(40)}/pdf`,
    post_payment_amount: paid ? total : 0,
    pre_payment_amount: paid ? 0 : total,
    pretax_credit_amounts: [],
    reason: input.reason ?? null,
    refunds: [],
    shipping_cost: null,
    status: "issued",
    subtotal,
    subtotal_excluding_tax: subtotal - taxSum(taxes, "inclusive"),
    total,
    total_excluding_tax: total - taxSum(taxes, "exclusive") - taxSum(taxes, "inclusive"),
    total_taxes: taxes,
    type: paid ? "post_payment" : "pre_payment",
    voided_at: null,
  };
  const issued = world.store.put("credit_note", paid ? returnMoney(world, invoice, note, input) : note);
  emit(world, "credit_note.created", issued);
  if (paid) addPostPaymentCredit(world, invoice, total);
  else reduceAmountDue(world, invoice, total);
  return issued;
}

/** A note can't exceed what is left on the invoice, and the parts of a paid one must add up to its total. */
function checkTotal(world: World, invoice: Invoice, input: Input, total: number): void {
  const credited = invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount;
  const creditable =
    invoice.status === "open"
      ? invoice.amount_remaining
      : invoice.total - credited - refundedApart(world, invoice, input.refunds ?? []);
  if (total <= 0) throw invalidRequest("The total of a credit note must be greater than zero.", "amount");
  if (total > creditable)
    throw invalidRequest(`The credit note total (${total}) exceeds the creditable amount (${creditable}).`, "amount");
  const refunded = sum(input.refunds ?? [], (refund) => refund.amount_refunded ?? 0);
  const named = (input.credit_amount ?? 0) + (input.refund_amount ?? 0) + (input.out_of_band_amount ?? 0) + refunded;
  if (invoice.status === "paid" && named !== total) {
    throw invalidRequest(
      `The sum of credit amount, refund amount and out of band amount (${named}) must equal the credit note amount (${total}).`,
    );
  }
  if (invoice.status === "open" && named !== 0)
    throw invalidRequest(
      "You cannot refund or credit an open invoice. The credit note reduces the amount due.",
      "refund_amount",
    );
}

/** Refunds of the invoice's payment that neither an earlier note names nor this one (docs.stripe.com/api/credit_notes). */
function refundedApart(world: World, invoice: Invoice, linked: readonly { refund?: string | undefined }[]): number {
  const charge = paymentIntentOf(world, invoice)?.latest_charge;
  if (!charge) return 0;
  const notes = world.store.where("credit_note", "invoice", invoice.id).filter(({ status }) => status !== "void");
  const named = new Set([...notes.flatMap(({ refunds }) => refunds), ...linked].map(({ refund }) => refund));
  const apart = world.store.where("refund", "charge", String(charge)).filter(({ id }) => !named.has(id));
  return sum(
    apart.filter(({ status }) => status !== "failed" && status !== "canceled"),
    ({ amount }) => amount,
  );
}

function returnMoney(world: World, invoice: Invoice, note: CreditNote, input: Input): CreditNote {
  const refunds = (input.refunds ?? []).map(({ refund, amount_refunded }) =>
    refundEntry(refund ?? "", amount_refunded ?? 0),
  );
  if (input.refund_amount) {
    const charge = paymentIntentOf(world, invoice)?.latest_charge;
    if (!charge) throw invalidRequest("This invoice has no charge to refund.", "refund_amount");
    refunds.push(refundEntry(createRefund(world, { charge, amount: input.refund_amount }).id, input.refund_amount));
  }
  const move = input.credit_amount
    ? changeBalance(world, note.customer, {
        amount: -input.credit_amount,
        currency: note.currency,
        type: "credit_note",
        creditNote: note.id,
        invoice: invoice.id,
      })
    : null;
  return { ...note, refunds, customer_balance_transaction: move?.id ?? null };
}

function refundEntry(refund: string, amount_refunded: number): CreditNote["refunds"][number] {
  return { amount_refunded, payment_record_refund: null, refund, type: "refund" };
}

function addPostPaymentCredit(world: World, invoice: Invoice, total: number): void {
  const after = world.store.put("invoice", {
    ...invoice,
    post_payment_credit_notes_amount: invoice.post_payment_credit_notes_amount + total,
  });
  emitChange(world, "invoice.updated", invoice, after);
}

/** Reduces the amount due; a negative total raises it again. An invoice with nothing left to pay becomes paid. */
export function reduceAmountDue(world: World, invoice: Invoice, total: number): void {
  const amount_due = invoice.amount_due - total;
  const after = world.store.put("invoice", {
    ...invoice,
    amount_due,
    amount_remaining: invoice.amount_remaining - total,
    pre_payment_credit_notes_amount: invoice.pre_payment_credit_notes_amount + total,
  });
  const intent = paymentIntentOf(world, after);
  if (intent) world.store.put("payment_intent", { ...intent, amount: amount_due });
  for (const payment of world.store.where("invoice_payment", "invoice", invoice.id))
    if (payment.status === "open") world.store.put("invoice_payment", { ...payment, amount_requested: amount_due });
  emitChange(world, "invoice.updated", invoice, after);
  if (after.amount_remaining === 0) onInvoicePaid(world, markPaid(world, after, null));
}

function sum<T>(list: readonly T[], amount: (entry: T) => number): number {
  return list.reduce((total, entry) => total + amount(entry), 0);
}
