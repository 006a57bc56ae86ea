import "server-only";
import { type OpenAlert, openAlertsOf, resolveAlert } from "@/lib/alerts";
import type { TenantContext } from "@/lib/context";
import type { InvoiceMirror } from "../mirror/invoice-mirror";
import type { OtherSubscription } from "../mirror/other-subscriptions";
import type { DisputeMirror } from "../mirror/payments";
import { cancellationKey } from "./alerts";
import type { BillingState } from "./billing-state";
import { isLive } from "./changes";
import { isDisputeClosed } from "./money-notices";

/** What a sync found, as far as alerts depend on it. */
export type AlertFacts = {
  state: Pick<BillingState, "status" | "stripeSubscriptionId" | "stripeCustomerId" | "cancelAt" | "customerDeletedAt">;
  /** With those of pages that weren't read. */
  invoices: readonly Pick<InvoiceMirror, "stripeInvoiceId" | "status">[];
  otherSubscriptions: readonly Pick<OtherSubscription, "stripeSubscriptionId">[];
  disputes: readonly Pick<DisputeMirror, "stripeDisputeId" | "status">[];
};

/** Closes the organization's alerts whose cause is gone, whatever ended it and whether or not its event arrived. */
export async function settleAlerts(ctx: TenantContext, facts: AlertFacts): Promise<void> {
  const open = await openAlertsOf(ctx, ctx.organizationId);
  for (const alert of open.filter((each) => isOver(each, facts))) await resolveAlert(ctx, alert);
}

/** Whether an alert's cause is gone. Alerts about anything but billing are never over here. */
export function isOver(
  { kind, dedupeKey }: OpenAlert,
  { state, invoices, otherSubscriptions, disputes }: AlertFacts,
): boolean {
  switch (kind) {
    case "cancellation":
      // Anyone who is back has a live subscription. One that ends on another day has another alert.
      return isLive(state)
        ? dedupeKey !== cancellationKey(state) || state.cancelAt === null
        : !dedupeKey.endsWith(":ended");
    case "payment_failed":
      // Of a canceled subscription, Stripe leaves the invoice open and doesn't charge it again.
      return state.status === "canceled" || isSettled(dedupeKey, invoices);
    case "invoice_overdue":
      return isSettled(dedupeKey, invoices);
    case "dispute": {
      const dispute = disputes.find(({ stripeDisputeId }) => stripeDisputeId === dedupeKey);
      return dispute !== undefined && isDisputeClosed(dispute);
    }
    case "second_subscription":
      return !otherSubscriptions.some(({ stripeSubscriptionId }) => stripeSubscriptionId === dedupeKey);
    case "customer_deleted":
      return state.customerDeletedAt === null && (isLive(state) || state.stripeCustomerId !== dedupeKey);
    default:
      return false;
  }
}

/** Whether an alert's invoice no longer waits for a payment. */
function isSettled(dedupeKey: string, invoices: AlertFacts["invoices"]): boolean {
  const [invoiceId] = dedupeKey.split(":");
  const invoice = invoices.find(({ stripeInvoiceId }) => stripeInvoiceId === invoiceId);
  return invoice !== undefined && invoice.status !== "open";
}
