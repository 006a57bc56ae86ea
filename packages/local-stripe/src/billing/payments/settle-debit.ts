import { emit } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { onInvoicePaid, onPaymentFailed } from "../invoices/collect-invoice";
import { markPaid } from "../invoices/mark-paid";
import { recordFailure } from "../invoices/pay-invoice";
import { resolveDebit } from "./submit-debit";

/** Applies the bank's answer to a debit to its invoice, subscription and checkout session. */
export function settleDebit(world: World, id: string): void {
  const outcome = resolveDebit(world, id);
  if (!outcome) return;
  const payment = [...world.store.all("invoice_payment")].find((row) => row.payment.payment_intent === id);
  const invoice = world.store.get("invoice", payment?.invoice ?? "");
  if (invoice?.status === "open") {
    if (outcome.kind === "succeeded") onInvoicePaid(world, markPaid(world, invoice, outcome.intent));
    else {
      const options = { automatic: false, onSession: false };
      onPaymentFailed(world, recordFailure(world, invoice, options, outcome), options);
    }
  }
  const session = [...world.store.all("checkout_session")].find(
    (row) => row.payment_intent === id || (invoice !== undefined && row.invoice === invoice.id),
  );
  if (session?.status === "complete") settleSession(world, session, outcome.kind === "succeeded");
}

function settleSession(world: World, session: PublicTables["checkout_session"], paid: boolean): void {
  if (!paid) {
    emit(world, "checkout.session.async_payment_failed", session);
    return;
  }
  const after = world.store.put("checkout_session", { ...session, payment_status: "paid" });
  emit(world, "checkout.session.async_payment_succeeded", after);
}
