import { emit, emitChange } from "../../events/emit";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";

type Invoice = PublicTables["invoice"];

/** Open → paid. `intent` is null when nothing had to be paid or it was paid out of band. */
export function markPaid(world: World, before: Invoice, intent: PublicTables["payment_intent"] | null): Invoice {
  const now = world.clock.now();
  world.tasks.cancel("invoice.retry", before.id);
  const invoice = world.store.put("invoice", {
    ...before,
    amount_paid: before.amount_due,
    amount_remaining: 0,
    attempted: true,
    attempt_count: intent && before.attempt_count === 0 ? 1 : before.attempt_count,
    auto_advance: false,
    next_payment_attempt: null,
    status: "paid",
    status_transitions: { ...before.status_transitions, paid_at: now },
  });
  if (intent) settlePayments(world, invoice);
  emitChange(world, "invoice.updated", before, invoice);
  emit(world, "invoice.paid", invoice);
  emit(world, "invoice.payment_succeeded", invoice);
  return invoice;
}

function settlePayments(world: World, invoice: Invoice): void {
  for (const payment of world.store.where("invoice_payment", "invoice", invoice.id)) {
    if (payment.status !== "open") continue;
    const paid = world.store.put("invoice_payment", {
      ...payment,
      amount_paid: payment.amount_requested,
      status: "paid",
      status_transitions: { canceled_at: null, paid_at: world.clock.now() },
    });
    emit(world, "invoice_payment.paid", paid);
  }
}
