import { emit } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import { invalid, missing } from "../../wire/errors";
import type { World } from "../../world";
import { cancelIntent } from "../payments/charge-intent";
import { settlePaid } from "./collect-invoice";
import { intentOf } from "./finalize-invoice";
import { markPaid } from "./mark-paid";

type Invoice = PublicTables["invoice"];
type Intent = PublicTables["payment_intent"];

/**
 * Lets a payment made elsewhere count for an open invoice, now if it has succeeded, or when it does
 * (docs.stripe.com/api/invoices/attach_payment).
 */
export function attachPayment(world: World, invoice: Invoice, intentId: string): Invoice {
  if (invoice.status !== "open") throw invalid("Payments can be attached to open invoices only.", "invoice");
  const intent = world.store.get("payment_intent", intentId);
  if (!intent) throw missing("payment_intent", intentId, "payment_intent");
  if (intent.customer !== null && intent.customer !== invoice.customer)
    throw invalid("The PaymentIntent belongs to another customer.", "payment_intent");
  if (intent.currency !== invoice.currency)
    throw invalid("The PaymentIntent's currency must be the invoice's.", "payment_intent");
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
  if (intent.status === "succeeded") countPayment(world, intent);
  return world.store.get("invoice", invoice.id) ?? invoice;
}

/** A payment that has succeeded counts for the open invoice it is for; the invoice is paid when nothing is left. */
export function countPayment(world: World, intent: Intent): void {
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
  closeOthers(world, after, intent);
  settlePaid(world, markPaid(world, after, intent));
}

/** What the invoice itself had asked for is not needed any more. */
function closeOthers(world: World, invoice: Invoice, intent: Intent): void {
  const own = intentOf(world, invoice);
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
