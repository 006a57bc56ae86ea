import { emit } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import { invalidRequest, noSuch } from "../../wire/errors";
import type { World } from "../../world";
import { cancelIntent } from "../payments/charge-intent";
import { onInvoicePaid } from "./collect-invoice";
import { paymentIntentOf } from "./finalize-invoice";
import { markPaid } from "./mark-paid";

type Invoice = PublicTables["invoice"];
type Intent = PublicTables["payment_intent"];

/**
 * Applies an existing payment to an open invoice: now if it has succeeded, otherwise when it succeeds
 * (docs.stripe.com/api/invoices/attach_payment).
 */
export function attachPayment(world: World, invoice: Invoice, intentId: string): Invoice {
  if (invoice.status !== "open") throw invalidRequest("You can only attach payments to open invoices.", "invoice");
  const intent = world.store.get("payment_intent", intentId);
  if (!intent) throw noSuch("payment_intent", intentId, "payment_intent");
  if (intent.customer !== null && intent.customer !== invoice.customer)
    throw invalidRequest("The PaymentIntent belongs to another customer.", "payment_intent");
  if (intent.currency !== invoice.currency)
    throw invalidRequest("The PaymentIntent's currency must match the invoice's currency.", "payment_intent");
  world.store.put("invoice_payment", {
    id: world.ids.next("inpay"),
    object: "invoice_payment",
    amount_paid: null,
    amount_requested: intent.amount,
    created: world.clock.now(),
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: false,
    livemode: false,
    payment: { payment_intent: intent.id, type: "payment_intent" },
    status: "open",
    status_transitions: { canceled_at: null, paid_at: null },
  });
  if (intent.status === "succeeded") applyPayment(world, intent);
  return world.store.get("invoice", invoice.id) ?? invoice;
}

/** Applies a succeeded payment to its open invoice. The invoice becomes paid when nothing remains. */
export function applyPayment(world: World, intent: Intent): void {
  const payment = [...world.store.all("invoice_payment")].find(
    (row) => row.payment.payment_intent === intent.id && row.status === "open",
  );
  const invoice = world.store.get("invoice", payment?.invoice ?? "");
  if (!payment || invoice?.status !== "open") return;
  const amount_paid = Math.min(intent.amount_received, invoice.amount_remaining);
  const paid = world.store.put("invoice_payment", {
    ...payment,
    amount_paid,
    status: "paid",
    status_transitions: { canceled_at: null, paid_at: world.clock.now() },
  });
  emit(world, "invoice_payment.paid", paid);
  const amount_remaining = invoice.amount_remaining - amount_paid;
  const after = world.store.put("invoice", {
    ...invoice,
    amount_paid: invoice.amount_paid + amount_paid,
    amount_remaining,
  });
  if (amount_remaining > 0) return;
  cancelOtherPayments(world, after, intent);
  onInvoicePaid(world, markPaid(world, after, intent));
}

/** Cancels the invoice's own payment intent and any other open payment. */
function cancelOtherPayments(world: World, invoice: Invoice, intent: Intent): void {
  const own = paymentIntentOf(world, invoice);
  if (own && own.id !== intent.id) cancelIntent(world, own, "void_invoice");
  for (const payment of world.store.where("invoice_payment", "invoice", invoice.id)) {
    if (payment.status !== "open") continue;
    world.store.put("invoice_payment", {
      ...payment,
      status: "canceled",
      status_transitions: { canceled_at: world.clock.now(), paid_at: null },
    });
  }
}
