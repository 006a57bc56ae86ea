import "server-only";
import type { OpenChange } from "./open-change";

/**
 * Discards a change that was never paid. Voiding its invoice makes Stripe drop the pending update, and leaves no debt.
 *
 * @returns whether there was one.
 */
export async function discardPendingChange({ budget, subscription }: OpenChange): Promise<boolean> {
  const { pending_update, latest_invoice } = subscription;
  if (!pending_update || !latest_invoice || typeof latest_invoice === "string") return false;
  if (latest_invoice.status === "open") await budget.call((stripe) => stripe.invoices.voidInvoice(latest_invoice.id));
  return true;
}
