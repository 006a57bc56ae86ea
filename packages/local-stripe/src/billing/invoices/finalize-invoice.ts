import { emit } from "../../events/emit";
import { fetchCustomer } from "../../lookup/fetch";
import { newPaymentIntent } from "../../objects/payment-intent-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";
import { changeBalance } from "../customers/balance";
import { scheduleDueNotices } from "../subscriptions/schedule-tasks";
import { markPaid } from "./mark-paid";

type Invoice = PublicTables["invoice"];

/**
 * Draft → open: assigns the number, applies the customer's balance, and creates the payment intent. With nothing to
 * pay, the invoice is paid immediately.
 */
export function finalizeInvoice(world: World, draft: Invoice): Invoice {
  if (draft.status !== "draft") {
    throw invalidRequest(
      `This invoice is already finalized, you can't re-finalize a non-draft invoice.`,
      undefined,
      "invoice_not_editable",
    );
  }
  world.tasks.cancel("invoice.finalize", draft.id);
  const now = world.clock.now();
  const token = world.ids.token(40);
  const url = `/invoice/${draft.id}/${token}`;
  const open = applyBalance(world, {
    ...draft,
    status: "open",
    automatically_finalizes_at: null,
    effective_at: now,
    hosted_invoice_url: url,
    invoice_pdf: `${url}/pdf`,
    next_payment_attempt: null,
    number: nextNumber(world, draft.customer ?? ""),
    status_transitions: { ...draft.status_transitions, finalized_at: now },
  });
  world.store.put("invoice", open);
  if (open.amount_due > 0) createPayment(world, open);
  if (open.amount_due > 0) scheduleDueNotices(world, open);
  emit(world, "invoice.finalized", open);
  return open.amount_due === 0 ? markPaid(world, open, null) : open;
}

function nextNumber(world: World, customerId: string): string {
  const customer = fetchCustomer(world, customerId);
  const sequence = customer.next_invoice_sequence ?? 1;
  world.store.put("customer", { ...customer, next_invoice_sequence: sequence + 1 });
  return `${customer.invoice_prefix}-${String(sequence).padStart(4, "0")}`;
}

/** Credit (a negative balance) pays first. A negative total becomes credit for later invoices. */
function applyBalance(world: World, invoice: Invoice): Invoice {
  const customer = fetchCustomer(world, invoice.customer ?? "");
  // A balance in another currency doesn't apply.
  const usable = customer.currency === null || customer.currency === invoice.currency;
  const starting_balance = usable ? customer.balance : 0;
  const amount_due = Math.max(0, invoice.total + starting_balance);
  const ending_balance = invoice.total + starting_balance - amount_due;
  if (ending_balance !== starting_balance) {
    changeBalance(world, customer.id, {
      amount: ending_balance - starting_balance,
      currency: invoice.currency,
      type: "applied_to_invoice",
      invoice: invoice.id,
    });
  }
  return { ...invoice, starting_balance, ending_balance, amount_due, amount_remaining: amount_due };
}

function createPayment(world: World, invoice: Invoice): void {
  const reasons: Record<string, string> = {
    subscription_create: "Subscription creation",
    subscription_update: "Subscription update",
  };
  const intent = newPaymentIntent(world, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: invoice.customer,
    description: reasons[invoice.billing_reason ?? ""] ?? `Payment for Invoice`,
    receiptEmail: invoice.customer_email,
    setupFutureUsage: invoice.billing_reason === "subscription_create" ? "off_session" : null,
  });
  world.store.put("invoice_payment", {
    id: world.ids.next("inpay"),
    object: "invoice_payment",
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: world.clock.now(),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: "payment_intent" },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  });
}

/** The payment intent of an open invoice. */
export function paymentIntentOf(world: World, invoice: Invoice): PublicTables["payment_intent"] | null {
  const payment = world.store.where("invoice_payment", "invoice", invoice.id).find((candidate) => candidate.is_default);
  return world.store.get("payment_intent", payment?.payment.payment_intent ?? "") ?? null;
}
