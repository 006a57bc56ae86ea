import { emit, emitChange } from "../../events/emit";
import { invoiceSubscription } from "../../objects/invoice-object";
import { StripeFault } from "../../wire/errors";
import type { World } from "../../world";
import { previewInvoice } from "./preview-invoice";

/** Sends `invoice.upcoming`, some days before the renewal. */
export function sendUpcoming(world: World, id: string): void {
  const subscription = world.store.get("subscription", id);
  const renews = subscription?.status === "active" || subscription?.status === "trialing";
  if (!subscription || !renews || subscription.cancel_at !== null) return;
  const invoice = upcomingOrNone(world, id);
  if (invoice) emit(world, "invoice.upcoming", invoice);
}

/** Null if its schedule leaves nothing to invoice. */
function upcomingOrNone(world: World, subscription: string): ReturnType<typeof previewInvoice> | null {
  try {
    return previewInvoice(world, { subscription });
  } catch (error) {
    if (error instanceof StripeFault) return null;
    throw error;
  }
}

export function sendWillBeDue(world: World, id: string): void {
  const invoice = world.store.get("invoice", id);
  if (invoice?.status === "open") emit(world, "invoice.will_be_due", invoice);
}

/**
 * Sends `invoice.overdue`. An unpaid latest invoice makes its subscription past due
 * (docs.stripe.com/billing/collection-method).
 */
export function sendOverdue(world: World, id: string): void {
  const invoice = world.store.get("invoice", id);
  if (invoice?.status !== "open") return;
  if (world.settings.notices.overdueDays !== null) emit(world, "invoice.overdue", invoice);
  const before = world.store.get("subscription", invoiceSubscription(invoice) ?? "");
  if (before?.status !== "active" || before.latest_invoice !== id) return;
  const after = world.store.put("subscription", { ...before, status: "past_due" });
  emitChange(world, "customer.subscription.updated", before, after);
}
