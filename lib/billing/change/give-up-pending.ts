import "server-only";
import type { OpenChange } from "./open-change";

/**
 * Gives up a change that was never paid: its invoice is nobody's debt, and voiding it makes Stripe let go of the change.
 *
 * @returns whether there was one.
 */
export async function giveUpPending({ budget, subscription }: OpenChange): Promise<boolean> {
  const { pending_update, latest_invoice } = subscription;
  if (!pending_update || !latest_invoice || typeof latest_invoice === "string") return false;
  if (latest_invoice.status === "open") await budget.call((stripe) => stripe.invoices.voidInvoice(latest_invoice.id));
  return true;
}
