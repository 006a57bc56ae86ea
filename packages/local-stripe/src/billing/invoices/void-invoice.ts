import { emit } from "../../events/emit";
import { invoiceSubscription } from "../../objects/invoice-object";
import type { PublicTables } from "../../store/tables";
import { invalidRequest } from "../../wire/errors";
import type { World } from "../../world";
import { changeBalance } from "../customers/balance";
import { cancelIntent } from "../payments/charge-intent";
import { discardPendingUpdate } from "../subscriptions/pending-update";
import { paymentIntentOf } from "./finalize-invoice";

type Invoice = PublicTables["invoice"];

/** Voids an open invoice. Its number stays used. */
export function voidInvoice(world: World, before: Invoice): Invoice {
  if (before.status !== "open" && before.status !== "uncollectible") {
    throw invalidRequest(
      `You can only pass in open invoices. This invoice isn't open.`,
      undefined,
      "status_transition_invalid",
    );
  }
  stopCollecting(world, before, "void_invoice");
  restoreBalance(world, before);
  const invoice = world.store.put("invoice", {
    ...before,
    amount_remaining: before.amount_due,
    auto_advance: false,
    next_payment_attempt: null,
    status: "void",
    status_transitions: { ...before.status_transitions, voided_at: world.clock.now() },
  });
  emit(world, "invoice.voided", invoice);
  const subscription = world.store.get("subscription", invoiceSubscription(invoice) ?? "");
  if (subscription?.latest_invoice === invoice.id) discardPendingUpdate(world, subscription);
  return invoice;
}

/** Returns the credit that the invoice had applied. */
function restoreBalance(world: World, invoice: Invoice): void {
  const used = (invoice.ending_balance ?? invoice.starting_balance) - invoice.starting_balance;
  if (used === 0 || !world.store.get("customer", invoice.customer ?? "")) return;
  changeBalance(world, invoice.customer ?? "", {
    amount: -used,
    currency: invoice.currency,
    type: "unapplied_from_invoice",
    invoice: invoice.id,
  });
}

/** @throws StripeFault 400 unless the invoice is open */
export function markUncollectible(world: World, before: Invoice): Invoice {
  if (before.status !== "open") {
    throw invalidRequest(`You can only mark open invoices as uncollectible.`, undefined, "status_transition_invalid");
  }
  world.tasks.cancel("invoice.retry", before.id);
  const invoice = world.store.put("invoice", {
    ...before,
    auto_advance: false,
    next_payment_attempt: null,
    status: "uncollectible",
    status_transitions: { ...before.status_transitions, marked_uncollectible_at: world.clock.now() },
  });
  emit(world, "invoice.marked_uncollectible", invoice);
  return invoice;
}

function stopCollecting(world: World, invoice: Invoice, reason: "void_invoice"): void {
  world.tasks.cancel("invoice.retry", invoice.id);
  const intent = paymentIntentOf(world, invoice);
  if (intent) cancelIntent(world, intent, reason);
  for (const payment of world.store.where("invoice_payment", "invoice", invoice.id)) {
    if (payment.status !== "open") continue;
    world.store.put("invoice_payment", {
      ...payment,
      status: "canceled",
      status_transitions: { canceled_at: world.clock.now(), paid_at: null },
    });
  }
}
